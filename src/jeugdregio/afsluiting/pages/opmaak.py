# SPDX-License-Identifier: EUPL-1.2
"""How the figures of a month report are written, linked and drawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from jeugdregio.afsluiting import queries
from jeugdregio.afsluiting.values import Editie
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.kaart import IJSSELLAND, ijsselland_kaart
from jeugdregio.components.schrijfwijze import balkhoogte, maandnaam, promille
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, datum, getal
from jeugdregio.components.values import Cel, Grafiek, Kolom, Tabel, Tegelkaart
from jeugdregio.components.verzoek import maand_uit
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging

VEGA = "https://vega.github.io/schema/vega-lite/v6.json"
VOL = 1000
DUIZEND_CENT = 100_000


class Maandkeuze(Keuzefilter):
    """The month that is shown."""

    maand = forms.ChoiceField(required=False, label="Tot en met maand")


def gekozen_maand(
    request: HttpRequest, wie: Machtiging, gemeente: str = "", *, anders: Maand | None = None
) -> tuple[Maandkeuze, Maand | None]:
    """The form and the month that was asked for, else `anders`, else the newest closed or booked one."""
    months = queries.rapportmaanden(on_behalf_of=wie, gemeente=gemeente)
    closed = queries.gesloten_maanden(on_behalf_of=wie)
    best = next((m for m in months if m in closed), months[0] if months else None)
    chosen = maand_uit(request, "maand", anders or best, kent=months)
    form = Maandkeuze({"maand": str(chosen) if chosen else ""})
    form.kies("maand", [(str(m), maandnaam(m)) for m in months], alle=False)
    return form, chosen


def definitie_url(key: str) -> str:
    """Where a figure is explained."""
    return f"{reverse('begrippen')}#{key}"


def rapport_url(gemeente: str, maand: Maand) -> str:
    """The month report of a municipality."""
    return reverse("maandrapport", args=[gemeente, maand])


def regels_url(rapport: MaandRapport, cijfer: str, **splitsing: str) -> str:
    """The rows under a figure of a municipality; nothing for the region as a whole."""
    if not rapport.gemeente:
        return ""
    query = "&".join(f"{name}={value}" for name, value in splitsing.items())
    return reverse("maandrapport-regels", args=[rapport.gemeente, rapport.maand, cijfer]) + (
        f"?{query}" if query else ""
    )


def waarde(value: int | None, eenheid: str) -> str:
    """A figure in its own unit: euro, procent (thousandths) or aantal."""
    if value is None:
        return NO_VALUE
    return {"euro": cent, "procent": promille, "aantal": getal}[eenheid](value)


def versie_van(rapport: MaandRapport) -> str:
    """Which version of the budget a report used, with its band; empty where none is known."""
    one = rapport.budgetversie
    if one is None:
        return ""
    band = f", tussen {cent(one.laag_cent)} en {cent(one.hoog_cent)}" if one.ongeveer else ""
    return f"{one.naam}{band}. Geldt vanaf {datum(date.fromisoformat(one.vanaf))}. Bron: {one.bron}."


def zonder(namen: Sequence[str]) -> str:
    """Which municipalities a report of the region leaves out, and why; empty when it has all of them."""
    if not namen:
        return ""
    return f"Zonder {', '.join(namen)}: daar doet de gemeente zelf monitoring en sturing."


def stand_van(editie: Editie) -> str:
    """Whether the figures are final, in words."""
    if editie.vastgesteld_op is None:
        return "Voorlopig: de maand is nog open."
    return f"Vastgesteld op {datum(editie.vastgesteld_op)}."


def uitputtingskaart(rapporten: Sequence[MaandRapport], maand: Maand) -> Tegelkaart:
    """The expected exhaustion per municipality; those that the asker may not see say so."""
    known = {r.gemeente: r for r in rapporten if r.gemeente in IJSSELLAND and r.verwacht_promille is not None}
    kaart = ijsselland_kaart(
        f"Verwachte uitputting van het jaarbudget, {maandnaam(maand)}",
        {code: r.verwacht_promille or 0 for code, r in known.items()},
        tekst=lambda value: promille(round(value)),
        url=lambda code: rapport_url(code, maand),
    )
    seen = {r.gemeente for r in rapporten}
    tiles = tuple(
        tile if code in known else replace(tile, waarde="geen budget" if code in seen else "niet zichtbaar", url="")
        for code, tile in zip(IJSSELLAND, kaart.tegels, strict=True)
    )
    return replace(kaart, tegels=tiles)


def uitputtingsgrafiek(rapporten: Sequence[MaandRapport], maand: Maand) -> Grafiek:
    """Granted and committed as a share of the budget of the year, with a line where the budget ends."""
    values = [
        {
            "gemeente": r.naam,
            "soort": kind,
            "aandeel": (r.promille(amount) or 0) / VOL,
            "bedrag": amount / 100,
        }
        for r in rapporten
        for kind, amount in (
            ("Toegekend", r.totaal.nu.toegekend_cent),
            ("Nog verplicht", r.totaal.nu.verplicht_cent),
        )
    ]
    bars: dict[str, object] = {
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "gemeente", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "aandeel",
                "type": "quantitative",
                "title": "Deel van het jaarbudget",
                "axis": {"format": ".0%"},
            },
            "color": {
                "field": "soort",
                "type": "nominal",
                "title": None,
                "sort": ["Toegekend", "Nog verplicht"],
            },
            "order": {"field": "soort", "type": "nominal", "sort": "descending"},
        },
    }
    budget: dict[str, object] = {
        "data": {"values": [{"grens": 1}]},
        "mark": {"type": "rule", "strokeDash": [4, 3], "color": "#8f1d16", "strokeWidth": 2},
        "encoding": {"x": {"field": "grens", "type": "quantitative"}},
    }
    spec = {"$schema": VEGA, "height": balkhoogte(len(rapporten)), "layer": [bars, budget]}
    table = Tabel(
        "Uitputting per gemeente",
        (Kolom("Gemeente"), Kolom("Toegekend", "getal"), Kolom("Met verplicht", "getal")),
        tuple(
            (
                Cel(r.naam, url=rapport_url(r.gemeente, maand)),
                promille(r.uitputting_promille),
                promille(r.verwacht_promille),
            )
            for r in rapporten
        ),
    )
    return Grafiek("uitputting", f"Uitputting van het jaarbudget tot en met {maandnaam(maand)}", spec, table)


def gemeentetabel(rapporten: Sequence[MaandRapport], maand: Maand, totaal: MaandRapport | None) -> Tabel:
    """Budget, granted, committed and what is left per municipality."""

    def cells(r: MaandRapport) -> tuple[str, ...]:
        now = r.totaal.nu
        left = None if r.budget_cent is None else r.budget_cent - now.verwacht_cent
        amounts = (r.budget_cent, now.toegekend_cent, now.verplicht_cent, left)
        return tuple(getal(None if amount is None else round(amount / DUIZEND_CENT)) for amount in amounts)

    return Tabel(
        f"In duizenden euro's, {maandnaam(maand)}",
        (
            Kolom("Gemeente"),
            Kolom("Budget", "getal"),
            Kolom("Toegekend", "getal"),
            Kolom("Verplicht", "getal"),
            Kolom("Over", "getal"),
        ),
        tuple((Cel(r.naam, url=rapport_url(r.gemeente, maand)), *cells(r)) for r in rapporten),
        voet=(totaal.naam, *cells(totaal)) if totaal else (),
    )
