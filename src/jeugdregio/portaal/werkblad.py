# SPDX-License-Identifier: EUPL-1.2
"""The spreadsheet of a month: a template filled from the allocations, and what a provider made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.inlezen import Rijfout
from jeugdregio.components.rekenblad import OnleesbaarBestand, lees_rijen
from jeugdregio.core.periode import Maand
from jeugdregio.portaal.invoer import OnleesbaarVolume, lees_maand, lees_volume, schrijf_volume
from jeugdregio.portaal.values import Declareerbaar, Voorstelregel

KOLOMMEN = ("Toewijzing", "Jeugdige", "Geboortedatum", "Maand", "Product", "Eenheid", "Volume")
NODIG = ("Toewijzing", "Maand", "Product", "Volume")
BREEDTES = (12, 30, 14, 10, 14, 12, 12)


@dataclass(frozen=True)
class Ingelezen:
    """The product and the volume per line of the month, as text for the form; and every fault."""

    producten: Mapping[str, str]
    volumes: Mapping[str, str]
    fouten: tuple[Rijfout, ...]


def schrijf_veilig(
    kolommen: Sequence[str], rijen: Sequence[Sequence[str]], breedtes: Sequence[int], *, titel: str, moment: datetime
) -> bytes:
    """An .xlsx with one sheet of text only: a cell that starts with = + - @ is text, and stays text."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": titel, "created": moment.replace(tzinfo=None)})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet: Any = book.add_worksheet("Regels")
    sheet.freeze_panes(1, 0)
    for column, (name, width) in enumerate(zip(kolommen, breedtes, strict=True)):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, name, heading)
    for number, row in enumerate(rijen, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value, text)
    book.close()
    return target.getvalue()


def sjabloon(lines: Sequence[Voorstelregel], maand: Maand, *, moment: datetime) -> bytes:
    """The spreadsheet to fill in: one row per allocation and month on which nothing was granted yet."""
    rows = [_row(line, maand) for line in lines if line.producten and not line.toegekend]
    return schrijf_veilig(KOLOMMEN, rows, BREEDTES, titel=f"Declaratie {maand}", moment=moment)


def _row(line: Voorstelregel, maand: Maand) -> list[str]:
    only = line.producten[0] if len(line.producten) == 1 else None
    born = line.toewijzing.kind.geboortedatum
    proposed = line.volume if only and line.maand == maand else None
    return [
        str(line.toewijzing.nummer),
        line.toewijzing.kind.naam,
        f"{born:%d-%m-%Y}" if born else "",
        str(line.maand),
        only.code if only else "",
        codelijst("eenheid").omschrijving(only.eenheid).lower() if only else "",
        schrijf_volume(proposed, only.eenheid) if only else "",
    ]


def lees_in(data: bytes, lines: Sequence[Voorstelregel]) -> Ingelezen:
    """
    Read a filled template; rows without a volume are left out.

    Every fault has its row, its column and what to do; nothing is guessed. Raises OnleesbaarBestand.
    """
    rows = list(lees_rijen(data))
    if not rows:
        raise OnleesbaarBestand("Dit bestand is leeg. Vul het sjabloon van deze maand in.")
    (_, heading), *rest = rows
    places = {name.strip().lower(): column for column, name in heading.items()}
    missing = [name for name in NODIG if name.lower() not in places]
    if missing:
        raise OnleesbaarBestand(
            f"In de eerste rij ontbreekt de kolom {' en '.join(missing)}. Gebruik het sjabloon van deze maand."
        )
    reader = _Lezer({line.sleutel: line for line in lines}, {name: places[name.lower()] for name in NODIG})
    for number, cells in rest:
        reader.lees(number, cells)
    return Ingelezen(reader.producten, reader.volumes, tuple(reader.fouten))


class _Lezer:
    """Reads rows one by one and keeps what was found."""

    def __init__(self, lines: Mapping[str, Voorstelregel], places: Mapping[str, int]) -> None:
        self._lines = lines
        self._numbers = {line.toewijzing.nummer for line in lines.values()}
        self._places = places
        self._seen: dict[str, int] = {}
        self.producten: dict[str, str] = {}
        self.volumes: dict[str, str] = {}
        self.fouten: list[Rijfout] = []

    def lees(self, number: int, cells: Mapping[int, str]) -> None:
        given = {name: cells.get(place, "") for name, place in self._places.items()}
        if not given["Volume"]:
            return
        line = self._line(number, given)
        if line is None:
            return
        if line.sleutel in self._seen:
            where = self._seen[line.sleutel]
            self._fault(number, "Toewijzing", f"deze toewijzing en maand staan ook op rij {where}. Haal een rij weg.")
            return
        self._seen[line.sleutel] = number
        product = self._product(number, line, given["Product"])
        if product is None:
            return
        try:
            volume = lees_volume(given["Volume"], product.eenheid)
        except OnleesbaarVolume as fault:
            self._fault(number, "Volume", str(fault))
            return
        self.producten[line.sleutel] = product.sleutel
        self.volumes[line.sleutel] = schrijf_volume(volume, product.eenheid)

    def _line(self, number: int, given: Mapping[str, str]) -> Voorstelregel | None:
        allocation = given["Toewijzing"]
        if not (allocation.isascii() and allocation.isdecimal()):
            self._fault(number, "Toewijzing", "dit is geen toewijzingnummer. Neem het nummer over uit het sjabloon.")
            return None
        if int(allocation[:12]) not in self._numbers:
            self._fault(number, "Toewijzing", "u heeft deze toewijzing hier niet. Controleer nummer en gemeente.")
            return None
        month = lees_maand(given["Maand"])
        if month is None:
            self._fault(number, "Maand", "dit is geen maand. Schrijf bijvoorbeeld 2026-09.")
            return None
        line = self._lines.get(f"{int(allocation[:12])}-{month}")
        if line is None:
            self._fault(
                number, "Maand", "in deze maand geldt de toewijzing niet, of de maand valt buiten de declaratie."
            )
        return line

    def _product(self, number: int, line: Voorstelregel, given: str) -> Declareerbaar | None:
        if not line.producten:
            self._fault(number, "Product", "er is niets te declareren: al toegekend, of zonder tarief in uw contract.")
            return None
        wanted = [one for one in line.producten if given in (one.code, one.sleutel)]
        if len(wanted) == 1:
            return wanted[0]
        if len(line.producten) == 1 and not given:
            return line.producten[0]
        known = ", ".join(one.sleutel for one in line.producten[:8])
        self._fault(number, "Product", f"dit product past niet bij de toewijzing. Kies uit {known}.")
        return None

    def _fault(self, number: int, column: str, text: str) -> None:
        self.fouten.append(Rijfout(number, column, text))
