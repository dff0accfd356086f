# SPDX-License-Identifier: EUPL-1.2
"""The start page of a provider: what it must repair, what it declared, and where to deliver."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Grafiek, Kerncijfer, Kolom, Tabel
from jeugdregio.core.greep import Greep
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Keuze, Maandtotaal
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio

LAATSTE = 8


@dataclass(frozen=True)
class AanbiederPagina:
    """What a provider starts its day with."""

    titel: str
    cijfers: tuple[Kerncijfer, ...]
    laatste: Tabel
    grafiek: Grafiek
    weekbrief_url: str


def startpagina(wie: Machtiging, vandaag: date) -> AanbiederPagina:
    """Make the page."""
    letter = declaraties.weekbrief(wie.aanbieder, vandaag, on_behalf_of=wie)
    last = declaraties.declaraties(Keuze(), Greep(aantal=LAATSTE), on_behalf_of=wie)
    total = declaraties.telling(Keuze(), on_behalf_of=wie)
    places = regio.namen()
    url = reverse("weekbrief", args=[wie.aanbieder])
    table = Tabel(
        "Laatste declaraties",
        (
            Kolom("Declaratie"),
            Kolom("Gemeente"),
            Kolom("Maand"),
            Kolom("Ingediend", "getal"),
            Kolom("Toegekend", "getal"),
            Kolom("Afgewezen", "getal"),
        ),
        tuple(
            (
                Cel(one.nummer, url=reverse("declaratie", args=[one.gemeente, one.bericht_id])),
                places.get(one.gemeente, one.gemeente),
                maandnaam(one.maand),
                cent(one.ingediend_cent),
                cent(one.toegekend_cent),
                getal(one.afgewezen),
            )
            for one in last
        ),
        leeg="U hebt nog niets gedeclareerd. Begin bij Aanleveren.",
    )
    return AanbiederPagina(
        titel="Overzicht",
        cijfers=(
            Kerncijfer(
                "Te herstellen",
                telwoord(len(letter.regels), "regel", "regels"),
                f"{bedrag_kort(letter.bedrag_cent)} wacht daarop"
                if letter.regels
                else "alles is toegekend of hersteld",
                url=reverse("uitval"),
                toon="waarschuwing" if letter.regels else "positief",
            ),
            Kerncijfer(
                "Ingediend",
                bedrag_kort(total.ingediend_cent),
                telwoord(total.aantal, "declaratie", "declaraties"),
                url=reverse("declaraties"),
            ),
            Kerncijfer(
                "Toegekend",
                bedrag_kort(total.toegekend_cent),
                "van alles wat u hebt ingediend",
                toon="positief",
            ),
        ),
        laatste=table,
        grafiek=_chart(declaraties.per_maand(on_behalf_of=wie)),
        weekbrief_url=url,
    )


def _chart(totals: list[Maandtotaal]) -> Grafiek:
    values = [
        {"maand": maandnaam(t.maand), "soort": kind, "bedrag": amount / 100}
        for t in totals
        for kind, amount in (
            ("Toegekend", t.toegekend_cent),
            ("Niet toegekend", t.ingediend_cent - t.toegekend_cent),
        )
    ]
    spec: dict[str, object] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": 240,
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {
                "field": "maand",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelAngle": 0},
            },
            "y": {
                "field": "bedrag",
                "type": "quantitative",
                "title": "Bedrag in euro",
                "axis": {"format": ",.0f"},
            },
            "color": {
                "field": "soort",
                "type": "nominal",
                "title": None,
                "sort": ["Toegekend", "Niet toegekend"],
            },
            "order": {"field": "soort", "type": "nominal", "sort": "descending"},
        },
    }
    table = Tabel(
        "Per maand",
        (Kolom("Maand"), Kolom("Ingediend", "getal"), Kolom("Toegekend", "getal")),
        tuple((maandnaam(t.maand), cent(t.ingediend_cent), cent(t.toegekend_cent)) for t in totals),
    )
    return Grafiek("per-maand", "Wat u hebt ingediend per maand", spec, table)
