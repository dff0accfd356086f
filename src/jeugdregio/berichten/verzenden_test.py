# SPDX-License-Identifier: EUPL-1.2
"""The outbox: filled in the transaction that makes what leaves, tried until it arrives, seen by who it concerns."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from jeugdregio.berichten import verzenden
from jeugdregio.berichten.models import Verzending
from jeugdregio.berichten.values import Kenmerk
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from tests.wereld import AANBIEDERS, GEMEENTEN, Wereld
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
WIE = verwerking(REGIO)
A1, G1 = AANBIEDERS["A1"], GEMEENTEN["G1"]
LATER = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def wereld(als_regio):
    world = Wereld()
    world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
    return world


def queued():
    return {(v.stuk, v.soort, v.ontvanger) for v in Verzending.objects.all()}


def take(moment=LATER, receivers=(A1, G1)):
    return verzenden.neem(receivers, moment=moment, on_behalf_of=WIE)


class TestQueue:
    def test_an_accepted_allocation_goes_to_the_provider_and_its_answer_to_the_municipality(self, wereld):
        assert queued() == {("antwoord", "JW302", G1), ("bericht", "JW301", A1)}

    def test_an_answer_to_a_provider_goes_to_the_provider(self, wereld):
        wereld.gegeven("JW305 | toewijzing\nS1 | T1")

        assert ("antwoord", "JW306", A1) in queued()

    def test_an_allocation_that_breaks_a_rule_is_answered_and_does_not_leave(self, wereld):
        before = Verzending.objects.count()
        assert wereld.neem_in("JW301 | nummer | product | volume | kind\nT2 | T1 | 45A14 | 10 | K2")

        assert Verzending.objects.count() == before + 1
        assert Verzending.objects.latest("bericht_id").stuk == "antwoord"

    def test_what_leaves_is_the_message_as_it_came_and_the_answer_as_it_was_made(self, wereld):
        sent = {k.stuk: verzenden.zending(k, on_behalf_of=WIE) for k in take()}

        assert b"ToegewezenProduct" in sent["bericht"].data
        assert (sent["bericht"].afzender, sent["bericht"].ontvanger) == (G1, A1)
        assert b"jw302:Bericht" in sent["antwoord"].data
        assert (sent["antwoord"].afzender, sent["antwoord"].ontvanger) == (A1, G1)


class TestAttempts:
    def test_what_was_taken_comes_back_later_and_later(self, wereld):
        moment, pauses = LATER, []
        for _ in range(12):
            (taken,) = take(moment, [A1])
            row = Verzending.objects.get(ontvanger=A1)
            assert row.fout == verzenden.ONDERBROKEN
            assert take(row.volgende_op - timedelta(seconds=1), [A1]) == []
            pauses.append(row.volgende_op - moment)
            verzenden.boek_mislukt(taken, fout="TimeoutError", on_behalf_of=WIE)
            moment = row.volgende_op

        minutes = [pause / timedelta(minutes=1) for pause in pauses]
        assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
        (stuck,) = verzenden.vastgelopen(on_behalf_of=WIE)
        assert (stuck.ontvanger, stuck.fout, stuck.aantal, stuck.pogingen) == (A1, "TimeoutError", 1, 12)

    def test_what_was_sent_does_not_come_back_and_a_late_failure_changes_nothing(self, wereld):
        for taken in take():
            verzenden.boek_verzonden(taken, moment=LATER, on_behalf_of=WIE)
            verzenden.boek_mislukt(taken, fout="TimeoutError", on_behalf_of=WIE)

        assert take(LATER + timedelta(days=30)) == []
        assert set(Verzending.objects.values_list("fout", "verzonden_op")) == {("", LATER)}

    def test_only_what_is_for_the_named_receivers_is_taken(self, wereld):
        assert [k.stuk for k in take(receivers=[G1])] == ["antwoord"]
        assert take(receivers=[]) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"volgende_op": None},
            {"verzonden_op": LATER},
            {"fout": "x", "pogingen": 0},
            {"ontvanger": "99999999"},
            {"stuk": "iets"},
        ],
    )
    def test_the_database_refuses_a_row_that_cannot_be(self, wereld, change):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verzending.objects.filter(ontvanger=A1).update(**change)


class TestIsolation:
    def test_it_is_seen_by_its_two_parties_and_written_by_the_region_alone(self, wereld):
        counts = {
            "aanbieder": (A1, 2),
            "gemeente": (G1, 2),
            "andere aanbieder": (AANBIEDERS["A2"], 0),
            "andere gemeente": (GEMEENTEN["G2"], 0),
        }
        for who, (code, seen) in counts.items():
            kind = who.split()[-1]
            with namens(Machtiging(rol=Rol.AANBIEDER, **{kind: code})):
                assert Verzending.objects.count() == seen, who
                assert Verzending.objects.update(fout="x", pogingen=1) == 0

    def test_nobody_opens_what_is_for_another(self, wereld):
        (for_provider,) = take(receivers=[A1])
        other = Machtiging(rol=Rol.AANBIEDER, aanbieder=AANBIEDERS["A2"])

        assert verzenden.zending(for_provider, on_behalf_of=other) is None
        assert verzenden.zending(for_provider, on_behalf_of=WIE, ontvanger=G1) is None
        assert not verzenden.bevestig(for_provider, ontvanger=G1, moment=LATER, on_behalf_of=WIE)


@pytest.mark.parametrize("text", ["", "0193-0-antwoord", "0193-1-iets", "193-1-antwoord", "0193-1-bericht\n", "x" * 99])
def test_what_is_not_a_kenmerk_is_none(text):
    assert Kenmerk.lees(text) is None


def test_a_kenmerk_reads_back():
    assert Kenmerk.lees(str(Kenmerk("0193", 12, "bericht"))) == Kenmerk("0193", 12, "bericht")
