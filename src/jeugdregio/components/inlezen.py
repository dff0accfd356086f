# SPDX-License-Identifier: EUPL-1.2
"""
Rows of a spreadsheet that people filled in, read by declared columns; every fault has its row, column and what to do.

The columns are data, so the same list reads the file, writes its template, and explains it on the page. Nothing is
guessed and nothing is half: who reads a file with faults in it stores none of it.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any, Literal

from jeugdregio.components.formulieren import STAAT_ERIN
from jeugdregio.components.rekenblad import OnleesbaarBestand, Rij, lees_bladen
from jeugdregio.core.bsn import noemt_bsn

MEESTE_RIJEN = 20_000
MEESTE_BYTES = 8_000_000
EERSTE_DAG_VAN_EXCEL = date(1899, 12, 30)
"""Day nought of the numbers that a spreadsheet keeps for days (after its leap day that never was)."""
_DAG = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_GETAL = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_DUBBELZINNIG = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)
_MACHINEGETAL = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d{1,2})?", re.ASCII)


class Onleesbaar(ValueError):
    """A cell that is not what its column asks; the text says what to do."""


@dataclass(frozen=True)
class Kolom:
    """
    One column: its heading, how a cell is read, and the help beside it. `leeg` is what an empty cell means.

    `soort` is how its values are written again (`werkboek`).
    """

    naam: str
    lees: Callable[[str], Any]
    uitleg: str
    nodig: bool = True
    leeg: Any = None
    soort: Literal["tekst", "getal", "bedrag", "dag"] = "tekst"


@dataclass(frozen=True)
class Blad:
    """A sheet: its columns, and the headings of those that together occur once; none means rows may repeat."""

    naam: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rijfout:
    """What is wrong in one cell, and what to do; row and column as the spreadsheet shows them."""

    rij: int
    kolom: str
    tekst: str
    blad: str = ""

    def __str__(self) -> str:
        row = f"Blad {self.blad}, rij" if self.blad else "Rij"
        return f"{row} {self.rij}, kolom {self.kolom}: {self.tekst}"


@dataclass(frozen=True)
class Gelezen:
    """The rows without a fault, (number, value by heading), and every fault."""

    rijen: tuple[tuple[int, Mapping[str, Any]], ...]
    fouten: tuple[Rijfout, ...]


def lees_bestand(data: bytes, bladen: Sequence[Blad]) -> dict[str, Gelezen]:
    """
    Read an .xlsx by the names of its sheets, or text with semicolons when only one sheet is asked.

    A sheet that is missing gives no rows. Raises OnleesbaarBestand when it is no such file, when it has none of the
    sheets, or when a column is missing.
    """
    found = _sheets(data, bladen)
    if not found:
        names = ", ".join(blad.naam for blad in bladen)
        raise OnleesbaarBestand(f"Dit bestand heeft geen blad met de naam {names}. Gebruik het sjabloon.")
    return {blad.naam: lees_blad(found.get(blad.naam, []), blad) for blad in bladen}


def lees_blad(rijen: Sequence[Rij], blad: Blad) -> Gelezen:
    """Read the rows of one sheet, the heading first. Raises OnleesbaarBestand when a column is missing."""
    if not rijen:
        return Gelezen((), ())
    (_, heading), *rest = rijen
    places = {name.strip().lower(): column for column, name in heading.items()}
    missing = [kolom.naam for kolom in blad.kolommen if kolom.nodig and kolom.naam.lower() not in places]
    if missing:
        one = f"ontbreekt de kolom {missing[0]}"
        what = one if len(missing) == 1 else f"ontbreken {len(missing)} kolommen: {', '.join(missing)}"
        raise OnleesbaarBestand(f"In de eerste rij van blad {blad.naam} {what}. Gebruik het sjabloon.")
    reader = _Lezer(blad, places)
    for number, cells in rest:
        reader.lees(number, cells)
    return Gelezen(tuple(reader.rijen), tuple(reader.fouten))


def _sheets(data: bytes, bladen: Sequence[Blad]) -> dict[str, list[Rij]]:
    if data[:2] == b"PK" or len(bladen) > 1:
        sheets = lees_bladen(data, rijen=MEESTE_RIJEN, bytes_=MEESTE_BYTES)
        names = {blad.naam.lower(): blad.naam for blad in bladen}
        found = {names[name.strip().lower()]: rows for name, rows in sheets.items() if name.strip().lower() in names}
        only = next(iter(sheets.values())) if len(sheets) == len(bladen) == 1 else None
        return {bladen[0].naam: only} if only is not None else found
    if len(data) > MEESTE_BYTES:
        raise OnleesbaarBestand("Dit bestand is te groot. Verdeel de rijen over meer bestanden.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OnleesbaarBestand("Dit bestand is geen tekst in UTF-8. Sla het op als .xlsx of als CSV UTF-8.") from None
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=";", strict=True))
    except csv.Error:
        raise OnleesbaarBestand("De aanhalingstekens in dit bestand kloppen niet. Sla het op als .xlsx.") from None
    return {bladen[0].naam: [(number, _cells(row)) for number, row in enumerate(rows, start=1) if any(row)]}


def _cells(row: Sequence[str]) -> dict[int, str]:
    return {column: text.strip() for column, text in enumerate(row) if text.strip()}


@dataclass
class _Lezer:
    """Reads rows one by one and keeps what was found."""

    blad: Blad
    places: Mapping[str, int]
    rijen: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)
    _seen: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def lees(self, number: int, cells: Mapping[int, str]) -> None:
        before = len(self.fouten)
        given = {kolom.naam: self._cel(number, kolom, cells) for kolom in self.blad.kolommen}
        if len(self.fouten) > before:
            return
        if self.blad.sleutel:
            key = tuple(given[name] for name in self.blad.sleutel)
            if key in self._seen:
                self._fout(number, self.blad.sleutel[0], f"dit staat ook op rij {self._seen[key]}. Haal een rij weg.")
                return
            self._seen[key] = number
        self.rijen.append((number, given))

    def _cel(self, number: int, kolom: Kolom, cells: Mapping[int, str]) -> Any:
        place = self.places.get(kolom.naam.lower())
        text = "" if place is None else cells.get(place, "")
        if not text:
            if kolom.nodig:
                self._fout(number, kolom.naam, f"dit veld is leeg. {kolom.uitleg}")
            return kolom.leeg
        try:
            return kolom.lees(text)
        except Onleesbaar as fault:
            self._fout(number, kolom.naam, str(fault))
            return None

    def _fout(self, number: int, column: str, text: str) -> None:
        self.fouten.append(Rijfout(number, column, text, self.blad.naam))


def tekst(hoogstens: int) -> Callable[[str], str]:
    """Text of at most so many characters, in which no child is named by number."""

    def read(text: str) -> str:
        if len(text) > hoogstens:
            raise Onleesbaar(f"dit zijn {len(text)} tekens. Gebruik er hoogstens {hoogstens}.")
        if noemt_bsn(text):
            raise Onleesbaar(STAAT_ERIN)
        return text

    return read


def cijfers(aantal: int) -> Callable[[str], str]:
    """A code of exactly so many digits; nought in front that a spreadsheet took away is put back."""

    def read(text: str) -> str:
        if not (text.isascii() and text.isdecimal() and len(text) <= aantal):
            raise Onleesbaar(f"dit zijn geen {aantal} cijfers. Vul een code van {aantal} cijfers in.")
        return text.zfill(aantal)

    return read


def keuze(waarden: Mapping[str, Any]) -> Callable[[str], Any]:
    """One of these texts, in capitals or not; gives what it stands for."""
    known = {text.lower(): value for text, value in waarden.items()}

    def read(text: str) -> Any:
        if text.lower() not in known:
            raise Onleesbaar(f"kies uit: {', '.join(waarden)}.")
        return known[text.lower()]

    return read


def dag(text: str) -> date:
    """A day: 31-12-2026, 2026-12-31, or the number that a spreadsheet keeps for it."""
    dutch = _DAG.fullmatch(text)
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        if text.isascii() and text.isdecimal() and 4 <= len(text) <= 6:
            return EERSTE_DAG_VAN_EXCEL + timedelta(days=int(text))
        return date.fromisoformat(text[:10])
    except (ValueError, OverflowError):
        raise Onleesbaar("dit is geen datum. Schrijf bijvoorbeeld 31-12-2026.") from None


def getal(text: str) -> Decimal:
    """A number, exact: 1.234,5 as people write it, or 1234.5 as a spreadsheet keeps it; 1.234 could be either."""
    clean = text.removeprefix("€").removesuffix("%").strip()
    if _DUBBELZINNIG.fullmatch(clean):
        raise Onleesbaar(f"{clean} kan duizend of een breuk zijn. Schrijf 1234 of 1,234.")
    if _GETAL.fullmatch(clean):
        return Decimal(clean.replace(".", "").replace(",", "."))
    if _MACHINEGETAL.fullmatch(clean):
        return Decimal(clean)
    raise Onleesbaar("dit is geen getal. Schrijf bijvoorbeeld 1234,50.")


def geheel(text: str) -> int:
    """A whole number."""
    number = getal(text)
    if number != number.to_integral_value():
        raise Onleesbaar("dit is geen heel getal. Laat de cijfers achter de komma weg.")
    return int(number)


def bedrag(text: str) -> int:
    """An amount in cents. What a spreadsheet keeps may be a hair beside it: 1234.5599999999999 is 1.234,56."""
    cents = getal(text) * 100
    whole = cents.to_integral_value()
    if abs(cents - whole) > Decimal("0.0001"):
        raise Onleesbaar("dit bedrag heeft delen van een cent. Rond af op twee cijfers achter de komma.")
    if abs(whole) > 10**15:
        raise Onleesbaar("dit bedrag is te groot. Vul een bedrag in euro in.")
    return int(whole)


JA_NEE = keuze({"ja": True, "nee": False})
JA_NEE_ONBEKEND = keuze({"ja": True, "nee": False, "onbekend": None})
""" "onbekend" is an answer; it is not "nee"."""
