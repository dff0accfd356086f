# SPDX-License-Identifier: EUPL-1.2
"""Sending: at least once, whatever happens in between; and both ways with a double of the message hub."""

from datetime import UTC, datetime, timedelta

import pytest

from jeugdregio.aansluiting import actions
from jeugdregio.aansluiting.values import Berichtendienst, Binnengekomen, Ingenomen, NietAfgeleverd, Verstuurd
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.models import Bestand, Verzending
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from tests.wereld import AANBIEDERS, GEMEENTEN
from tests.wereld_oordeel import REGIO

pytestmark = pytest.mark.django_db
A1, G1 = AANBIEDERS["A1"], GEMEENTEN["G1"]
NU = datetime(2027, 7, 1, 9, tzinfo=UTC)


class Dienst:
    """The double of the message hub: remembers what it was given, fails on request, gives until confirmed."""

    def __init__(self):
        self.kreeg, self.voor_ons, self.bevestigd = [], {}, []
        self.fouten = []

    def lever_af(self, zending):
        before = self.fouten.pop(0) if self.fouten else None
        if isinstance(before, NietAfgeleverd | OSError | ZeroDivisionError):
            raise before
        self.kreeg.append(zending)
        if before is not None:
            raise before  # the process dies after the other side has it

    def haal_op(self, hoogstens):
        return list(self.voor_ons.values())[:hoogstens]

    def bevestig(self, kenmerk):
        self.bevestigd.append(kenmerk)
        self.voor_ons.pop(kenmerk, None)


@pytest.fixture
def dienst(wereld):
    actions.sluit_aan(G1, "dienst", moment=NU)
    double: Berichtendienst = Dienst()
    return double


def send(dienst, minutes=0):
    return actions.verstuur({"dienst": dienst}, regio=REGIO, moment=NU + timedelta(minutes=minutes))


def row():
    return Verzending.objects.get(ontvanger=G1)


def test_what_waits_is_sent_once_to_who_is_connected(dienst):
    assert send(dienst) == Verstuurd(verzonden=1)
    assert send(dienst, 10_000) == Verstuurd()
    assert [(z.afzender, z.ontvanger, z.soort) for z in dienst.kreeg] == [(A1, G1, "JW302")]
    assert row().verzonden_op == NU
    assert Verzending.objects.get(ontvanger=A1).verzonden_op is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (NietAfgeleverd("postbus_vol"), "postbus_vol"),
        (TimeoutError(), "TimeoutError"),
        (ConnectionRefusedError(), "ConnectionRefusedError"),
        (ZeroDivisionError("999900006"), "ZeroDivisionError"),
    ],
)
def test_what_fails_waits_for_its_next_moment_with_the_class_of_the_failure(dienst, fault, code, caplog):
    dienst.fouten = [fault]

    assert send(dienst) == Verstuurd(mislukt=1)
    assert (row().fout, row().pogingen, row().volgende_op) == (code, 1, NU + timedelta(minutes=1))
    assert send(dienst, 0.9) == Verstuurd()
    assert send(dienst, 1) == Verstuurd(verzonden=1)
    assert row().fout == ""
    assert "999900006" not in caplog.text


def test_who_dies_before_booking_sends_again_and_the_receiver_recognises_it(dienst):
    class Dood(BaseException):
        pass

    dienst.fouten = [Dood()]
    with pytest.raises(Dood):
        send(dienst)
    assert (row().verzonden_op, row().fout) == (None, verzenden.ONDERBROKEN)

    assert send(dienst, 1) == Verstuurd(verzonden=1)

    first, second = dienst.kreeg
    assert first == second
    received = [
        leg_vast([Aanlevering("", z.data, z.afzender)], moment=NU, on_behalf_of=verwerking(REGIO))[0]
        for z in dienst.kreeg
    ]
    assert [r.herhaling for r in received] == [False, True]
    assert received[0].bestand_id == received[1].bestand_id


def test_who_dies_before_sending_sends_later(dienst, monkeypatch):
    class Dood(BaseException):
        pass

    def die(*_):
        raise Dood

    monkeypatch.setattr(dienst, "lever_af", die)
    with pytest.raises(Dood):
        send(dienst)
    monkeypatch.undo()

    assert dienst.kreeg == []
    assert send(dienst, 1) == Verstuurd(verzonden=1)


def test_one_failure_stops_nothing_else(dienst, wereld):
    wereld.gegeven("JW301 | nummer | product | volume | kind\nT2 | | 45A14 | 10 | K2")
    dienst.fouten = [TimeoutError()]

    assert send(dienst) == Verstuurd(verzonden=1, mislukt=1)


def test_an_organisation_that_left_gets_nothing_and_what_waits_is_kept(dienst):
    assert actions.beeindig(G1, moment=NU) == 1

    assert send(dienst, 60) == Verstuurd()
    actions.sluit_aan(G1, "dienst", moment=NU)
    assert send(dienst, 60) == Verstuurd(verzonden=1)


class TestFromTheHub:
    def bring(self, wereld, dienst, sender=A1):
        (message,) = wereld.teken("JW305 | toewijzing\nS1 | T1")
        dienst.voor_ons["k1"] = Binnengekomen("k1", sender, message.data)

    def judge(self):
        return verwerk(regio=REGIO, peildatum=NU.date(), moment=NU).per_uitkomst

    def take_in(self, dienst):
        return actions.neem_dienst_in(dienst, regio=REGIO, moment=NU)

    def test_what_the_hub_holds_is_stored_and_confirmed(self, wereld, dienst):
        self.bring(wereld, dienst)

        assert self.take_in(dienst) == Ingenomen(nieuw=1, wacht=1)
        assert dienst.bevestigd == ["k1"]
        assert self.judge() == {"geaccepteerd": 1}

    def test_what_was_stored_and_not_confirmed_comes_again_and_is_recognised(self, wereld, dienst, monkeypatch):
        self.bring(wereld, dienst)
        held = dict(dienst.voor_ons)

        def die(_):
            raise ConnectionResetError

        monkeypatch.setattr(dienst, "bevestig", die)
        with pytest.raises(ConnectionResetError):
            self.take_in(dienst)
        monkeypatch.undo()
        assert dienst.voor_ons == held

        assert self.take_in(dienst) == Ingenomen(herhaald=1)
        assert self.judge() == {"geaccepteerd": 1}
        assert dienst.voor_ons == {}

    @pytest.mark.parametrize("sender", [AANBIEDERS["A2"], "", "x' OR 1=1", "9" * 40])
    def test_a_message_that_another_brings_is_refused_and_does_not_block_the_rest(self, wereld, dienst, sender):
        self.bring(wereld, dienst, sender)

        self.take_in(dienst)

        assert self.judge() == {"geweigerd": 1}
        assert dienst.bevestigd == ["k1"]
        assert Bestand.objects.latest("id").kanaal == "dienst"
