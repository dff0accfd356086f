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


HOE_ZONDER_PLAATS = {"gemeente", "aanbieder", "afspraak", "niet"}


class TestElders:
    """The rules of the standard without a file: what is said to hold them is there."""

    def test_a_rule_has_a_file_or_is_explained_once(self, script):
        own = {one.regel.code for one in script.regels()}
        explained = [one.regel for one in script.elders()]

        assert len(explained) == len(set(explained))
        assert not own & set(explained)
        assert {row["code"] for row in script.standaard()} <= own | set(explained)

    def test_what_holds_it_is_known(self, script):
        for one in script.elders():
            assert one.hoe in script.HOE, one.regel
            assert bool(one.waar) == (one.hoe not in HOE_ZONDER_PLAATS), one.regel
            assert one.hoe == "regels" or one.uitleg.endswith("."), one.regel

    def test_the_rules_it_names_are_rules_of_ours(self, script):
        own = {one.regel.code for one in script.regels()}
        for one in script.elders():
            assert one.hoe != "regels" or set(one.waar) <= own, one.regel

    def test_the_files_and_the_tests_it_names_are_there(self, script):
        for one in script.elders():
            if one.hoe in {"code", "schema"}:
                assert one.bewijs, one.regel
                assert all((REPO / path).is_file() for path in one.waar), one.regel
                for proof in one.bewijs:
                    path, _, name = proof.partition("::")
                    assert f"def {name}(" in (REPO / path).read_text(encoding="utf-8"), proof

    @needs_shared
    def test_every_rule_of_the_standard_is_told_and_no_other(self, script):
        with (IJW / "regels.csv").open(encoding="utf-8", newline="") as file:
            every = {row["code"] for row in csv.DictReader(file)}

        ours = {one.regel.code for one in script.regels()} | {one.regel for one in script.elders()}
        assert {code for code in ours if not code.startswith("RA")} == every


def test_a_code_has_the_level_and_return_code_that_the_list_gives(script):
    listed = {row["code"]: row for row in script.standaard()}

    for one in script.regels():
        if one.regel.code.startswith(("IV", "RA")):
            assert one.regel.code not in listed, "no code of the standard: how an element is filled, or a region's own"
            continue
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
