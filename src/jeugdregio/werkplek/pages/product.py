# SPDX-License-Identifier: EUPL-1.2
"""One product: what it is, and what it costs at which provider."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kruimel, Lijstblad
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.werkplek.pages.aanbieder import laatste_dag


@dataclass(frozen=True)
class ProductPagina:
    """One product and its tariffs."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    tarieven: Lijstblad


@vraagt(Recht.CIJFERS_ZIEN)
@require_safe
def product(request: HttpRequest, categorie: str, code: str) -> HttpResponse:
    """The page."""
    wie = machtiging(request)
    found = contracten.producten(settings.REGIO, code)
    one = next((one for one in found if (one.categorie, one.code) == (categorie, code)), None)
    if one is None:
        raise Http404("Dit product is er niet.")
    every = contracten.tarieven(settings.REGIO, code=code, on_behalf_of=wie)
    tariffs = _tariffs([tariff for tariff in every if tariff.categorie == categorie])
    if file := tariffs.als_bestand(request):
        return file
    page = ProductPagina(
        titel=f"{one.code} {one.omschrijving}",
        feiten=(
            ("Productcategorie", f"{categorie} {codelijst('productcategorie').omschrijving(categorie)}"),
            ("Eenheid", codelijst("eenheid").omschrijving(one.eenheid)),
            ("Variant", one.variant or "geen"),
        ),
        tarieven=tariffs.blad(request),
    )
    trail = (Kruimel("Zoeken", reverse("zoeken")), Kruimel(page.titel))
    return render(request, "werkplek/product.html", {"page": page, "kruimels": trail})


def _tariffs(found: Sequence[Tariefgegevens]) -> Lijst[Tariefgegevens]:
    names, units = aanbieders.namen(), codelijst("eenheid")

    def name(one: Tariefgegevens) -> Cel:
        return Cel(names.get(one.aanbieder, one.aanbieder), url=reverse("aanbieder", args=[one.aanbieder]))

    def last(one: Tariefgegevens) -> date | None:
        return None if one.tot == date.max else one.tot

    return Lijst(
        "Tarieven",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder), cel=name),
            Veld("eenheid", "Eenheid", lambda one: "uur" if one.per_uur else units.omschrijving(one.eenheid).lower()),
            Veld("tarief", "Tarief", lambda one: one.tarief_cent, "bedrag"),
            Veld("van", "Van", lambda one: one.van, "dag"),
            Veld("tot", "Tot en met", last, "dag", cel=lambda one: laatste_dag(one.tot)),
        ),
        found,
        bestand="tarieven",
        van_zelf="aanbieder",
        per_pagina=50,
        leeg="Er is geen tarief van dit product dat u mag zien.",
        bijschrift_zichtbaar=False,
    )
