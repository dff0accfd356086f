# SPDX-License-Identifier: EUPL-1.2
"""Every list is complete, has a source and a date, and agrees with the standard."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from jeugdregio.codelijsten import lijsten
from jeugdregio.codelijsten.lijsten import codelijst, namen
from tests.shared import IJW, needs_shared


@pytest.mark.parametrize("naam", namen())
def test_a_list_has_codes_a_source_and_a_date(naam):
    lijst = codelijst(naam)

    assert lijst.codes
    assert lijst.bron
    assert lijst.geldig_op >= date(2023, 4, 3)
    assert all(code.omschrijving for code in lijst.codes.values())


def test_every_file_is_registered():
    folder = Path(lijsten.__file__).with_name("data")

    assert {path.stem for path in folder.glob("*.csv")} == set(namen())


def test_a_code_keeps_its_leading_zeros():
    assert "0193" in codelijst("gemeente")
    assert codelijst("gemeente").omschrijving("0193") == "Zwolle"
    assert codelijst("eenheid").codes["04"].kenmerken["minuten"] == "60"
    assert codelijst("retourcode").omschrijving("0200") == "In orde"


def test_an_unknown_code_stands_for_itself():
    assert "99" not in codelijst("eenheid")
    assert codelijst("eenheid").omschrijving("99") == "99"


@needs_shared
@pytest.mark.parametrize("naam", namen())
def test_the_codes_are_those_of_the_standard(naam):
    number = codelijst(naam).nummer
    (path,) = (IJW / "codelijsten").glob(f"{number}_*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        official = [row["code"] for row in csv.DictReader(file)]

    assert list(codelijst(naam).codes) == official
