# SPDX-License-Identifier: EUPL-1.2
"""Invented figures for the page that shows every component: `components/voorbeeld.html`."""

from datetime import date

from django import forms
from django.core.paginator import Paginator

from jeugdregio.components.kaart import ijsselland_kaart
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Grafiek, Kerncijfer, Kolom, Kruimel, MenuGroep, MenuItem, Tabel

SPEND_CENT = {
    "0148": 98_412_50, "0150": 512_300_00, "0160": 301_776_10, "0166": 260_018_75, "1773": 61_200_00,
    "0175": 88_904_40, "0177": 141_377_00, "0180": 54_129_95, "1708": 187_650_00, "1896": 77_431_20,
    "0193": 702_155_35,
}  # fmt: skip
MONTHS = (
    ("mei", 203, 7),
    ("juni", 214, 9),
    ("juli", 198, 6),
    ("augustus", 187, 8),
    ("september", 221, 11),
    ("oktober", 249, 12),
)


class Filter(forms.Form):
    """An invented filter."""

    maand = forms.ChoiceField(choices=[("2026-10", "oktober 2026"), ("2026-09", "september 2026")])
    gemeente = forms.ChoiceField(choices=[("", "Alle gemeenten"), ("0193", "Zwolle")], required=False)
    zoek = forms.CharField(label="Aanbieder", required=False)


class Gegevens(forms.Form):
    """An invented form with a fault in it."""

    kenmerk = forms.CharField(label="Kenmerk", help_text="Staat boven uw brief, zoals 2026-104.")
    toelichting = forms.CharField(
        label="Toelichting", help_text="In het kort.", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    akkoord = forms.BooleanField(
        label="Ik mag namens deze aanbieder aanleveren", help_text="Anders neemt niemand het aan.", required=False
    )


def voorbeeld_context() -> dict[str, object]:
    """Everything that the example page shows."""
    bound = Gegevens(data={"kenmerk": ""})
    bound.is_valid()
    return {
        "regionaam": "Regio IJsselland",
        "gebruikersnaam": "Sam de Vries",
        "gebruikersrol": "Contractbeheer regio",
        "uitlog_url": "/uitloggen/",
        "menu": (
            MenuGroep(
                "Werk",
                (
                    MenuItem("Overzicht", "#", icoon="home"),
                    MenuItem("Declaraties", "#", icoon="inbox"),
                    MenuItem("Toewijzingen", "#", icoon="file-text"),
                    MenuItem("Aanbieders", "#", icoon="building-community"),
                    MenuItem("Begroting", "#", icoon="building-bank"),
                    MenuItem("Maandrapport", "#", actief=True, icoon="report-analytics"),
                    MenuItem("Regels", "#", icoon="gavel"),
                ),
            ),
        ),
        "kruimels": (Kruimel("Overzicht", "#"), Kruimel("Maandrapporten", "#"), Kruimel("oktober 2026")),
        "cijfers": (
            Kerncijfer("Toegekend in oktober", "€ 2,49 mln", "€ 280.000 meer dan in september", "#definitie"),
            Kerncijfer("Prestaties", "18.342", "98,6% zonder tussenkomst beoordeeld", "#definitie", url="#"),
            Kerncijfer("Afgewezen", "1,4%", "Vooral: volume boven toewijzing", "#definitie", toon="waarschuwing"),
            Kerncijfer("Grootboek", "In balans", "Elke boeking telt op tot nul", "#definitie", toon="positief"),
        ),
        "kaart": ijsselland_kaart(
            "Toegekend per gemeente, oktober 2026", SPEND_CENT, tekst=_in_thousands, url=lambda _: "#"
        ),
        "bedrag": 31_250_00,
        "verloop": _chart(),
        "filterform": Filter(),
        "tabel": _table(),
        "leeg": Tabel("Openstaande vragen", (Kolom("Vraag"), Kolom("Sinds")), ()),
        "pagina": Paginator(range(1, 401), 20).get_page(3),
        "form": bound,
        "dag": date(2026, 10, 31),
    }


def _in_thousands(amount: float) -> str:
    return f"€ {round(amount / 100_000)}k"


def _table() -> Tabel:
    providers = ("De Linde Jeugdhulp", "Praktijk Aan de Vecht", "Stichting Thuisbasis", "Kompas Jeugd-GGZ")
    states = (
        ("Toegekend", "positief"),
        ("Deels afgewezen", "waarschuwing"),
        ("In beoordeling", "info"),
        ("Afgewezen", "negatief"),
    )
    rows = tuple(
        (
            Cel(name, url="#", onder=f"D-2026-10{number:02}"),
            Cel("Zwolle"),
            Cel(f"{number * 137 + 42}"),
            Cel(cent(number * 1_234_56)),
            Cel(state, toon=tone),  # type: ignore[arg-type]
        )
        for number, (name, (state, tone)) in enumerate(zip(providers, states, strict=True), start=1)
    )
    return Tabel(
        "Declaraties in oktober 2026",
        (
            Kolom("Aanbieder"),
            Kolom("Gemeente"),
            Kolom("Prestaties", "getal"),
            Kolom("Bedrag", "getal"),
            Kolom("Stand"),
        ),
        rows,
        voet=("Totaal", "", "1.538", cent(12_345_60), ""),
    )


def _chart() -> Grafiek:
    values = [
        {"maand": month, "soort": kind, "bedrag": amount * 10_000}
        for month, granted, refused in MONTHS
        for kind, amount in (("Toegekend", granted), ("Afgewezen", refused))
    ]
    spec: dict[str, object] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": 260,
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
            "color": {"field": "soort", "type": "nominal", "title": None, "sort": None},
        },
    }
    table = Tabel(
        "Toegekend en afgewezen per maand",
        (Kolom("Maand"), Kolom("Toegekend", "getal"), Kolom("Afgewezen", "getal")),
        tuple((month, cent(granted * 1_000_000), cent(refused * 1_000_000)) for month, granted, refused in MONTHS),
    )
    return Grafiek("verloop", "Toegekend en afgewezen per maand", spec, table)
