# SPDX-License-Identifier: EUPL-1.2
"""Every rule of the house: listed, sourced, explained in Dutch, tested beside its file, and runnable."""

import csv
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from django.db import connection

import jeugdregio
from jeugdregio.berichten.regels.ijw_3_2 import IN_BERICHT
from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.toetsen import KLASSEN, bron
from jeugdregio.berichten.values import Soort
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.regels.values import Plaats, Regel
from tests.shared import IJW, needs_shared

SOURCE = Path(jeugdregio.__file__).parent
FOLDERS = sorted(path.parent for path in SOURCE.glob("*/regels/ijw_3_2.py"))
RULE_FILE = re.compile(r"(tr|cd|cs|iv|ra)\d+")
MESSAGES = ("JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323")
ABOVE = {("TR377", "JW319", "Woonplaatsbeginsel"): ("TR377", "JW319", "Antwoord")}
"""A rule about a class that is missing looks at the class above it."""
ENGLISH = re.compile(r"\b(the|and|is not|must|of the|with|date|message)\b")


def listed(folder: Path) -> dict[str, Regel]:
    """The rules that the list of this room names, each once."""
    lists = importlib.import_module(f"jeugdregio.{folder.parent.name}.regels.ijw_3_2")
    return {rule.code: rule for rule in _rules_in(lists)}


def _rules_in(module: ModuleType) -> Iterator[Regel]:
    for value in vars(module).values():
        if isinstance(value, tuple):
            yield from (rule for rule in value if isinstance(rule, Regel))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if RULE_FILE.fullmatch(path.stem))


ALL = [(folder, rule) for folder in FOLDERS for rule in listed(folder).values()]
each_rule = pytest.mark.parametrize(
    ("folder", "rule"), ALL, ids=[f"{folder.parent.name}-{rule.code}" for folder, rule in ALL]
)
each_room = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)


@each_room
class TestFiles:
    def test_every_rule_file_holds_one_listed_rule_of_that_name(self, folder: Path):
        assert {path.stem.upper() for path in files(folder)} == set(listed(folder))
        for path in files(folder):
            module = importlib.import_module(f"jeugdregio.{folder.parent.name}.regels.{path.stem}")
            assert [rule.code for rule in vars(module).values() if isinstance(rule, Regel)] == [path.stem.upper()]

    def test_a_test_stands_beside_every_rule(self, folder: Path):
        assert [path.stem for path in files(folder) if not path.with_name(f"{path.stem}_test.py").exists()] == []


@each_rule
class TestRules:
    def test_its_code_and_retourcode_exist(self, folder: Path, rule: Regel):
        assert rule.source.plaats == rule.code
        assert rule.retourcode in codelijst("retourcode").codes
        assert rule.niveau in {2, 3, 4}
        assert (rule.retourcode == "0001") == (rule.niveau == 2)
        assert rule.plaatsen

    def test_its_texts_are_dutch_sentences(self, folder: Path, rule: Regel):
        for text in (rule.uitleg, rule.wat_te_doen):
            assert re.match(r"[A-Z]", text)
            assert text.endswith(".")
            assert "  " not in text
            assert not ENGLISH.search(text)

    def test_its_explanation_uses_the_facts_and_never_a_person(self, folder: Path, rule: Regel):
        used = {name for _, name, _, _ in Formatter().parse(rule.uitleg) if name}
        for plaats in rule.plaatsen:
            assert used <= set(plaats.feiten)
            assert not re.search(r"bsn|naam", " ".join([*plaats.feiten, *plaats.feiten.values()]))
        assert "{" not in rule.wat_te_doen

    def test_its_sql_holds_no_loose_percent_sign(self, folder: Path, rule: Regel):
        for plaats in rule.plaatsen:
            assert "%" not in re.sub(r"%\(\w+\)s", "", plaats.schending + plaats.onder)


IN_MESSAGE = [(rule, plaats) for rule in IN_BERICHT for plaats in rule.plaatsen]


class TestInMessageRules:
    @pytest.mark.django_db
    def test_their_facts_can_be_asked_for(self, als_regio):
        with connection.cursor() as cursor:
            Proef(cursor)
            for _, plaats in IN_MESSAGE:
                cursor.execute(f"SELECT {', '.join(plaats.feiten.values())} FROM {_from(plaats)}")
                assert cursor.fetchall() == []

    def test_they_look_at_classes_that_exist(self):
        for _, plaats in IN_MESSAGE:
            assert plaats.klasse in KLASSEN[Soort(plaats.bericht)]

    @needs_shared
    def test_they_are_the_ones_of_the_standard_in_the_same_places(self):
        with (IJW / "regels.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["controleniveau"] == "xslt"]
        places = {
            (row["code"], message, path.split(".")[0])
            for row in rows
            for message, _, path in (place.partition(":") for place in row["elementen"].split(";"))
            if message in MESSAGES
        }
        expected = {ABOVE.get(place, place) for place in places}

        assert {(rule.code, plaats.bericht, plaats.klasse) for rule, plaats in IN_MESSAGE} == expected


def _from(plaats: Plaats) -> str:
    return bron(Soort(plaats.bericht), plaats.klasse)
