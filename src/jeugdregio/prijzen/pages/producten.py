# SPDX-License-Identifier: EUPL-1.2
"""Every product as it is priced, what one product has cost, and where a tariff is missing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, periode_kort
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Grafiek, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Prijsregelproduct, Tariefgat, Tariefgegevens, minuuttarief
from jeugdregio.core.periode import laatste_dag
from jeugdregio.declaraties.queries import is_uurtarief
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

EEN_DAG = timedelta(days=1)
STUKS = "82"
AFGEROND = " (afgerond)"
MEESTE_LIJNEN = 8
"""So many providers are told apart in a chart; the table has all."""


@dataclass(frozen=True)
class ProductenPagina:
    """The products, with what needs attention."""

    cijfers: tuple[Kerncijfer, ...]
    lijst: Lijstblad
    titel: str = "Producten en prijzen"


@dataclass(frozen=True)
class VerloopPagina:
    """What one product has cost, per provider."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    grafiek: Grafiek | None
    lijst: Lijstblad


@dataclass(frozen=True)
class GatenPagina:
    """Days without a tariff in running contracts."""

    uitleg: str
    lijst: Lijstblad
    titel: str = "Dagen zonder tarief"


@dataclass(frozen=True)
class _Rij:
    """A product with the lowest and highest tariff of the day."""

    wat: Prijsregelproduct
    laagste_cent: int | None
    hoogste_cent: int | None
    aanbieders: int


@vraagt(Recht.PRIJZEN_ZIEN)
@require_safe
def producten(request: HttpRequest) -> HttpResponse:
    """The product list with profile, segment, rule of the price, funding and tariffs of today."""
    wie, today = machtiging(request), timezone.localdate()
    found = _rows(wie, today)
    lijst = _lijst(found)
    if file := lijst.als_bestand(request):
        return file
    missing = len(_gaps(wie, today))
    page = ProductenPagina(
        cijfers=(
            Kerncijfer("Producten", getal(len(found)), "op de productcodelijst van de regio"),
            Kerncijfer(
                "Profielen",
                getal(len({row.wat.nummer for row in found if row.wat.nummer})),
                "ondersteuningsprofielen, in midden en top",
                url=reverse("profielen"),
            ),
            Kerncijfer(
                "Tarief ontbreekt",
                getal(missing),
                "perioden in een lopend contract tot eind volgend jaar",
                url=reverse("tariefgaten"),
                toon="waarschuwing" if missing else "positief",
            ),
        ),
        lijst=lijst.blad(request),
    )
    return render(request, "prijzen/producten.html", {"page": page})


@vraagt(Recht.PRIJZEN_ZIEN)
@require_safe
def verloop(request: HttpRequest, categorie: str, code: str) -> HttpResponse:
    """What a product has cost over time; a provider sees its own tariffs."""
    wie = machtiging(request)
    rows = contracten.prijsproducten(settings.REGIO, timezone.localdate(), on_behalf_of=wie)
    one = next((row for row in rows if (row.product.categorie, row.product.code) == (categorie, code)), None)
    if one is None:
        raise Http404("Dit product is er niet.")
    every = contracten.tarieven(settings.REGIO, code=code, on_behalf_of=wie)
    tariffs = [tariff for tariff in every if tariff.categorie == categorie]
    lijst = _tarieven(tariffs)
    if file := lijst.als_bestand(request):
        return file
    page = VerloopPagina(
        titel=f"{code} {one.product.omschrijving}",
        feiten=(
            ("Productcategorie", f"{categorie} {codelijst('productcategorie').omschrijving(categorie)}"),
            ("Eenheid", codelijst("eenheid").omschrijving(one.product.eenheid)),
            ("Profiel", f"{one.nummer} {one.profielnaam}, {one.segmentnaam}" if one.nummer else "geen"),
            ("Prijs", one.prijsregel),
            ("Betaling", _betaling(one)),
            ("Financiering", one.financiering or "nog niet vastgelegd"),
            *_gebroken_maanden(one),
        ),
        grafiek=_grafiek(tariffs) if tariffs else None,
        lijst=lijst.blad(request),
    )
    trail = (Kruimel("Producten en prijzen", reverse("prijzen")), Kruimel(page.titel))
    return render(request, "prijzen/verloop.html", {"page": page, "kruimels": trail})


