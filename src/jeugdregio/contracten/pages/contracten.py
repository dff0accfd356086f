# SPDX-License-Identifier: EUPL-1.2
"""The contracts: a list with the tables side by side, one contract, and its letter."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.contracten import queries
from jeugdregio.contracten.brief import maak_brief
from jeugdregio.contracten.clausuletoets import toets
from jeugdregio.contracten.models import Contract, Contractoptie
from jeugdregio.contracten.values import Contractbeeld, Contractgegevens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

EEN_DAG = timedelta(days=1)
Feiten = tuple[tuple[str, str], ...]
KEUZES = {
    "Soort": dict(Contract.Soort.choices),
    "Tafel": dict(Contract.Tafel.choices),
    "Omvang": dict(Contract.Omvang.choices),
    "Rol": dict(Contract.Aanbiederrol.choices),
    "Niveau": dict(Contract.Niveau.choices),
}


@dataclass(frozen=True)
class ContractenPagina:
    """Every contract that whoever looks may see, and the tables of today."""

    titel: str
    inleiding: str
    contracten: Lijstblad
    tafels: Tabel | None


@dataclass(frozen=True)
class ContractPagina:
    """One contract."""

    titel: str
    naam: str
    stand: tuple[str, Toon]
    feiten: Feiten
    bedragen: Feiten
    opties: Tabel
    tarieven: Tabel
    clausules: tuple[tuple[str, str, str], ...]
    gebreken: tuple[str, ...]
    brief: str


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_safe
def contracten(request: HttpRequest) -> HttpResponse:
    """The list; a provider sees its own."""
    wie, today = machtiging(request), timezone.localdate()
    found = _lijst(wie)
    if file := found.als_bestand(request):
        return file
    page = ContractenPagina(
        titel="Contracten",
        inleiding=(
            "De contracten van uw organisatie met de regio."
            if wie.aanbieder
            else "Wat met aanbieders is afgesproken. Wat een aanbieder is, staat per contract."
        ),
        contracten=found.blad(request),
        tafels=None if wie.aanbieder else _tafels(wie, today),
    )
    return render(request, "contracten/contracten.html", {"page": page})


def _lijst(wie: Machtiging) -> Lijst[Contractgegevens]:
    names = aanbieders.namen()

    def number(one: Contractgegevens) -> Cel:
        return Cel(one.nummer, url=reverse("contract", args=[one.nummer]), onder=KEUZES["Soort"][one.soort])

    return Lijst(
        "Contracten",
        (
            Veld("nummer", "Contract", lambda one: one.nummer, cel=number),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("tafel", "Tafel", lambda one: one.tafel),
            Veld("perceel", "Perceel", lambda one: one.perceel),
            Veld("van", "Vanaf", lambda one: one.van, "dag"),
            Veld("tot", "Tot en met", lambda one: _laatste(one.tot), "dag"),
            Veld("offerte", "Offerte", lambda one: one.offerte_cent, "bedrag"),
            Veld("plafond", "Plafond", lambda one: one.plafond_cent, "bedrag"),
            Veld("manager", "Contractmanager", lambda one: one.contractmanager),
        ),
        queries.contracten(settings.REGIO, on_behalf_of=wie),
        bestand="contracten",
        van_zelf="nummer",
        leeg="Er zijn nog geen contracten. Zij komen uit een gunning, of uit een bestand.",
    )


def _laatste(tot: date) -> date | None:
    return None if tot == date.max else tot - EEN_DAG


def _tafels(wie: Machtiging, today: date) -> Tabel:
    *rows, total = queries.tafels(settings.REGIO, today, on_behalf_of=wie)
    return Tabel(
        f"Tafels op {datum(today)}",
        (
            Kolom("Tafel"),
            Kolom("Contracten", "getal"),
            Kolom("Aanbieders", "getal", "Wie aan twee tafels zit, telt in het totaal één keer."),
        ),
        tuple(
            (KEUZES["Tafel"].get(one.tafel, one.tafel), getal(one.contracten), getal(one.aanbieders)) for one in rows
        ),
        voet=("Samen", getal(total.contracten), getal(total.aanbieders)) if rows else (),
        leeg="Vandaag loopt er geen contract dat bij een tafel hoort.",
    )


def _beeld(request: HttpRequest, nummer: str) -> Contractbeeld:
    found = queries.contract(nummer, on_behalf_of=machtiging(request))
    if found is None:
        raise Http404("Dit contract is er niet.")
    return found


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_safe
def contract(request: HttpRequest, nummer: str) -> HttpResponse:
    """One contract: what is agreed, for how long and why, in which words."""
    seen, today = _beeld(request, nummer), timezone.localdate()
    one = seen.contract
    running: tuple[str, Toon] = ("Loopt", "positief") if one.van <= today < one.tot else ("Loopt niet", "neutraal")
    wrong = toets(((c.soort, c.titel, c.tekst) for c in seen.clausules), van=one.van)
    page = ContractPagina(
        titel=f"{seen.soortnaam} {one.nummer}",
        naam=seen.naam,
        stand=running,
        feiten=_feiten(seen),
        bedragen=_bedragen(one),
        opties=_opties(seen),
        tarieven=_tarieven(seen),
        clausules=tuple((c.titel, c.tekst, c.bron) for c in seen.clausules),
        gebreken=tuple(f"{fault.titel}: {fault.uitleg}" for fault in wrong),
        brief=reverse("contract-brief", args=[one.nummer]),
    )
    trail = (Kruimel("Contracten", reverse("contracten")), Kruimel(one.nummer))
    return render(request, "contracten/contract.html", {"page": page, "kruimels": trail})


def _feiten(seen: Contractbeeld) -> Feiten:
    one = seen.contract
    last = _laatste(one.tot)
    said = {"Tafel": one.tafel, "Omvang": one.omvang, "Rol": one.rol, "Niveau": one.niveau}
    return (
        ("Looptijd", f"{datum(one.van)} tot en met {datum(last)}" if last else f"vanaf {datum(one.van)}"),
        *([("Waarom zo lang", one.looptijd_reden)] if one.looptijd_reden else []),
        *([("Besluit voor langer dan vier jaar", one.verlengingsbesluit)] if one.verlengingsbesluit else []),
        ("Perceel", one.perceel),
        ("Bekostiging", f"{one.bekostiging} ({one.variant})"),
        *((name, KEUZES[name].get(value, value)) for name, value in said.items() if value),
        ("Contractmanager", one.contractmanager),
        *([("Procedure", one.procedure)] if one.procedure else []),
        *([("Bron", one.bron)] if one.bron else []),
    )


def _bedragen(one: Contractgegevens) -> Feiten:
    facts = (("Offerte", one.offerte_cent), ("Plafond", one.plafond_cent), ("Verschil", one.verschil_cent))
    return tuple((name, cent(value)) for name, value in facts if value is not None)


def _opties(seen: Contractbeeld) -> Tabel:
    words = dict(Contractoptie.Stand.choices)
    return Tabel(
        "Opties om te verlengen",
        (Kolom("Optie"), Kolom("Tot en met", "dag"), Kolom("Beslissen uiterlijk", "dag"), Kolom("Stand")),
        tuple(
            (
                f"Optie {o.volgnummer}",
                datum(o.tot - EEN_DAG),
                datum(o.besluit_uiterlijk) if o.besluit_uiterlijk else "niet afgesproken",
                Cel(
                    words[o.stand], toon="waarschuwing" if o.stand == "open" else "neutraal", onder=o.besluit or o.bron
                ),
            )
            for o in seen.opties
        ),
        leeg="Dit contract heeft geen opties.",
    )


def _tarieven(seen: Contractbeeld) -> Tabel:
    return Tabel(
        "Producten en tarieven",
        (Kolom("Product"), Kolom("Profiel"), Kolom("Eenheid"), Kolom("Vanaf", "dag"), Kolom("Tarief", "getal")),
        tuple(
            (f"{t.code} {t.naam}", t.profiel or "–", t.eenheid, f"{t.van:%d-%m-%Y}", cent(t.tarief_cent))
            for t in seen.tarieven
        ),
        leeg="Er zijn geen tarieven vastgelegd.",
    )


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_safe
def brief(request: HttpRequest, nummer: str) -> HttpResponse:
    """The contract as a PDF to sign."""
    pdf = maak_brief(_beeld(request, nummer), regio=settings.REGIO_NAAM, moment=timezone.now())
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="contract-{nummer}.pdf"'},
    )
