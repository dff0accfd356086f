# SPDX-License-Identifier: EUPL-1.2
"""The page with terms: every term of the standard once, and where it says it is held, it is."""

import csv
import re

import pytest

from jeugdregio.ontvangst.pages.werk import WAT
from tests.huis.bestanden import REPO
from tests.shared import IJW, needs_shared

PAGE = REPO / "docs" / "termijnen.md"
SOURCE = REPO / "src" / "jeugdregio"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| T\d\d ", line)
]


@needs_shared
def test_every_term_of_the_standard_stands_there_with_its_number():
    with (IJW / "termijnen.csv").open(encoding="utf-8") as file:
        expected = [
            [row["id"], row["wie"], f"{row['termijn']} {row['eenheid']}".strip() if row["eenheid"] else row["termijn"]]
            for row in csv.DictReader(file)
        ]

    assert [row[:3] for row in ROWS] == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_where_it_says_it_is_held_it_is(row: list[str]):
    assert len(row[4]) > 10, "how, or why not"
    if row[3] == "–":
        return
    found = re.fullmatch(r"`([\w/.]+)` \(`(\w+)`\)", row[3])
    assert found, row[3]
    path, name = SOURCE / found[1], found[2]
    assert path.exists()
    if path.is_dir():
        assert (path / f"{name.lower()}.py").exists()
    else:
        assert name in WAT
        assert f'"{name}"' in path.read_text(encoding="utf-8") or name == "verzoek"
