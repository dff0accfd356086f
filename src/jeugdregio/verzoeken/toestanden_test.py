# SPDX-License-Identifier: EUPL-1.2
"""
Random traffic about requests, against a model of thirty lines, in batches of several sizes.

Every message gets the verdict that the model gives when the messages come one by one, and every request ends
in the state of the model. Drawn messages break one rule or none of those below the header: TR347, TR355, TR359,
TR360, TR365, TR374, TR379.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, connection, transaction

from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.verzoeken.models import OPEN, Verzoek
from tests.berichten import dobbelsteen
from tests.wereld import Wereld
from tests.wereld_oordeel import REGIO, Verzonden

pytestmark = pytest.mark.django_db
CHILDREN = ["K1", "K2", "K3", "K4"]
REFERENCES = [f"R{n}" for n in range(1, 41)]
NUMBER = 80


@dataclass
class Model:
    """What is asked, by whom, and how it stands."""

    requests: dict[str, tuple[str, str]] = field(default_factory=dict)

    def ask(self, child: str, reference: str) -> set[str]:
        """A JW315 or JW317."""
        open_now = any(who == child and status in OPEN for who, status in self.requests.values())
        wrong = {"TR347"} if reference in self.requests else set()
        wrong |= {"TR374"} if open_now else set()
        if not wrong:
            self.requests[reference] = (child, "in_behandeling")
        return wrong

    def answer(self, reference: str, answer: str) -> set[str]:
        """A JW319."""
        child, status = self.requests.get(reference, ("", ""))
        ends = {"": "TR355", "toegewezen": "TR359", "afgewezen": "TR365"}
        if status in ends:
            return {ends[status]}
        if status == "in_onderzoek" and answer == "2":
            return {"TR360"}
        self.requests[reference] = (child, "afgewezen" if answer == "1" else "in_onderzoek")
        return set()

    def allocate(self, child: str, reference: str) -> set[str]:
        """A JW301; it may name a reference."""
        if not reference:
            return set()
        asked_by, status = self.requests.get(reference, ("", ""))
        if asked_by != child or status not in OPEN:
            return {"TR379"}
        self.requests[reference] = (child, "toegewezen")
        return set()


def traffic(wereld: Wereld, model: Model, rng: random.Random) -> Iterator[tuple[Verzonden, set[str]]]:
    """Messages in order, each with the rules it breaks."""
    for nr in range(NUMBER):
        child, reference, answer = rng.choice(CHILDREN), rng.choice(REFERENCES), rng.choice("122")
        kind = rng.choice(["JW315", "JW317", "JW319", "JW319", "JW301"])
        if model.requests and kind in ("JW319", "JW301") and rng.random() < 0.8:
            reference = rng.choice(list(model.requests)[-6:])
            child = model.requests[reference][0] if rng.random() < 0.8 else child
        if kind == "JW301":
            reference = rng.choice([reference, ""])
            row = f"JW301 | kind | nummer | referentie | besluit | tijd\nm{nr} | {child} | T{child} | {reference}"
            row += f" | 2026-03-01 | 10:{nr // 60:02}:{nr % 60:02}"
            wrong = model.allocate(child, reference)
        elif kind == "JW319":
            row = f"JW319 | referentie | antwoord\nm{nr} | {reference} | {answer}"
            wrong = model.answer(reference, answer)
        else:
            row = f"{kind} | bericht | kind | referentie | toewijzing\nm{nr} | b{nr} | {child} | {reference} | T{child}"
            wrong = model.ask(child, reference)
        (message,) = wereld.teken(row)
        yield message, wrong


@pytest.mark.parametrize("seed", range(4))
def test_verdicts_and_states_are_those_of_the_model_in_any_batch(wereld: Wereld, seed: int):
    wereld.gegeven("JW301 | kind\n" + "\n".join(f"T{child} | {child}" for child in CHILDREN))
    model = Model()
    drawn = list(traffic(wereld, model, dobbelsteen(f"verzoeken {seed}")))
    messages, wrong = [m for m, _ in drawn], [w for _, w in drawn]
    assert {rule for rules in wrong for rule in rules} >= {"TR347", "TR355", "TR374", "TR379"}
    assert sum(not rules for rules in wrong) > 20

    for size in (1, 7, NUMBER):
        found, states = play(wereld, messages, size)
        assert found == wrong, f"partijen van {size}"
        assert states == {reference: status for reference, (_, status) in model.requests.items()}


def play(wereld: Wereld, messages: Sequence[Verzonden], size: int) -> tuple[list[set[str]], dict[str, str]]:
    """The rules per message and the states, when these messages come in batches of this size; nothing stays."""
    found = []
    with transaction.atomic():
        for first in range(0, len(messages), size):
            batch = messages[first : first + size]
            wereld.verwerk(batch)
            found += [set(m.uitkomst.regels) for m in batch if m.uitkomst]
        with namens(verwerking(REGIO)):
            states = dict(Verzoek.objects.values_list("referentie", "status"))
        transaction.set_rollback(True)
    return found, states


@pytest.fixture
def request_r1(wereld: Wereld) -> Wereld:
    """One request, R1, that nobody answered."""
    wereld.gegeven("JW315 | kind\nR1 | K1")
    return wereld


class TestTheDatabaseHoldsTheStates:
    @pytest.mark.parametrize(
        "steps",
        [
            ["in_onderzoek", "in_onderzoek"],
            ["toegewezen", "afgewezen"],
            ["afgewezen", "toegewezen"],
            ["afgewezen", "in_behandeling"],
            ["in_onderzoek", "in_behandeling"],
        ],
        ids=" ".join,
    )
    def test_a_step_that_the_standard_does_not_know_is_refused(self, request_r1: Wereld, steps: list[str]):
        first, second = steps
        _move(first)
        with pytest.raises(IntegrityError, match=f"een verzoek gaat niet van {first} naar {second}"):
            _move(second)

    @pytest.mark.parametrize("steps", [["in_onderzoek", "toegewezen"], ["in_onderzoek", "afgewezen"], ["toegewezen"]])
    def test_every_other_step_is_taken(self, request_r1: Wereld, steps: list[str]):
        for step in steps:
            _move(step)

    def test_a_decision_names_its_message(self, request_r1: Wereld):
        with pytest.raises(IntegrityError, match="verzoek_besluit_als_het_klaar_is"):
            _execute("UPDATE verzoeken_verzoek SET status = 'afgewezen'")

    def test_a_second_open_request_for_a_child_is_refused_whatever_the_rules_say(self, request_r1: Wereld):
        with pytest.raises(IntegrityError, match="verzoek_een_open_per_kind"):
            _execute(_COPY.format(bericht="bericht_id + 1", referentie="'R2'"))

    def test_a_second_use_of_a_reference_too(self, request_r1: Wereld):
        with pytest.raises(IntegrityError, match="verzoek_referentie_een_keer"):
            _execute(_COPY.format(bericht="bericht_id", referentie="referentie"))


_COPY = """
    INSERT INTO verzoeken_verzoek (gemeente, bericht_id, nr, aanbieder, soort, referentie, reden_verzoek, bsn, geslacht,
        achternaam, voorvoegsel, voornamen, dagtekening, ontvangen_op, status)
    SELECT gemeente, {bericht}, nr + 1, aanbieder, soort, {referentie}, reden_verzoek, bsn, geslacht, achternaam,
        voorvoegsel, voornamen, dagtekening, ontvangen_op, 'in_behandeling' FROM verzoeken_verzoek
"""


def _move(status: str) -> None:
    decided = "NULL" if status in OPEN else "bericht_id"
    _execute(f"UPDATE verzoeken_verzoek SET status = '{status}', besluit_id = {decided}")


def _execute(statement: str) -> None:
    with als_verwerking(REGIO), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1
