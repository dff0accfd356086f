# SPDX-License-Identifier: EUPL-1.2
"""
The month report as a spreadsheet a controller can keep and work with.

Amounts are numbers in euros with two decimals, totals are sums that are checked against the report. Text is
always written as text: a name that begins with `=` is a name.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from jeugdregio.begroting.definities import DEFINITIES, PER_KEY
from jeugdregio.begroting.uitvoer.regels import BEDRAGEN, cijferregels
from jeugdregio.begroting.values import MaandRapport, Rapportversie, Regel

EURO = "€ #,##0.00;[Red]-€ #,##0.00"
PROCENT = "0.0%"
AANTAL = "#,##0"
KOP = 4  # the rows above the header of a table


class _Blad:
    """A sheet with a title, a frozen header and a print set-up."""

    def __init__(self, book: Any, name: str, rapport: MaandRapport, stand: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.sheet.write_string(
            0, 0, f"{rapport.naam}, {rapport.maand}", book.add_format({"bold": True, "font_size": 14})
        )
        self.sheet.write_string(1, 0, f"{name}, januari tot en met de maand. {stand}")
        self.sheet.hide_gridlines(2)

    def header(self, titles: list[str], widths: list[int]) -> None:
        """Write the header row, freeze it and repeat it on every printed page."""
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            self.sheet.write_string(KOP - 1, column, title, self.head)
            self.sheet.set_column(column, column, width)
        self.sheet.freeze_panes(KOP, 1)
        self.sheet.repeat_rows(KOP - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&F, &A&RPagina &P van &N")


def als_xlsx(rapport: MaandRapport, *, stand: str, moment: datetime) -> bytes:
    """
    The report as the bytes of an .xlsx file.

    `stand` says in words whether the figures are final; `moment` is aware and is kept as the date of making,
    so the same report of the same moment gives the same file.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {"title": f"Maandrapport {rapport.naam} {rapport.maand}", "created": moment.replace(tzinfo=None)}
    )
    _summary(book, rapport, stand)
    _split(book, "Per productcategorie", "Categorie", rapport.per_categorie, rapport, stand)
    _split(book, "Per aanbieder", "AGB-code", rapport.per_aanbieder, rapport, stand)
    _definitions(book, rapport, stand)
    book.close()
    return target.getvalue()


def _summary(book: Any, rapport: MaandRapport, stand: str) -> None:
    page = _Blad(book, "Samenvatting", rapport, stand)
    page.header(["Cijfer", "Nu", "Vorige maand", "Verschil"], [34, 20, 20, 20])
    formats = {
        "euro": (book.add_format({"num_format": EURO}), 100),
        "procent": (book.add_format({"num_format": PROCENT}), 1000),
        "aantal": (book.add_format({"num_format": AANTAL}), 1),
    }
    for row, line in enumerate(cijferregels(rapport), start=KOP):
        number_format, divisor = formats[line.definitie.eenheid]
        page.sheet.write_string(row, 0, line.definitie.naam)
        for column, value in enumerate((line.nu, line.vorig, line.verschil), start=1):
            if value is None:
                page.sheet.write_string(row, column, "onbekend")
            else:
                page.sheet.write_number(row, column, value / divisor, number_format)
    if version := rapport.budgetversie:
        _version(page, version, formats["euro"][0])


def _version(page: Any, version: Rapportversie, euros: Any) -> None:
    """Which version of the budget was used, in two columns beside the figures."""
    page.sheet.set_column(5, 6, 34)
    texts = (("Budgetversie", version.naam), ("Geldt vanaf", version.vanaf), ("Bron", version.bron))
    for row, (name, text) in enumerate(texts, start=KOP):
        page.sheet.write_string(row, 5, name)
        page.sheet.write_string(row, 6, text)
    for row, (name, cents) in enumerate(
        (("Laag", version.laag_cent), ("Hoog", version.hoog_cent)), start=KOP + len(texts)
    ):
        page.sheet.write_string(row, 5, name)
        page.sheet.write_number(row, 6, cents / 100, euros)


def _split(book: Any, name: str, key_title: str, lines: tuple[Regel, ...], rapport: MaandRapport, stand: str) -> None:
    page = _Blad(book, name, rapport, stand)
    titles = [f"{PER_KEY[key].naam}{part}" for key in BEDRAGEN for part in ("", ", vorige maand")]
    page.header(["Naam", key_title, *titles], [38, 12, *[17] * len(titles)])
    euros = book.add_format({"num_format": EURO})
    sums = book.add_format({"num_format": EURO, "bold": True, "top": 1})
    for row, line in enumerate(lines, start=KOP):
        page.sheet.write_string(row, 0, line.naam)
        page.sheet.write_string(row, 1, line.sleutel)
        for column, cents in enumerate(_amounts(line), start=2):
            page.sheet.write_number(row, column, cents / 100, euros)
    last = KOP + len(lines)
    page.sheet.write_string(last, 0, "Totaal", page.bold)
    for column, cents in enumerate(_amounts(rapport.totaal), start=2):
        letter = xlsxwriter.utility.xl_col_to_name(column)
        page.sheet.write_formula(last, column, f"=SUM({letter}{KOP + 1}:{letter}{last})", sums, cents / 100)
    if lines:
        page.sheet.autofilter(KOP - 1, 0, last - 1, len(titles) + 1)


def _amounts(line: Regel) -> list[int]:
    return [getattr(figures, f"{key}_cent") for key in BEDRAGEN for figures in (line.nu, line.vorig)]


def _definitions(book: Any, rapport: MaandRapport, stand: str) -> None:
    page = _Blad(book, "Definities", rapport, stand)
    page.header(["Cijfer", "Eenheid", "Definitie", "Bron"], [30, 12, 90, 50])
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for row, one in enumerate(DEFINITIES, start=KOP):
        for column, text in enumerate((one.naam, one.eenheid, one.definitie, one.bron)):
            page.sheet.write_string(row, column, text, wrap)