@vraagt(Recht.PRIJZEN_ZIEN)
@require_safe
def gaten(request: HttpRequest) -> HttpResponse:
    """Products of a running contract that have no tariff on a day, this year and next."""
    wie, today = machtiging(request), timezone.localdate()
    names, products = aanbieders.namen(), contracten.productnamen(settings.REGIO)
    lijst: Lijst[Tariefgat] = Lijst(
        "Dagen zonder tarief",
        (
            Veld("van", "Vanaf", lambda one: one.van, "dag"),
            Veld("laatste", "Tot en met", lambda one: one.tot - EEN_DAG, "dag"),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("product", "Product", lambda one: one.code, cel=lambda one: _product_cel(one, products)),
            Veld("eenheid", "Eenheid", lambda one: codelijst("eenheid").omschrijving(one.eenheid).lower()),
        ),
        _gaps(wie, today),
        bestand="dagen-zonder-tarief",
        van_zelf="van",
        per_pagina=50,
        leeg="Elk product van een lopend contract heeft op elke dag een tarief. U hoeft niets te doen.",
        bijschrift_zichtbaar=False,
    )
    if file := lijst.als_bestand(request):
        return file
    page = GatenPagina(
        f"Van 1 januari {today.year} tot en met 31 december {today.year + 1}. Vul een gat met een indexatie of met een "
        "voorstel voor één tarief.",
        lijst.blad(request),
    )
    trail = (Kruimel("Producten en prijzen", reverse("prijzen")), Kruimel("Dagen zonder tarief"))
    return render(request, "prijzen/gaten.html", {"page": page, "kruimels": trail})


def _gaps(wie: Machtiging, today: date) -> list[Tariefgat]:
    year = date(today.year, 1, 1)
    return contracten.tariefgaten(settings.REGIO, year, date(today.year + 2, 1, 1), on_behalf_of=wie)


def _rows(wie: Machtiging, today: date) -> list[_Rij]:
    per_product: dict[tuple[str, str], list[Tariefgegevens]] = defaultdict(list)
    for tariff in contracten.tarieven(settings.REGIO, on_behalf_of=wie):
        if tariff.van <= today < tariff.tot:
            per_product[tariff.categorie, tariff.code].append(tariff)
    rows = []
    for one in contracten.prijsproducten(settings.REGIO, today, on_behalf_of=wie):
        tariffs = per_product[one.product.categorie, one.product.code]
        cents = [tariff.tarief_cent for tariff in tariffs if tariff.tarief_cent is not None]
        providers = len({tariff.aanbieder for tariff in tariffs})
        rows.append(_Rij(one, min(cents, default=None), max(cents, default=None), providers))
    return rows


def _lijst(found: list[_Rij]) -> Lijst[_Rij]:
    def product(row: _Rij) -> Cel:
        one = row.wat.product
        url = reverse("prijsverloop", args=[one.categorie, one.code])
        return Cel(one.omschrijving, url=url, onder=f"{one.categorie} {one.code}")

    def profile(row: _Rij) -> str:
        one = row.wat
        return f"{one.nummer}, {one.segmentnaam.lower()}" if one.nummer else "–"

    def price(row: _Rij) -> str:
        low, high = row.laagste_cent, row.hoogste_cent
        return cent(low) if low == high else f"{cent(low)} tot {cent(high)}"

    return Lijst(
        "Producten",
        (
            Veld("product", "Product", lambda row: row.wat.product.omschrijving, cel=product),
            Veld("code", "Code", lambda row: row.wat.product.code, alleen_bestand=True),
            Veld("profiel", "Profiel", lambda row: row.wat.nummer, cel=profile),
            Veld("prijsregel", "Prijs", lambda row: row.wat.prijsregel),
            Veld("financiering", "Financiering", lambda row: row.wat.financiering or "niet vastgelegd"),
            Veld("laagste", "Tarief vandaag", lambda row: row.laagste_cent, "bedrag", cel=price),
            Veld("hoogste", "Hoogste tarief", lambda row: row.hoogste_cent, "bedrag", alleen_bestand=True),
            Veld("aanbieders", "Aanbieders", lambda row: row.aanbieders, "getal"),
        ),
        found,
        bestand="producten",
        leeg="De regio heeft nog geen producten. Lees het contractbestand in.",
        bijschrift_zichtbaar=False,
    )


