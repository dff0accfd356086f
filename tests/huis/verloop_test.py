# SPDX-License-Identifier: EUPL-1.2
"""
Allocations, debits, credits and repeats in any order, against a model of thirty lines.

After every step the granted cents, the running totals and all invariants are those of the model. Short in a
usual run; `make nacht` draws for long (HYPOTHESIS_PROFILE=nacht).
"""

import gzip
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.grootboek.models import Boeking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import meet
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.toewijzingen.models import Stand, Toewijzing
from tests.wereld import PEILDATUM, STUKTARIEF, Wereld
from tests.wereld_oordeel import REGIO, Verzonden

pytestmark = pytest.mark.django_db
NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nacht"
LENGTH = settings(
    max_examples=300 if NIGHT else 6,
    stateful_step_count=30 if NIGHT else 10,
    deadline=None,
    derandomize=not NIGHT,
    suppress_health_check=list(HealthCheck),
)
NAMES, MONTHS = ("T1", "T2"), tuple(f"2026-{month:02}" for month in range(1, 5))
DEBIT = st.tuples(st.just("D"), st.sampled_from(NAMES), st.sampled_from(MONTHS), st.integers(1, 6))
CREDIT = st.tuples(st.just("C"), st.integers(0, 50), st.just(""), st.just(0))


@dataclass
class Model:
    """What fits is granted, one living debit per allocation and month, and a granted debit is credited once."""

    limits: dict[str, int] = field(default_factory=dict)
    lines: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    living: dict[tuple[str, str], str] = field(default_factory=dict)

    def allocate(self, name: str, limit: int) -> None:
        self.limits[name] = limit

    def used(self, name: str) -> int:
        return sum(self.lines[line][2] for (where, _), line in self.living.items() if where == name)

    def debit(self, line: str, name: str, month: str, volume: int) -> None:
        self.lines[line] = (name, month, volume)
        if (name, month) not in self.living and self.used(name) + volume <= self.limits[name]:
            self.living[name, month] = line

    def credit(self, line: str) -> None:
        name, month, _ = self.lines[line]
        if self.living.get((name, month)) == line:
            del self.living[name, month]

    @property
    def cents(self) -> int:
        return STUKTARIEF * sum(self.used(name) for name in self.limits)


class Verloop(RuleBasedStateMachine):
    """The real intake beside the model."""

    base: Wereld

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.world = Wereld(contract=dict(self.base.contract), nieuw=False)
        self.model, self.sent, self.versions = Model(), [], 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def _send(self, *drawings: str) -> None:
        messages: list[Verzonden] = [m for drawing in drawings for m in self.world.teken(drawing)]
        self.world.verwerk(messages)
        self.sent += messages

    def _allocate(self, name: str, limit: int, reason: str) -> None:
        self.versions += 1
        self._send(f"""
            JW301 | nummer | product | volume | eenheid | frequentie | einde | reden | besluit | tijd
            v{self.versions} | {name} | 45A14 | {limit} | 14 | 6 | 2026-12-31 | {reason} | 2026-01-05 | {self._time()}
        """)
        self.model.allocate(name, limit)

    def _time(self) -> str:
        return f"{self.versions // 3600 + 9:02}:{self.versions // 60 % 60:02}:{self.versions % 60:02}"

    @initialize(limits=st.tuples(st.integers(1, 12), st.integers(1, 12)))
    def start(self, limits: tuple[int, int]) -> None:
        for name, limit in zip(NAMES, limits, strict=True):
            self._allocate(name, limit, "")

    @rule(name=st.sampled_from(NAMES), limit=st.integers(1, 12))
    def change(self, name: str, limit: int) -> None:
        self._allocate(name, limit, "02")

    @rule(batch=st.lists(st.one_of(DEBIT, DEBIT, CREDIT), min_size=1, max_size=5))
    def declare(self, batch: list[tuple[str, object, str, int]]) -> None:
        drawings = []
        for dc, what, month, volume in batch:
            label = f"L{self.world.volgnummer()}"
            if dc == "D":
                row = f"{label} | {label} | {what} | 45A14 | 14 | {month} | {volume} |"
                self.model.debit(label, str(what), month, volume)
            elif self.model.lines:
                line = sorted(self.model.lines)[int(str(what)) % len(self.model.lines)]
                row = f"{label} | {label} | | | | | | {line}"
                self.model.credit(line)
            else:
                continue
            head = "JW323 | bericht | toewijzing | product | eenheid | maand | volume | vorige"
            drawings.append(self.world.teken(f"{head}\n{row}"))
        messages = [message for drawn in drawings for message in drawn]
        if messages:
            self.world.verwerk(messages)
            self.sent += messages

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 50), packed=st.booleans())
    def repeat(self, which: int, packed: bool) -> None:
        message = self.sent[which % len(self.sent)]
        data = gzip.compress(message.data, mtime=which) if packed else message.data
        moment = datetime(2027, 6, 30, 12, tzinfo=UTC)
        file = Aanlevering("nog eens.xml", data, message.afzender, "test")
        leg_vast([file], moment=moment, on_behalf_of=verwerking(REGIO))
        report = verwerk(regio=REGIO, peildatum=PEILDATUM, moment=moment)
        assert [u.uitkomst for u in report.uitkomsten] in ([], ["herhaling"])

    @invariant()
    def the_books_are_those_of_the_model(self) -> None:
        with namens(verwerking(REGIO)):
            booked = sum(row.bedrag_cent if row.debet == "4100" else -row.bedrag_cent for row in Boeking.objects.all())
            numbers = dict(Toewijzing.objects.values_list("id", "nummer"))
            used = {numbers[row.toewijzing_id]: row.gebruikt for row in Stand.objects.all()}
        assert booked == self.model.cents
        assert used == {self.world.nummer(name): self.model.used(name) for name in self.model.limits}
        assert {m.invariant.code for m in meet(on_behalf_of=verwerking(REGIO)) if m.fout} == set()


def test_the_intake_does_what_the_model_does(als_regio: None) -> None:
    Verloop.base = Wereld()
    run_state_machine_as_test(Verloop, settings=LENGTH)
