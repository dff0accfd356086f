# SPDX-License-Identifier: EUPL-1.2
"""
Allocations, debits, credits, repeats, clock steps and period closes in any order, against a small model.

After every step the granted cents per month of booking, the running totals and all invariants are those of the
model. Short in a usual run; `make nacht` draws for long (HYPOTHESIS_PROFILE=nacht).
"""

import gzip
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache, partial

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

from jeugdregio.afsluiting.actions import sluit_maand
from jeugdregio.berichten.models import Bestand
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
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
    """
    What fits is granted, one living debit per allocation and month, and a granted debit is credited once.

    What is granted is booked in the month of care, or in the first that is open. A file waits until the clock is at the
    day of its receipt; of those that may, the oldest goes first.
    """

    limits: dict[str, int] = field(default_factory=dict)
    lines: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    living: dict[tuple[str, str], str] = field(default_factory=dict)
    booked: Counter[str] = field(default_factory=Counter)
    first_open: str = ""
    waiting: list[tuple[int, Callable[[], None]]] = field(default_factory=list)

    def allocate(self, name: str, limit: int) -> None:
        self.limits[name] = limit

    def used(self, name: str) -> int:
        return sum(self.lines[line][2] for (where, _), line in self.living.items() if where == name)

    def debit(self, line: str, name: str, month: str, volume: int) -> None:
        self.lines[line] = (name, month, volume)
        if (name, month) not in self.living and self.used(name) + volume <= self.limits[name]:
            self.living[name, month] = line
            self.booked[max(month, self.first_open)] += volume * STUKTARIEF

    def credit(self, line: str) -> None:
        if line not in self.lines:  # not judged yet
            return
        name, month, volume = self.lines[line]
        if self.living.get((name, month)) == line:
            del self.living[name, month]
            self.booked[max(month, self.first_open)] -= volume * STUKTARIEF

    def judge(self, today: int) -> None:
        due = [what for day, what in self.waiting if day <= today]
        self.waiting = [one for one in self.waiting if one[0] > today]
        for what in due:
            what()


class Verloop(RuleBasedStateMachine):
    """The real intake beside the model."""

    base: Wereld

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.world = Wereld(contract=dict(self.base.contract), nieuw=False)
        self.model, self.versions, self.day = Model(), 0, 0
        self.sent: list[tuple[Verzonden, Callable[[], None]]] = []
        self.drawn: list[str] = []
        self.to_close = Maand(2026, 1)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @property
    def moment(self) -> datetime:
        return datetime.combine(PEILDATUM, time(12), UTC) + timedelta(days=self.day)

    def _bring(self, data: bytes, sender: str, effect: Callable[[], None]) -> None:
        file = Aanlevering("", data, sender, "test")
        (receipt,) = leg_vast([file], moment=self.moment, on_behalf_of=verwerking(REGIO))
        if not receipt.herhaling:
            self.model.waiting.append((self.day, effect))

    def _judge(self) -> None:
        verwerk(regio=REGIO, peildatum=self.moment.date(), moment=self.moment)
        self.model.judge(self.day)

    def _send(self, drawing: str, effect: Callable[[], None]) -> None:
        (message,) = self.world.teken(drawing)
        only_once = cache(effect)
        self.sent.append((message, only_once))
        self._bring(message.data, message.afzender, only_once)

    def _allocate(self, name: str, limit: int, reason: str) -> None:
        self.versions += 1
        drawing = f"""
            JW301 | nummer | product | volume | eenheid | frequentie | einde | reden | besluit | tijd
            v{self.versions} | {name} | 45A14 | {limit} | 14 | 6 | 2026-12-31 | {reason} | 2026-01-05 | {self._time()}
        """
        self._send(drawing, partial(self.model.allocate, name, limit))

    def _time(self) -> str:
        return f"{self.versions // 3600 + 9:02}:{self.versions // 60 % 60:02}:{self.versions % 60:02}"

    @initialize(limits=st.tuples(st.integers(1, 12), st.integers(1, 12)))
    def start(self, limits: tuple[int, int]) -> None:
        for name, limit in zip(NAMES, limits, strict=True):
            self._allocate(name, limit, "")
        self._judge()

    @rule(name=st.sampled_from(NAMES), limit=st.integers(1, 12))
    def change(self, name: str, limit: int) -> None:
        self._allocate(name, limit, "02")
        self._judge()

    @rule(batch=st.lists(st.one_of(DEBIT, DEBIT, CREDIT), min_size=1, max_size=5))
    def declare(self, batch: list[tuple[str, object, str, int]]) -> None:
        head = "JW323 | bericht | toewijzing | product | eenheid | maand | volume | vorige"
        for dc, what, month, volume in batch:
            label = f"L{self.world.volgnummer()}"
            if dc == "D":
                row = f"{label} | {label} | {what} | 45A14 | 14 | {month} | {volume} |"
                self._send(f"{head}\n{row}", partial(self.model.debit, label, str(what), month, volume))
                self.drawn.append(label)
            elif self.drawn:
                line = self.drawn[int(str(what)) % len(self.drawn)]
                self._send(f"{head}\n{label} | {label} | | | | | | {line}", partial(self.model.credit, line))
        self._judge()

    @precondition(lambda self: self.sent)
    @rule(which=st.integers(0, 50), packed=st.booleans())
    def repeat(self, which: int, packed: bool) -> None:
        """The same bytes are the same file; packed they are another file, of which only the first counts."""
        message, effect = self.sent[which % len(self.sent)]
        data = gzip.compress(message.data, mtime=which) if packed else message.data
        self._bring(data, message.afzender, effect)
        self._judge()

    @rule(days=st.integers(-40, 40))
    def step_the_clock(self, days: int) -> None:
        self.day = max(0, self.day + days)
        self._judge()

    @precondition(lambda self: self.to_close < Maand(2026, 7))
    @rule()
    def close_a_month(self) -> None:
        region = Machtiging(rol=Rol.CONTROLLER, regio=REGIO)
        sluit_maand(self.to_close, moment=self.moment, namens=region)
        self.to_close = self.to_close.volgende
        self.model.first_open = str(self.to_close)

    @invariant()
    def the_books_are_those_of_the_model(self) -> None:
        booked: Counter[str] = Counter()
        with namens(verwerking(REGIO)):
            for row in Boeking.objects.all():
                booked[f"{row.boekmaand:%Y-%m}"] += row.bedrag_cent if row.debet == "4100" else -row.bedrag_cent
            numbers = dict(Toewijzing.objects.values_list("id", "nummer"))
            used = {numbers[row.toewijzing_id]: row.gebruikt for row in Stand.objects.all()}
            waiting = Bestand.objects.filter(status="ontvangen").count()
        assert waiting == len(self.model.waiting)
        assert {month: cents for month, cents in booked.items() if cents} == {
            month: cents for month, cents in self.model.booked.items() if cents
        }
        assert used == {self.world.nummer(name): self.model.used(name) for name in self.model.limits}
        assert {m.invariant.code for m in meet(on_behalf_of=verwerking(REGIO)) if m.fout} == set()


def test_the_intake_does_what_the_model_does(als_regio: None) -> None:
    Verloop.base = Wereld()
    run_state_machine_as_test(Verloop, settings=LENGTH)
