# SPDX-License-Identifier: EUPL-1.2
"""One contract, and its letter."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel, Toon
from jeugdregio.contracten import queries
from jeugdregio.contracten.brief import maak_brief
from jeugdregio.contracten.clausuletoets import toets
from jeugdregio.contracten.models import Contract, Contractoptie
from jeugdregio.contracten.values import Contractbeeld, Contractgegevens
from jeugdregio.gebruikers.values import Recht
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
