# SPDX-License-Identifier: EUPL-1.2
"""How half-years, counts, percentages and published figures are written."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, getal
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.gebruik.definities import DEFINITIES
from jeugdregio.gebruik.values import Gepubliceerd, Halfjaar

BOVEN = "Jeugdhulpgebruik"
VERBORGEN = "niet getoond"
WAAROM_VERBORGEN = (
    "‘Niet getoond’ is een aantal van minder dan 10 jeugdigen, of een aantal waaruit zo'n klein aantal is af te leiden."
)
ANKER = "begrippen"
UITLEG = f"#{ANKER}"
HELFTEN = {1: "1e", 2: "2e"}
NAMEN = {
    "begin": "Aan het begin",
    "instroom": "Instroom",
    "uitstroom": "Uitstroom",
    "eind": "Aan het eind",
    "actief": "Actief",
}


def halfjaarnaam(halfjaar: Halfjaar, peildatum: date | None = None) -> str:
    """1e halfjaar 2026, with until when it was counted if it still runs on `peildatum`."""
    name = f"{HELFTEN[halfjaar.helft]} halfjaar {halfjaar.jaar}"
    return f"{name} (loopt nog)" if peildatum is not None and halfjaar.loopt(peildatum) else name


def kort(halfjaar: Halfjaar, peildatum: date) -> str:
    """The same in a few signs, for along an axis; a star for one that still runs."""
    return f"{HELFTEN[halfjaar.helft]} {halfjaar.jaar}{'*' if halfjaar.loopt(peildatum) else ''}"


def aantal(value: int | None) -> str:
    """A count, or that it is not shown."""
    return VERBORGEN if value is None else getal(value)


def percentage(value: Decimal | None, decimals: int = 1) -> str:
    """A percentage that is already times hundred: 8.066 → "8,1%"."""
    return NO_VALUE if value is None else f"{getal(value, decimals)}%"


def jaren(groep: str) -> str:
    """0-17 → "0 tot en met 17 jaar"."""
    return f"{groep.replace('-', ' tot en met ')} jaar"


def periodenaam(periode: str) -> str:
    """A period as a source writes it, in words: 2021H1, 2023-12-31, 2019."""
    if "H" in periode:
        year, half = periode.split("H")
        return halfjaarnaam(Halfjaar(int(year), int(half)))
    return dag_kort(date.fromisoformat(periode)) if "-" in periode else periode


def naam(one: Gepubliceerd) -> str:
    """What a published figure is about, as the begin of a sentence."""
    return one.onderwerp[:1].upper() + one.onderwerp[1:]


def waarde(one: Gepubliceerd) -> str:
    """A published figure as it was published, with the word that goes with it."""
    decimals = max(0, -int(one.waarde.as_tuple().exponent))
    written = percentage(one.waarde, decimals) if one.eenheid == "procent" else getal(one.waarde, decimals)
    return f"{one.teken} {written}".strip()


def afronding(one: Gepubliceerd) -> str:
    """To what the source rounds, and whether the figure may still change."""
    step = getal(one.afronding, max(0, -int(one.afronding.as_tuple().exponent)))
    unit = " procent" if one.eenheid == "procent" else ""
    return f"op {step}{unit}{', voorlopig' if one.voorlopig else ''}"


def adres(gemeente: str, halfjaar: Halfjaar, figuur: str = "") -> str:
    """The page of a municipality in a half-year, or of the rows under one of its figures."""
    asked = {"gemeente": gemeente, "halfjaar": str(halfjaar)} | ({"cijfer": figuur} if figuur else {})
    return f"{reverse('jeugdhulpgebruik-jeugdigen' if figuur else 'jeugdhulpgebruik')}?{urlencode(asked)}"


def definities() -> Tabel:
    """What every figure is."""
    rows = tuple((one.naam, Cel(one.definitie, onder=f"Uit: {one.bron}")) for one in DEFINITIES)
    heads = (Kolom("Cijfer"), Kolom("Wat het is"))
    return Tabel("Begrippen van het jeugdhulpgebruik", heads, rows, bijschrift_zichtbaar=False)