def _tarieven(tariffs: list[Tariefgegevens]) -> Lijst[Tariefgegevens]:
    names, units = aanbieders.namen(), codelijst("eenheid")
    return Lijst(
        "Tarieven",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("van", "Vanaf", lambda one: one.van, "dag"),
            Veld("tot", "Tot en met", lambda one: laatste_dag(one.tot), "dag"),
            Veld("tarief", "Tarief", lambda one: one.tarief_cent, "bedrag"),
            Veld("per", "Per", lambda one: "uur" if one.per_uur else units.omschrijving(one.eenheid).lower()),
            *((_per_minuut(),) if any(is_uurtarief(one) for one in tariffs) else ()),
        ),
        tariffs,
        bestand="prijsverloop",
        van_zelf="aanbieder",
        per_pagina=50,
        leeg="Er is geen tarief van dit product dat u mag zien.",
        bijschrift_zichtbaar=False,
    )


def _per_minuut() -> Veld[Tariefgegevens]:
    """What stands on a line in minutes; where the hour does not fit on whole cents, it is rounded (TO-23)."""

    def cell(one: Tariefgegevens) -> Cel:
        if not is_uurtarief(one) or one.tarief_cent is None:
            return Cel("–")
        found = minuuttarief(one.tarief_cent)
        return Cel(f"{cent(found.cent)}{'' if found.past else AFGEROND}")

    return Veld(
        "minuut",
        "Op een regel in minuten",
        lambda one: minuuttarief(one.tarief_cent).cent if is_uurtarief(one) and one.tarief_cent is not None else None,
        "bedrag",
        cel=cell,
        uitleg="Een zestigste van het uur, op hele centen (IV081). Het bedrag van de regel volgt uit het uur.",
    )


def _grafiek(tariffs: list[Tariefgegevens]) -> Grafiek:
    """The tariff over time: one line per provider, or when there are many the lowest and the highest."""
    names = aanbieders.namen()
    days = sorted({one.van for one in tariffs} | {one.tot - EEN_DAG for one in tariffs if one.tot != date.max})
    providers = sorted({one.aanbieder for one in tariffs})
    rows: list[tuple[date, str, int]] = []
    for day in days:
        cents = {
            one.aanbieder: one.tarief_cent
            for one in tariffs
            if one.van <= day < one.tot and one.tarief_cent is not None
        }
        if len(providers) <= MEESTE_LIJNEN:
            rows += [(day, names.get(who, who), value) for who, value in sorted(cents.items())]
        elif cents:
            rows += [(day, "laagste", min(cents.values())), (day, "hoogste", max(cents.values()))]
    spec: dict[str, object] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": 220,
        "data": {"values": [{"dag": day.isoformat(), "wie": who, "tarief": value / 100} for day, who, value in rows]},
        "mark": {"type": "line", "interpolate": "step-after", "point": True, "tooltip": True},
        "encoding": {
            "x": {"field": "dag", "type": "temporal", "title": None, "axis": {"format": "%d-%m-%Y", "labelAngle": -30}},
            "y": {"field": "tarief", "type": "quantitative", "title": "Euro per eenheid", "scale": {"zero": False}},
            "color": {"field": "wie", "type": "nominal", "title": None},
        },
    }
    table = Tabel(
        "Tarief per dag waarop het verandert",
        (Kolom("Dag", "dag"), Kolom("Wie"), Kolom("Tarief", "getal")),
        tuple((dag_kort(day), who, cent(value)) for day, who, value in rows),
        bijschrift_zichtbaar=False,
    )
    return Grafiek("prijsverloop", "Tarief door de tijd", spec, table)


def _product_cel(one: Tariefgat, names: dict[tuple[str, str], str]) -> Cel:
    name = names.get((one.categorie, one.code), one.code)
    return Cel(name, url=reverse("prijsverloop", args=[one.categorie, one.code]), onder=one.code)


def _gebroken_maanden(one: Prijsregelproduct) -> Iterator[tuple[str, str]]:
    """Which broken months count at a tariff per month (RA002), through time; only of a product per piece."""
    product = one.product
    if product.eenheid != STUKS:
        return
    agreed = contracten.maandafspraken(settings.REGIO, product.categorie, product.code)
    said = [f"{periode_kort(each.van, each.tot)}: {each.zin} ({each.bron})" for each in agreed]
    if agreed and agreed[0].van > timezone.localdate():
        said.insert(0, f"tot en met {dag_kort(agreed[0].van - EEN_DAG)}: elke maand telt helemaal")
    yield "Gebroken maanden", "; ".join(said) or "geen afspraak: bij een tarief per maand telt elke maand helemaal"


def _betaling(one: Prijsregelproduct) -> str:
    if one.gewicht is None:
        return "in één keer, of per eenheid"
    moment = f"na een stop met reden {one.stopreden}" if one.stopreden else "bij de start"
    return f"{one.gewicht} delen van de prijs, {moment}"
