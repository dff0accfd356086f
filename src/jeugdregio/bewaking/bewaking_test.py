# SPDX-License-Identifier: EUPL-1.2
"""A count that is red stops closing a month, until a person lifts the stop after a count that is green."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from jeugdregio.bewaking import actions, queries
from jeugdregio.bewaking.models import Betaalstop, Controle
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import GeslotenMaand
from jeugdregio.ontvangst.queries import INVARIANTEN, Meting
from tests import rijen
from tests.rijen import ZWOLLE

REGIO = verwerking("IJSSELLAND")
GEMEENTE = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
MOMENT = datetime(2026, 7, 10, 9, tzinfo=UTC)
UUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld()


@pytest.fixture
def counted(monkeypatch):
    """Say how many rows the first invariant is broken by, from now on."""

    def say(many):
        metingen = [Meting(one, many if one is INVARIANTEN[0] else 0) for one in INVARIANTEN]
        monkeypatch.setattr(actions, "meet", lambda **_: iter(metingen))

    return say


def count(moment=MOMENT):
    return actions.controleer(moment=moment, on_behalf_of=REGIO)


def lift(reden="hersteld met een tegenboeking", wie=REGIO, moment=MOMENT):
    actions.hef_op(reden=reden, door="controller.regio", moment=moment, on_behalf_of=wie)


class TestCounting:
    def test_a_region_in_order_is_kept_as_such(self):
        found = count()

        (kept,) = queries.tellingen(on_behalf_of=REGIO)
        assert (kept.geteld, kept.goed, kept.gedaan_op) == (len(INVARIANTEN) + 1, True, MOMENT)
        assert [one.fout for one in found] == [0] * (len(INVARIANTEN) + 1)
        assert queries.betaalstop(on_behalf_of=REGIO) is None

    def test_one_that_is_broken_stops_payments_once(self, counted):
        counted(3)
        count()
        count(MOMENT + UUR)

        stop = queries.betaalstop(on_behalf_of=REGIO)
        assert (stop.begonnen_op, stop.fouten) == (MOMENT, {INVARIANTEN[0].code: 3})
        assert Betaalstop.objects.count() == 1

    def test_what_was_counted_stays(self):
        count()
        for change in (Controle.objects.all().delete, lambda: Controle.objects.update(fouten={"x": 1})):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_a_municipality_knows_of_the_stop_and_nothing_of_the_counts(self, counted):
        counted(1)
        count()

        assert queries.betaalstop(on_behalf_of=GEMEENTE).fouten == {}
        assert queries.tellingen(on_behalf_of=GEMEENTE) == []
        assert queries.betaalstop(on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder="71000001")) is None


class TestTheStop:
    def test_no_month_closes_around_our_door(self, counted):
        counted(1)
        count()

        with pytest.raises(DatabaseError, match="betaalstop"), transaction.atomic():
            GeslotenMaand.objects.create(
                gemeente=ZWOLLE, maand=Maand(2026, 1).begin, gesloten_op=MOMENT, gesloten_door="x"
            )

    def test_is_lifted_by_a_person_after_a_count_that_is_green(self, counted):
        counted(1)
        count()
        with pytest.raises(actions.NietOpTeHeffen, match="vond nog iets"):
            lift()
        counted(0)
        count(MOMENT + UUR)
        lift(moment=MOMENT + 2 * UUR)

        assert queries.betaalstop(on_behalf_of=REGIO) is None
        row = Betaalstop.objects.get()
        assert (row.opgeheven_door, row.opgeheven_op) == ("controller.regio", MOMENT + 2 * UUR)

    @pytest.mark.parametrize(
        ("changes", "text"),
        [({"reden": "  "}, "Schrijf op wat er was"), ({"wie": GEMEENTE}, "Alleen de regio"), ({}, "geen betaalstop")],
    )
    def test_is_not_lifted_for_less(self, changes, text):
        count()
        with pytest.raises(actions.NietOpTeHeffen, match=text):
            lift(**changes)

    def test_has_a_name_and_a_reason(self, counted):
        counted(1)
        count()
        with pytest.raises(DatabaseError, match="betaalstop_opgeheven_door_iemand"), transaction.atomic():
            Betaalstop.objects.update(opgeheven_op=MOMENT)


class TestTheSchedule:
    @pytest.mark.parametrize(
        ("ago", "due"),
        [(timedelta(minutes=59), False), (UUR, True), (2 * UUR, True), (-UUR, True)],
        ids=["just counted", "an hour ago", "two hours ago", "the clock was set back"],
    )
    def test_a_count_is_due_after_an_hour(self, ago, due):
        count(MOMENT - ago)

        assert actions.aan_de_beurt(moment=MOMENT, elke=UUR, on_behalf_of=REGIO) is due

    def test_the_first_is_due_at_once(self):
        assert actions.aan_de_beurt(moment=MOMENT, elke=UUR, on_behalf_of=REGIO)
