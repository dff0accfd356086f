# SPDX-License-Identifier: EUPL-1.2
"""The papers for security and privacy officers: every requirement stands there once, and what they name is there."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from jeugdregio.config import settings
from tests.huis.bestanden import REPO, name, tracked

NORMEN = REPO / "docs" / "normen"
ASVS = "asvs.md"
LEAST = 8
"""Characters that say where; less says nothing."""
HOE = ("test", "inrichting", "n.v.t.", "open")
# ASVS 5.0.0: per section the level of each requirement in order, as OWASP published it.
NIVEAUS = """
1.1 22|1.2 1111122223|1.3 112222222223|1.4 222|1.5 123|2.1 122|2.2 112|2.3 12223|2.4 23|3.1 3|3.2 113|3.3 12223
3.4 11222233|3.5 11122333|3.6 3|3.7 22333|4.1 12233|4.2 23333|4.3 22|4.4 1222|5.1 2|5.2 112333|5.3 113|5.4 222
6.1 122|6.2 111111112222|6.3 11223333|6.4 112233|6.5 22222333|6.6 2223|6.7 33|6.8 2222|7.1 222|7.2 1111|7.3 22
7.4 11222|7.5 223|7.6 22|8.1 1233|8.2 1123|8.3 133|8.4 23|9.1 111|9.2 1222|10.1 22|10.2 223|10.3 22223
10.4 1111122222233333|10.5 22222|10.6 22|10.7 222|11.1 2233|11.2 22233|11.3 11233|11.4 1222|11.5 23|11.6 23|11.7 33
12.1 12233|12.2 11|12.3 22223|13.1 2333|13.2 222223|13.3 2233|13.4 1222233|14.1 22|14.2 12223333|14.3 122|15.1 12233
15.2 12233|15.3 1222222|15.4 3333|16.1 2|16.2 22222|16.3 2222|16.4 222|16.5 2223|17.1 23|17.2 22223333|17.3 22
"""
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w./-]+\.(?:py|md|html|js|css|toml|txt|json|yml|yaml|sh|sql|conf|example|in|service|timer|svg)")
_SETTING = re.compile(r"[A-Z][A-Z0-9_]{3,}")


@dataclass(frozen=True)
class Eis:
    """One row of the table."""

    nummer: str
    niveau: str
    eis: str
    hoe: str
    waar: str


def text(page: str) -> str:
    return (NORMEN / page).read_text(encoding="utf-8")


def rows() -> list[Eis]:
    found = (re.split(r"\s*\|\s*", line.strip("| \n")) for line in text(ASVS).splitlines() if line.startswith("| V"))
    return [Eis(*cells) for cells in found]


def levels() -> Iterator[tuple[str, str]]:
    """(number, level) of every requirement of the standard."""
    for section, digits in re.findall(r"(\d+\.\d) (\d+)", NIVEAUS):
        yield from ((f"V{section}.{nr}", level) for nr, level in enumerate(digits, 1))


def resolve(path: str) -> str:
    """Where this file is from the top of the source; empty when it is nowhere."""
    return next((one for one in (path, f"src/jeugdregio/{path}") if one in FILES), "")


FILES = {name(path) for path in tracked()} | {name(path) for path in NORMEN.glob("*.md")}


def defined(path: str) -> set[str]:
    tree = ast.parse((REPO / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def missing(cell: str) -> list[str]:
    """What this text names in code type and is not there."""
    absent = []
    for said in _CODE.findall(cell):
        path, _, test = said.partition("::")
        if test:
            place = resolve(path)
            absent += [said] if not place or test not in defined(place) else []
        elif _PATH.fullmatch(said):
            absent += [] if resolve(said) else [said]
        elif _SETTING.fullmatch(said):
            absent += [] if hasattr(settings, said) or f"### {said}\n" in INSTELLINGEN else [said]
    return absent


INSTELLINGEN = (REPO / "docs" / "instellingen.md").read_text(encoding="utf-8")


def test_the_standard_has_as_many_requirements_as_owasp_says():
    assert Counter(level for _, level in levels()) == {"1": 70, "2": 183, "3": 92}


def test_every_requirement_of_level_1_and_2_stands_there_once_and_in_order():
    assert [(one.nummer, one.niveau) for one in rows()] == [one for one in levels() if one[1] in "12"]


def test_each_says_how_it_is_met_with_what_shows_it():
    assert [fault for row in rows() if (fault := _fault(row))] == []


def _fault(row: Eis) -> str:
    """What is wrong with this row, or nothing."""
    named = _CODE.findall(row.waar)
    if row.hoe not in HOE or len(row.waar) < LEAST or not row.eis.endswith("."):
        return f"{row.nummer} is not filled in"
    if row.hoe == "test" and not any("_test.py::" in one for one in named):
        return f"{row.nummer} names no test"
    if row.hoe == "inrichting" and not any(_PATH.match(one) or _SETTING.fullmatch(one) for one in named):
        return f"{row.nummer} names no file or setting"
    return ""


@pytest.mark.parametrize("page", sorted(path.name for path in NORMEN.glob("*.md")))
def test_what_a_paper_names_is_there(page):
    assert missing(text(page)) == []


def test_the_counts_on_the_page_are_those_of_the_table(capsys):
    counted = Counter(one.hoe for one in rows())
    stated = re.findall(r"^\| ([\w.]+) \| [^|]+ \| (\d+) \|$", text(ASVS), re.MULTILINE)
    with capsys.disabled():
        print(f"\nASVS 5.0.0, niveau 1 en 2: {', '.join(f'{counted[how]} {how}' for how in HOE)} van {len(rows())}")

    assert {how: int(number) for how, number in stated} == {how: counted[how] for how in HOE}


def test_a_name_that_is_not_there_is_seen():
    here = "tests/huis/normen_test.py"
    cell = f"`{here}::test_is_er_niet`, `docs/weg.md`, `NOOIT_GEZET`, `{here}`, `IS_HTTPS`"

    assert missing(cell) == [f"{here}::test_is_er_niet", "docs/weg.md", "NOOIT_GEZET"]
