# SPDX-License-Identifier: EUPL-1.2
"""Pages made from the code follow it: the rules, with every code of the standard, and the figures."""

import csv
import importlib.util
from types import ModuleType

import pytest

from tests.huis.bestanden import REPO
from tests.shared import IJW, needs_shared

NIVEAU = {"xsd": "1", "xslt": "2", "berichtoverstijgend": "3", "externe-bron": "4"}


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, REPO / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return load("regelcatalogus")


def test_the_page_with_figures_is_up_to_date():
    behind = "docs/handboek/cijfers.md loopt achter: draai `make docs` en leg het bestand vast."
    page = (REPO / "docs" / "handboek" / "cijfers.md").read_text(encoding="utf-8")

    assert page == load("cijfers").cijfers(), behind


def test_the_page_is_up_to_date(script):
    behind = "docs/regels.md loopt achter: draai `make docs` en leg het bestand vast."
    page = (REPO / "docs" / "regels.md").read_text(encoding="utf-8")

    assert page == script.catalogus(), behind


def test_every_rule_file_stands_on_the_page(script):
    page = script.catalogus()
    files = [path for path in (REPO / "src" / "jeugdregio").glob("*/regels/*.py") if path.stem[2:].isdecimal()]

    assert len(files) > 50
    for path in files:
        assert f"`{path.relative_to(REPO).as_posix()}`" in page


def test_no_rule_is_waiting_to_be_made(script):
    assert "Nog niet gemaakt." not in script.catalogus()


def test_a_code_has_the_level_and_return_code_that_the_list_gives(script):
    listed = {row["code"]: row for row in script.standaard()}

    for one in script.regels():
        row = listed[one.regel.code]
        assert (str(one.regel.niveau), one.regel.retourcode) == (row["niveau"], row["retourcode"])
        assert {place.bericht for place in one.regel.plaatsen} <= set(row["berichten"].split())


@needs_shared
def test_the_list_of_codes_is_that_of_the_standard(script):
    with (IJW / "regels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["soort"] in {"TR", "CD", "CS", "RS"}]

    expected = {
        (r["code"], NIVEAU[r["controleniveau"]], r["retourcode"], r["berichten"].replace(";", " ")) for r in rows
    }
    assert {tuple(row.values()) for row in script.standaard()} == expected
