# SPDX-License-Identifier: EUPL-1.2
"""
The clock jumps, forward and back, between any two things that happen: nothing is lost, nothing waits for ever, and no
message is judged on a day before it was received.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.aansluiting import actions as aansluiting
from jeugdregio.aansluiting.values import NietAfgeleverd
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.models import Bericht, Bestand, Verzending
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.queries import meet
from jeugdregio.ontvangst.values import Aanlevering, Verslag
from jeugdregio.opdrachtregel import worker
from tests.storm.parallel import NIGHT
from tests.wereld import PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
WIE = verwerking(REGIO)
NU = datetime(2027, 7, 1, 9, tzinfo=UTC)
JUMP = st.one_of(
    st.integers(-20, 20).map(lambda n: timedelta(minutes=n)),
    st.integers(-800, 800).map(lambda n: timedelta(days=n)),
)
OFTEN = settings(
    max_examples=200 if NIGHT else 15,
    deadline=None,
    derandomize=not NIGHT,
    suppress_health_check=list(HealthCheck),
)


class Drager:
    """Takes what it is given, or says no, as it was told."""

    def __init__(self):
        self.answers, self.has = [], Counter()

    def lever_af(self, zending):
        if self.answers and not self.answers.pop(0):
            raise NietAfgeleverd("postbus_vol")
        self.has[zending.kenmerk] += 1


@pytest.fixture
def wereld(als_regio):
    return Wereld()


class TestOutbox:
    @pytest.fixture
    def receivers(self, wereld):
        wereld.gegeven("JW301 | nummer | product | volume | kind\nT1 | | 45A14 | 10 | K1\nT2 | | 45A14 | 10 | K2")
        found = set(Verzending.objects.values_list("ontvanger", flat=True))
        for code in found:
            aansluiting.sluit_aan(code, "dienst", moment=NU)
        return found

    @OFTEN
    @given(jumps=st.lists(st.tuples(JUMP, st.lists(st.booleans(), max_size=4)), max_size=8))
    def test_whatever_the_clock_did_all_is_sent_within_the_longest_pause(self, receivers, jumps):
        Verzending.objects.update(verzonden_op=None, volgende_op=NU, pogingen=0, fout="")
        carrier, moment = Drager(), NU
        for jump, answers in jumps:
            moment += jump
            carrier.answers = list(answers)
            aansluiting.verstuur({"dienst": carrier}, regio=REGIO, moment=moment)
        carrier.answers = []

        aansluiting.verstuur({"dienst": carrier}, regio=REGIO, moment=NU + verzenden.LANGSTE_PAUZE)

        assert set(carrier.has.values()) == {1}
        assert len(carrier.has) == Verzending.objects.count() == Verzending.objects.exclude(verzonden_op=None).count()

    def test_what_was_queued_by_a_clock_years_ahead_leaves_today(self, receivers):
        Verzending.objects.update(volgende_op=NU + timedelta(days=3_000))
        carrier = Drager()

        aansluiting.verstuur({"dienst": carrier}, regio=REGIO, moment=NU)

        assert len(carrier.has) == Verzending.objects.count() > 0


class TestIntake:
    def store(self, message, moment):
        (receipt,) = leg_vast([Aanlevering("", message.data, message.afzender)], moment=moment, on_behalf_of=WIE)
        return receipt.bestand_id

    def judge(self, moment):
        return verwerk(regio=REGIO, peildatum=moment.date(), moment=moment).uitkomsten

    def draw(self, world, many):
        rows = "\n".join(f"T{n} | | 45A14 | 10 | K{n}" for n in range(many))
        return world.teken(f"JW301 | nummer | product | volume | kind\n{rows}")

    def test_a_file_is_not_judged_on_a_day_before_it_was_received(self, wereld):
        """Judged by a clock that stands a month behind, a message of today would be refused: TR135."""
        (message,) = self.draw(wereld, 1)
        number = self.store(message, NU)

        assert list(self.judge(NU - timedelta(days=30))) == []
        assert Bestand.objects.get(id=number).status == "ontvangen"
        assert [o.uitkomst for o in self.judge(NU)] == ["geaccepteerd"]

    def test_the_day_turns_at_midnight_here_and_not_elsewhere(self, wereld):
        (message,) = self.draw(wereld, 1)
        self.store(message, datetime(2027, 7, 1, 22, 30, tzinfo=UTC))  # the second of July in Amsterdam

        moment = datetime(2027, 7, 1, 21, 30, tzinfo=UTC)
        assert list(self.judge(moment)) == []
        assert [o.uitkomst for o in self.judge(moment + timedelta(days=1))] == ["geaccepteerd"]

    @OFTEN
    @given(jumps=st.lists(st.tuples(JUMP, JUMP), min_size=1, max_size=6))
    def test_every_message_is_judged_once_on_a_day_from_its_receipt_on(self, wereld, jumps):
        with transaction.atomic():
            messages, numbers = self.draw(wereld, len(jumps)), []
            for message, (received, judged) in zip(messages, jumps, strict=True):
                numbers.append(self.store(message, NU + received))
                self.judge(NU + judged)
            self.judge(NU + timedelta(days=900))

            found = {row.bestand_id: row for row in Bericht.objects.all()}
            assert sorted(found) == numbers
            for (received, _), number in zip(jumps, numbers, strict=True):
                assert found[number].peildatum >= (NU + received).date()
            assert not Bestand.objects.filter(status="ontvangen").exists()
            assert {m.invariant.code for m in meet(on_behalf_of=WIE) if m.fout} == set()
            transaction.set_rollback(True)


def test_the_worker_reads_the_clock_once_for_day_and_moment(als_regio, monkeypatch):
    """Just before midnight two looks at the clock may give two days."""
    ticks = iter([datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC), *[datetime(2027, 6, 30, 22, tzinfo=UTC)] * 9])
    seen = []

    def work(*, peildatum, moment, **_):
        seen.append((peildatum, moment))
        return Verslag(peildatum, moment, [])

    monkeypatch.setattr("django.utils.timezone.now", lambda: next(ticks))
    monkeypatch.setattr("jeugdregio.ontvangst.actions.verwerk", work)

    worker._batch(10)

    assert seen == [(PEILDATUM, datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC))]
