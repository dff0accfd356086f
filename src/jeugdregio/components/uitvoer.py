# SPDX-License-Identifier: EUPL-1.2
"""
A list as a file: a spreadsheet, or text with semicolons as a Dutch spreadsheet program reads it.

Text is always text: what begins like a formula is not one. Amounts are euros with two decimals.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Literal, TypeAlias

import xlsxwriter
from django.utils import timezone

from jeugdregio.components.schrijfwijze import dag_kort, moment_kort

Waarde: TypeAlias = str | int | float | date | datetime | None
FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet program take text for a formula when it stands in front."""
BREEDTE, BREEDSTE = 10, 60
OPMAAK = {"tekst": "@", "bedrag": "#,##0.00", "getal": "#,##0", "dag": "dd-mm-yyyy", "moment": "dd-mm-yyyy hh:mm"}
BLADNAAM = 31


@dataclass(frozen=True)
class Kop:
    """The heading of a column, and what stands below it."""

    tekst: str
    soort: Literal["tekst", "getal", "bedrag", "dag", "moment"]
    uitleg: str = ""
    """In a workbook: a comment at the heading."""


@dataclass(frozen=True)
class Vorm:
    """A kind of file."""

    naam: str
    achtervoegsel: str
    soort: str
    schrijf: Callable[[str, Sequence[Kop], Iterable[Sequence[Waarde]]], bytes]


def onschadelijk(text: str) -> str:
    """The text with a quote before what a spreadsheet program would take for a formula."""
    return f"'{text}" if text.startswith(FORMULE) else text


def als_csv(titel: str, koppen: Sequence[Kop], rijen: Iterable[Sequence[Waarde]]) -> bytes:
    """Semicolons, decimal commas, CRLF and a byte order mark: opens in a Dutch spreadsheet program as it should."""
    del titel
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([onschadelijk(kop.tekst) for kop in koppen])
    for row in rijen:
        writer.writerow([_tekst(value, kop.soort) for value, kop in zip(row, koppen, strict=True)])
    return target.getvalue().encode("utf-8-sig")


def als_xlsx(titel: str, koppen: Sequence[Kop], rijen: Iterable[Sequence[Waarde]]) -> bytes:
    """One sheet with a frozen heading and a filter."""
    return als_werkboek([(titel, koppen, rijen)])


def als_werkboek(bladen: Iterable[tuple[str, Sequence[Kop], Iterable[Sequence[Waarde]]]]) -> bytes:
    """
    Sheets with a name, headings and rows; rows go to a temporary file, so many of them fit.

    A column of text is text for what is filled in later too: a code keeps the nought in front.
    """
    target = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options | {"strings_to_numbers": False, "remove_timezone": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format({"num_format": text}) for kind, text in OPMAAK.items()}
        for title, heads, rows in bladen:
            sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\'")[:BLADNAAM])
            for column, kop in enumerate(heads):
                width = min(max(len(kop.tekst) + 4, BREEDTE), BREEDSTE)
                sheet.set_column(column, column, width, formats.get(kop.soort))
                sheet.write_string(0, column, kop.tekst, head)
                if kop.uitleg:
                    sheet.write_comment(0, column, kop.uitleg)
            number = 0
            for number, row in enumerate(rows, start=1):
                for column, (value, kop) in enumerate(zip(row, heads, strict=True)):
                    _cel(sheet, number, column, value, kop.soort, formats)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, number, len(heads) - 1)
    return target.getvalue()


def _cel(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Waarde,
    soort: str,
    formats: dict[str, object],
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, _plaatselijk(value), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["dag"])  # noqa: DTZ001
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value / 100 if soort == "bedrag" else value, formats.get(soort))
    else:
        sheet.write_string(row, column, str(value))


def _tekst(value: Waarde, soort: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment_kort(_plaatselijk(value))
    if isinstance(value, date):
        return dag_kort(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value / 100:.2f}".replace(".", ",") if soort == "bedrag" else str(value).replace(".", ",")
    return onschadelijk(str(value))


def _plaatselijk(moment: datetime) -> datetime:
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


VORMEN = {
    "xlsx": Vorm(
        "Spreadsheet (xlsx)", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", als_xlsx
    ),
    "csv": Vorm("Tekst (csv)", "csv", "text/csv; charset=utf-8", als_csv),
}
