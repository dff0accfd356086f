# SPDX-License-Identifier: EUPL-1.2
"""The scenarios of the standard: the same in-message rules fire as they expect, and no others."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from jeugdregio.berichten.klaarzetten import zet_klaar
from jeugdregio.berichten.lezen import keur
from jeugdregio.berichten.ontleden import ontleed
from jeugdregio.berichten.partij import Stuk, stel_samen
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.toetsen import KLASSEN, toets_in_bericht
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import zegel
from tests.berichten import dobbelsteen, willekeurig
from tests.shared import IJW, needs_shared

pytestmark = pytest.mark.django_db

Verdicts = dict[bytes, tuple[int | None, list[str]]]
"""Per message (its SHA-256): the level it fails on and the rules that fired."""


def judge(messages: Sequence[bytes]) -> Verdicts:
    """Judge messages on themselves, all in one batch."""
    partij = stel_samen(
        [
            Stuk(bestand_id=1, nr=nr, afzender=sender(data), ontvangen_op=datetime.now(UTC), data=data)
            for nr, data in enumerate(messages)
        ],
        soorten=KLASSEN,
        gemeenten={},
        cbs_gemeenten=(),
        al_ontvangen=lambda koppen: set(),
    )
    assert {refused.code for refused in partij.geweigerd} <= {"xsd"}
    with connection.cursor() as cursor:
        zet_klaar(cursor, partij, zegel("proef"))
        toets_in_bericht(cursor, list(partij.tabellen))
        cursor.execute("SELECT bericht, niveau, regels FROM partij_bericht")
        return {partij.koppen[bericht].sha256: (niveau, regels) for bericht, niveau, regels in cursor.fetchall()}


def sender(data: bytes) -> str:
    """The sender in the header; nobody for a message that breaks the schema."""
    return str(ontleed(data)[1].header.afzender) if keur(data).geldig else ""


def steps() -> Iterable[tuple[str, bytes, dict[str, Any]]]:
    """Each step of the kinds we take in: its name, its bytes, and what the standard expects of it."""
    for expected in sorted(Path(IJW).glob("scenarios/*/verwacht.json")):
        for step in json.loads(expected.read_text(encoding="utf-8")):
            if step["bericht"] in KLASSEN:
                file = expected.parent / "stappen" / f"{step['nr']:02}-{step['bericht']}.xml"
                yield f"{expected.parent.name} {step['nr']}", file.read_bytes(), step


@needs_shared
class TestScenarios:
    def test_every_step_gets_the_rules_it_expects(self, als_regio):
        judged = judge([data for _, data, _ in steps()])

        expected, found = {}, {}
        for name, data, step in steps():
            if step["controleniveau"] != 1:
                expected[name] = (2, sorted(step["regels"])) if step["controleniveau"] == 2 else (None, [])
                found[name] = judged[sha256(data).digest()]
        assert found == expected
        assert sum(level == 2 for level, _ in found.values()) >= 20

    def test_a_step_that_breaks_the_schema_does_not_get_here(self, als_regio):
        broken = [data for _, data, step in steps() if step["controleniveau"] == 1]

        assert len(broken) >= 3
        assert judge(broken) == {}


@pytest.mark.parametrize("soort", list(KLASSEN))
def test_any_valid_message_gets_a_verdict_whatever_the_dates_in_it(als_regio, soort: Soort):
    rng = dobbelsteen(f"in-bericht {soort}")

    judged = judge([schrijf(willekeurig(soort, rng)) for _ in range(100)])

    assert len(judged) == 100
    found_by_chance = "CD085" if soort is Soort.JW319 else "CS002"
    assert found_by_chance in {regel for _, regels in judged.values() for regel in regels}
