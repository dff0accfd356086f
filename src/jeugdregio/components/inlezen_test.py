# SPDX-License-Identifier: EUPL-1.2
"""What people fill in is read exactly, or refused with the row, the column and what to do."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from jeugdregio.components import inlezen
from jeugdregio.components.inlezen import Blad, Kolom, Onleesbaar, lees_bestand
from jeugdregio.components.rekenblad import OnleesbaarBestand

BLAD = Blad(
    "Aanbieders",
    (
        Kolom("KvK", inlezen.cijfers(8), "Het nummer in het handelsregister."),
        Kolom("Naam", inlezen.tekst(10), "De naam."),
        Kolom("Omzet", inlezen.bedrag, "In euro.", nodig=False),
        Kolom("Toezicht", inlezen.JA_NEE_ONBEKEND, "ja, nee of onbekend.", nodig=False, leeg="leeg"),
    ),
    sleutel=("KvK",),
)
ANDER = Blad("Ander", (Kolom("Dag", inlezen.dag, "De dag."),))


def book(**sheets: list[list[object]]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()


HEADING = ["naam", "KVK", "Omzet", "Toezicht"]


def test_columns_are_found_by_name_and_values_read():
    data = book(aanbieders=[HEADING, ["Een", 123, 1234.56, "Onbekend"], ["Twee", "00000456", "€ 1.234,5", ""]])

    read = lees_bestand(data, [BLAD])["Aanbieders"]

    assert read.fouten == ()
    assert read.rijen == (
        (2, {"KvK": "00000123", "Naam": "Een", "Omzet": 123_456, "Toezicht": None}),
        (3, {"KvK": "00000456", "Naam": "Twee", "Omzet": 123_450, "Toezicht": "leeg"}),
    )


def test_the_same_from_text_with_semicolons():
    text = 'KvK;Naam;Omzet\r\n123;"Een; en meer";1.234,50\r\n\r\n'.encode("utf-8-sig")

    with pytest.raises(OnleesbaarBestand, match="UTF-8"):
        lees_bestand("KvK;Naam\n1;é".encode("latin-1"), [BLAD])
    assert [str(fault) for fault in lees_bestand(text, [BLAD])["Aanbieders"].fouten] == [
        "Blad Aanbieders, rij 2, kolom Naam: dit zijn 12 tekens. Gebruik er hoogstens 10."
    ]


def test_every_fault_has_its_row_its_column_and_what_to_do():
    data = book(Aanbieders=[HEADING, ["", "12a", "veel", "soms"], ["Een", 1, 1.005, "ja"], ["Een", 2], ["Twee", 2]])

    read = lees_bestand(data, [BLAD])["Aanbieders"]

    assert [(fault.rij, fault.kolom) for fault in read.fouten] == [
        (2, "KvK"),
        (2, "Naam"),
        (2, "Omzet"),
        (2, "Toezicht"),
        (3, "Omzet"),
        (5, "KvK"),
    ]
    assert "ook op rij 4" in read.fouten[-1].tekst
    assert [number for number, _ in read.rijen] == [4]


def test_a_file_without_the_sheet_or_the_column_says_which():
    with pytest.raises(OnleesbaarBestand, match="Aanbieders, Ander"):
        lees_bestand(book(x=[["a"]], y=[["b"]]), [BLAD, ANDER])
    with pytest.raises(OnleesbaarBestand, match="ontbreken 2 kolommen: KvK, Naam"):
        lees_bestand(book(x=[["Omzet"]]), [BLAD])
    assert lees_bestand(book(Ander=[["Dag"]]), [BLAD, ANDER])["Aanbieders"].rijen == ()


@pytest.mark.parametrize("text", ["31-12-2026", "31/12/2026", "2026-12-31", "2026-12-31 00:00:00", "46387"])
def test_a_day_as_people_and_spreadsheets_write_it(text):
    assert inlezen.dag(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234.567,5", "1234567.5"), ("4,18", "4.18"), ("4.18", "4.18"), ("-12", "-12"), ("1E-3", "0.001"), ("5%", "5")],
)
def test_a_number_is_exact(text, number):
    assert inlezen.getal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (inlezen.getal, "1.234"),
        (inlezen.getal, "0.125"),
        (inlezen.getal, "1,2,3"),
        (inlezen.getal, "nan"),
        (inlezen.getal, "1E999"),
        (inlezen.geheel, "1,5"),
        (inlezen.bedrag, "0,005"),
        (inlezen.bedrag, "1" * 30),
        (inlezen.dag, "31-02-2026"),
        (inlezen.dag, "gisteren"),
        (inlezen.dag, "٣١-١٢-٢٠٢٦"),
        (inlezen.cijfers(8), "123456789"),
        (inlezen.tekst(80), "ouder van 999900006"),
    ],
)
def test_what_could_be_anything_is_not_guessed(read, text):
    with pytest.raises(Onleesbaar):
        read(text)


def test_a_hair_beside_a_cent_is_that_cent():
    assert inlezen.bedrag("1234.5599999999999") == 123_456
