# SPDX-License-Identifier: EUPL-1.2
"""
The sheets that `inlezen` reads, written: empty as a template, filled as an export, and as texts to keep.

What is written is read again as the same values: that is what the columns are declared for.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from jeugdregio.components.inlezen import Blad, Gelezen, Kolom, lees_blad
from jeugdregio.components.uitvoer import Kop, Waarde, als_werkboek

JA_NEE = {True: "ja", False: "nee"}
Regel = Mapping[str, Any]
"""The values of a row by the headings of its sheet."""


def schrijf_werkboek(bladen: Iterable[tuple[Blad, Iterable[Regel]]]) -> bytes:
    """An .xlsx with these sheets and rows; without rows it is a template. Each heading has its help as a comment."""
    return als_werkboek(
        (blad.naam, [_kop(kolom) for kolom in blad.kolommen], _cells(blad, rows)) for blad, rows in bladen
    )


def als_teksten(blad: Blad, regel: Regel) -> list[str]:
    """The cells of a row as texts that `lees_teksten` reads back."""
    return [_tekst(kolom, regel[kolom.naam]) for kolom in blad.kolommen]


def lees_teksten(blad: Blad, rijen: Iterable[tuple[int, Sequence[str]]]) -> Gelezen:
    """Read rows (number, texts) of a sheet that `als_teksten` made."""
    heading = (1, dict(enumerate(kolom.naam for kolom in blad.kolommen)))
    rows = [(number, {place: text for place, text in enumerate(texts) if text}) for number, texts in rijen]
    return lees_blad([heading, *rows], blad)


def _kop(kolom: Kolom) -> Kop:
    return Kop(kolom.naam, kolom.soort, kolom.uitleg if kolom.nodig else f"{kolom.uitleg} Mag leeg.")


def _cells(blad: Blad, rows: Iterable[Regel]) -> Iterable[list[Waarde]]:
    for row in rows:
        yield [_cel(row[kolom.naam]) for kolom in blad.kolommen]


def _cel(value: Any) -> Waarde:
    return JA_NEE[value] if isinstance(value, bool) else value


def _tekst(kolom: Kolom, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return JA_NEE[value]
    if isinstance(value, date):
        return value.isoformat()
    if kolom.soort == "bedrag":
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02}"
    return str(value)
