# SPDX-License-Identifier: EUPL-1.2
"""One contract, and its letter."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.schrijfwijze import dag_kort, periode, periode_kort, telwoord
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel, Toon
from jeugdregio.contracten import queries
from jeugdregio.contracten.brief import maak_brief
from jeugdregio.contracten.clausuletoets import toets
from jeugdregio.contracten.models import Contract, Contractoptie
from jeugdregio.contracten.opties import NietTeBeslissen
from jeugdregio.contracten.pages import optie
from jeugdregio.contracten.values import Contractbeeld, Contractgegevens
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt

EEN_DAG = timedelta(days=1)
ZELF = "Leg een tarief vast dat aansluit: met een indexatie, bij Voorstellen, of met een contractbestand."
DE_REGIO = "De regio legt nog een tarief vast."
Feiten = tuple[tuple[str, str], ...]
KEUZES = {
    "Soort": dict(Contract.Soort.choices),
    "Tafel": dict(Contract.Tafel.choices),
    "Omvang": dict(Contract.Omvang.choices),
    "Rol": dict(Contract.Aanbiederrol.choices),
    "Niveau": dict(Contract.Niveau.choices),
}


@dataclass(frozen=True)
class ContractPagina:
    """One contract."""

    titel: str
    naam: str
    stand: tuple[str, Toon]
    feiten: Feiten
    bedragen: Feiten
    opties: Tabel
    optie: optie.Optieblok | None
    gaten: Tabel
    gaten_doen: str
    tarieven: Tabel
    clausules: tuple[tuple[str, str, str], ...]
    gebreken: tuple[str, ...]
    brief: str
    fout: str


def _beeld(request: HttpRequest, nummer: str) -> Contractbeeld:
    found = queries.contract(nummer, on_behalf_of=machtiging(request))
    if found is None:
        raise Http404("Dit contract is er niet.")
    return found


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: HttpRequest, nummer: str) -> HttpResponse:
    """One contract: what is agreed, for how long and why, in which words; a POST proposes to decide on its option."""
    wie, now = machtiging(request), timezone.localtime()
    seen = _beeld(request, nummer)
    form, fault = optie.Optieformulier(request.POST or None), ""
    if request.method == "POST":
        eis(wie, Recht.GUNNEN)
        if form.is_valid():
            try:
                optie.stel_voor(seen, form.cleaned_data, now, wie)
            except (NietTeBeslissen, NietToegestaan) as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "Het voorstel staat klaar bij Voorstellen. Een ander moet het bevestigen.")
                return redirect("contract", nummer=nummer)
    page = _pagina(seen, now.date(), wie, optie.blok(seen, form, now, wie, fout=bool(fault)), fault)
    trail = (Kruimel("Contracten", reverse("contracten")), Kruimel(seen.contract.nummer))
    context = {"page": page, "kruimels": trail}
    return render(request, "contracten/contract.html", context, status=422 if fault or form.errors else 200)


def _pagina(
    seen: Contractbeeld, today: date, wie: Machtiging, block: optie.Optieblok | None, fault: str
) -> ContractPagina:
    one = seen.contract
    running: tuple[str, Toon] = ("Loopt", "positief") if one.van <= today < one.tot else ("Loopt niet", "neutraal")
    wrong = toets(((c.soort, c.titel, c.tekst) for c in seen.clausules), van=one.van)
    return ContractPagina(
        titel=f"{seen.soortnaam} {one.nummer}",
        naam=seen.naam,
        stand=running,
        feiten=_feiten(seen),
        bedragen=_bedragen(one),
        opties=_opties(seen),
        optie=block,
        gaten=_gaten(seen, today, wie),
        gaten_doen=ZELF if wie.mag(Recht.TARIEF_WIJZIGEN) else DE_REGIO,
        tarieven=_tarieven(seen),
        clausules=tuple((c.titel, c.tekst, c.bron) for c in seen.clausules),
        gebreken=tuple(f"{fault.titel}: {fault.uitleg}" for fault in wrong),
        brief=reverse("contract-brief", args=[one.nummer]),
        fout=fault,
    )


def _feiten(seen: Contractbeeld) -> Feiten:
    one = seen.contract
    said = {"Tafel": one.tafel, "Omvang": one.omvang, "Rol": one.rol, "Niveau": one.niveau}
    return (
        ("Looptijd", periode(one.van, one.tot)),
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
        (
            Kolom("Optie"),
            Kolom("Tot en met", "dag"),
            Kolom("Beslissen uiterlijk", "dag"),
            Kolom("Besloten op", "dag"),
            Kolom("Stand"),
        ),
        tuple(
            (
                f"Optie {o.volgnummer}",
                datum(o.tot - EEN_DAG),
                datum(o.besluit_uiterlijk) if o.besluit_uiterlijk else "niet afgesproken",
                dag_kort(o.besloten_op) if o.besloten_op else "–",
                Cel(
                    words[o.stand], toon="waarschuwing" if o.stand == "open" else "neutraal", onder=o.besluit or o.bron
                ),
            )
            for o in seen.opties
        ),
        leeg="Dit contract heeft geen opties.",
    )


def _gaten(seen: Contractbeeld, today: date, wie: Machtiging) -> Tabel:
    """Days to come of this contract on which a product of it has no tariff."""
    one = seen.contract
    of_this = {t.code for t in seen.tarieven}
    found = (
        [
            hole
            for hole in queries.tariefgaten(settings.REGIO, max(today, one.van), one.tot, on_behalf_of=wie)
            if hole.aanbieder == one.aanbieder and hole.code in of_this
        ]
        if today < one.tot
        else []
    )
    together: dict[tuple[date, date], list[str]] = {}
    for hole in found:
        together.setdefault((hole.van, hole.tot), []).append(hole.code)
    return Tabel(
        "Dagen zonder tarief",
        (Kolom("Dagen"), Kolom("Producten")),
        tuple(
            (periode_kort(van, tot), Cel(telwoord(len(codes), "product", "producten"), onder=", ".join(codes)))
            for (van, tot), codes in sorted(together.items())
        ),
    )


def _tarieven(seen: Contractbeeld) -> Tabel:
    return Tabel(
        "Producten en tarieven",
        (Kolom("Product"), Kolom("Profiel"), Kolom("Eenheid"), Kolom("Geldt"), Kolom("Tarief", "getal")),
        tuple(
            (f"{t.code} {t.naam}", t.profiel or "–", t.eenheid, periode_kort(t.van, t.tot), cent(t.tarief_cent))
            for t in seen.tarieven
        ),
        leeg="Er zijn geen tarieven vastgelegd.",
    )


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_safe
def brief(request: HttpRequest, nummer: str) -> HttpResponse:
    """The contract as a PDF to sign."""
    pdf = maak_brief(_beeld(request, nummer), regio=settings.REGIO_NAAM, moment=timezone.now())
    return bestand(pdf, PDF, f"contract-{nummer}.pdf")
