# SPDX-License-Identifier: EUPL-1.2
"""What several pages of the workplace draw or link in the same way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse

from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import maand_kort, maandnaam
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Grafiek, Kolom, Tabel
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst import queries as ontvangst
from jeugdregio.ontvangst.pages.werk import WAT
from jeugdregio.werkplek import toegang
from jeugdregio.werkplek.cijfers import Productcijfer, producten


def definitie_url(key: str) -> str:
    """Where a figure is explained."""
    return f"{reverse('begrippen')}#{key}"


def bedrag_per_maand(
    naam: str, titel: str, maanden: Sequence[tuple[Maand, Mapping[str, int]]], soorten: Sequence[str]
) -> Grafiek:
    """Amounts (cents) of a few kinds per month as stacked bars, with their table."""
    values = [
        {"maand": maandnaam(month), "soort": kind, "bedrag": amounts.get(kind, 0) / 100}
        for month, amounts in maanden
        for kind in soorten
    ]
    spec: dict[str, object] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": 220,
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {"field": "maand", "type": "nominal", "sort": None, "title": None},
            "y": {"field": "bedrag", "type": "quantitative", "title": "Bedrag in euro", "axis": {"format": ",.0f"}},
            "color": {"field": "soort", "type": "nominal", "title": None, "sort": list(soorten)},
        },
    }
    table = Tabel(
        titel,
        (Kolom("Maand"), *(Kolom(kind, "getal") for kind in soorten)),
        tuple((maand_kort(month), *(cent(amounts.get(kind, 0)) for kind in soorten)) for month, amounts in maanden),
        bijschrift_zichtbaar=False,
    )
    return Grafiek(naam, titel, spec, table)


def dertien_maanden(today: date) -> date:
    """The first day of the month a year before this one."""
    return today.replace(year=today.year - 1, day=1)


def productenlijst(
    peildatum: date, vanaf: date, wie: Machtiging, *, gemeente: str = "", aanbieder: str = ""
) -> Lijst[Productcijfer]:
    """The products of a provider or municipality with what runs and what they cost; the dearest first."""
    names = contracten.productnamen(settings.REGIO)
    found = producten(peildatum, vanaf, on_behalf_of=wie, gemeente=gemeente, aanbieder=aanbieder)

    def name(one: Productcijfer) -> str:
        known = names.get((one.categorie, one.code))
        return known or one.code or (f"Categorie {one.categorie}" if one.categorie else "Vrij te kiezen")

    def product(one: Productcijfer) -> Cel:
        known = (one.categorie, one.code) in names
        url = reverse("product", args=[one.categorie, one.code]) if known else ""
        return Cel(name(one), url=url, onder=f"{one.categorie} {one.code}".strip())

    return Lijst(
        "Producten",
        (
            Veld("product", "Product", name, cel=product),
            Veld("code", "Code", lambda one: one.code, alleen_bestand=True),
            Veld("lopend", "Lopende toewijzingen", lambda one: one.lopend, "getal"),
            Veld("kinderen", "Jeugdigen", lambda one: one.kinderen, "getal"),
            Veld("kosten", "Kosten, dertien maanden", lambda one: one.kosten_cent, "bedrag"),
        ),
        found,
        bestand="producten",
        van_zelf="-kosten",
        naam="product",
        per_pagina=15,
        voet=("Totaal", getal(sum(one.lopend for one in found)), "", cent(sum(one.kosten_cent for one in found))),
        leeg="Er is niets toegewezen of geboekt.",
        bijschrift_zichtbaar=False,
    )


def open_werk(wie: Machtiging, today: date, *, gemeente: str = "", aanbieder: str = "") -> Tabel | None:
    """What waits at a provider or municipality, counted by kind; None for a role without work of that sort."""
    if not toegang.ziet_werk(wie):
        return None
    every = [
        one
        for one in ontvangst.werk_met_een_termijn(peildatum=today, on_behalf_of=wie)
        if gemeente in ("", one.gemeente) and aanbieder in ("", one.aanbieder)
    ]
    number = Counter(one.soort for one in every)
    late = Counter(one.soort for one in every if one.is_te_laat(today))
    rows = tuple(
        (Cel(WAT[kind], url=reverse("werk")), getal(count), getal(late[kind])) for kind, count in number.most_common()
    )
    return Tabel(
        "Open werk",
        (Kolom("Wat"), Kolom("Open", "getal"), Kolom("Te laat", "getal")),
        rows,
        leeg="Er wacht niets met een termijn.",
        bijschrift_zichtbaar=False,
    )
