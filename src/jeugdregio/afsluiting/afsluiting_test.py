# SPDX-License-Identifier: EUPL-1.2
"""A closed month gives the same figures for ever, whatever comes in later (S58)."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from jeugdregio.afsluiting import actions, queries
from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.begroting.queries import UnableToShowReport, maandrapport
from jeugdregio.bewaking.models import Betaalstop, Controle
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import GeslotenMaand
from jeugdregio.grootboek.queries import eerste_open_maand, gesloten_maanden
from jeugdregio.teambudget import queries as teambudget
from tests import rijen
from tests.rijen import DALFSEN, ZWOLLE, prestatie

JANUARI, FEBRUARI, JUNI = Maand(2026, 1), Maand(2026, 2), Maand(2026, 6)
REGIO = verwerking("IJSSELLAND")
MOMENT = datetime(2026, 7, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def world(als_regio):
    rijen.wereld()


def sluit(maand: Maand = JANUARI, moment: datetime = MOMENT) -> object:
    return actions.sluit_maand(maand, moment=moment, namens=REGIO)


def budget(gemeente: str, cents: int) -> None:
    rijen.budget(gemeente, cents, vanaf=date(2026, 1, 2))


class TestBudgetGone:
    """S73: the ceiling is reached, care is still granted, and the board is informed."""

    BESTUUR = Machtiging(rol=Rol.BESTUUR, gemeente=ZWOLLE)

    def signals(self) -> list[tuple[str, int, int, int]]:
        found = teambudget.signalen(on_behalf_of=self.BESTUUR)
        return [(one.soort, one.jaar, one.budget_cent, one.besteed_cent) for one in found]

    def test_the_board_is_told_when_the_last_cent_is_booked_and_care_goes_on(self):
        budget(ZWOLLE, 30_00)
        budget(DALFSEN, 30_00)
        prestatie(29_99, maand=JANUARI)
        assert actions.meld_budgetten_op(2026, moment=MOMENT, on_behalf_of=REGIO) == []

        prestatie(1, maand=JANUARI, toewijzing_id=2)
        told = actions.meld_budgetten_op(2026, moment=MOMENT, on_behalf_of=REGIO)
        prestatie(50_00, maand=FEBRUARI, toewijzing_id=3)

        assert told == actions.meld_budgetten_op(2026, moment=MOMENT, on_behalf_of=REGIO) == [ZWOLLE]
        assert self.signals() == [("gemeente", 2026, 30_00, 30_00)]
        assert maandrapport(ZWOLLE, FEBRUARI, on_behalf_of=REGIO).totaal.nu.toegekend_cent == 80_00
        assert teambudget.signalen(on_behalf_of=Machtiging(rol=Rol.BESTUUR, gemeente=DALFSEN)) == []

    def test_closing_a_month_tells_it_too(self):
        budget(ZWOLLE, 10_00)
        prestatie(10_00, maand=JANUARI)

        sluit()

        assert self.signals() == [("gemeente", 2026, 10_00, 10_00)]


class TestClosing:
    def test_closes_the_month_of_every_municipality_and_freezes_its_report(self):
        prestatie(10_00, maand=JANUARI)
        expected = maandrapport(ZWOLLE, JANUARI, on_behalf_of=REGIO)

        done = sluit()

        assert (done.gesloten, done.was_al_gesloten) == ((DALFSEN, ZWOLLE), ())
        assert gesloten_maanden([ZWOLLE, DALFSEN]) == {ZWOLLE: {JANUARI}, DALFSEN: {JANUARI}}
        edition = queries.momentopname(ZWOLLE, JANUARI, on_behalf_of=REGIO)
        assert edition.rapport == expected
        assert edition.vastgesteld_op == MOMENT

    def test_january_and_june_are_the_same_after_late_lines(self):
        prestatie(10_00, maand=JANUARI)
        sluit(JANUARI)
        prestatie(20_00, maand=JUNI, toewijzing_id=2)
        sluit(JUNI)
        before = [queries.rapport(ZWOLLE, maand, on_behalf_of=REGIO) for maand in (JANUARI, JUNI)]

        next_open = eerste_open_maand([ZWOLLE], JANUARI)[ZWOLLE]
        prestatie(99_00, maand=JANUARI, toewijzing_id=3, geboekt_in=next_open)
        prestatie(5_00, maand=JUNI, toewijzing_id=4, afgewezen={"TR338": {}})

        assert [queries.rapport(ZWOLLE, maand, on_behalf_of=REGIO) for maand in (JANUARI, JUNI)] == before
        assert next_open == JUNI.volgende
        later = queries.rapport(ZWOLLE, next_open, on_behalf_of=REGIO)
        assert (later.definitief, later.rapport.totaal.nu.toegekend_cent) == (False, 129_00)

    def test_closing_again_changes_nothing(self):
        sluit()
        first = Momentopname.objects.get(gemeente=ZWOLLE, soort="maandrapport")

        again = sluit(moment=datetime(2026, 8, 1, tzinfo=UTC))

        assert (again.gesloten, again.was_al_gesloten) == ((), (DALFSEN, ZWOLLE))
        assert Momentopname.objects.get(gemeente=ZWOLLE, soort="maandrapport").gemaakt_op == first.gemaakt_op

    def test_one_municipality_can_go_first(self):
        actions.sluit_maand(JANUARI, moment=MOMENT, namens=REGIO, gemeenten=[ZWOLLE])

        assert sluit().gesloten == (DALFSEN,)
        assert queries.edities(DALFSEN, on_behalf_of=REGIO) == [JANUARI]


class TestRefusals:
    def test_while_a_count_found_something_and_nobody_lifted_the_stop(self):
        red = Controle.objects.create(gedaan_op=MOMENT, duur_ms=1, geteld=1, fouten={"stand_past": 1})
        stop = Betaalstop.objects.create(regio="IJSSELLAND", controle=red, begonnen_op=MOMENT)
        with pytest.raises(actions.UnableToCloseDuringStop, match="staan stil sinds 10-07-2026 09:00"):
            sluit()

        Betaalstop.objects.filter(id=stop.id).update(opgeheven_op=MOMENT, opgeheven_door="test", reden="hersteld")

        assert sluit().gesloten == (DALFSEN, ZWOLLE)

    def test_a_month_that_is_not_over(self):
        with pytest.raises(actions.UnableToCloseRunningMonth, match="01-07-2026"):
            sluit(JUNI, moment=datetime(2026, 6, 30, 21, tzinfo=UTC))  # 23:00 in the Netherlands
        sluit(JUNI, moment=datetime(2026, 6, 30, 22, tzinfo=UTC))

    def test_a_month_after_an_open_one_with_bookings(self):
        prestatie(10_00, maand=JANUARI)

        with pytest.raises(actions.UnableToCloseOutOfOrder, match="in 2026-01 is geboekt"):
            sluit(FEBRUARI)

    def test_somebody_else_than_the_region(self):
        with pytest.raises(actions.UnableToCloseAsOther, match="Alleen de regio"):
            actions.sluit_maand(JANUARI, moment=MOMENT, namens=Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE))


class TestSnapshot:
    def test_can_not_be_changed(self):
        sluit()

        for statement in (
            "UPDATE afsluiting_momentopname SET soort = 'x'",
            "DELETE FROM afsluiting_momentopname",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)

    def test_a_snapshot_that_does_not_match_its_fingerprint_is_not_shown(self):
        inhoud = maandrapport(ZWOLLE, JANUARI, on_behalf_of=REGIO).naar_json()
        GeslotenMaand.objects.create(gemeente=ZWOLLE, maand=JANUARI.begin, gesloten_op=MOMENT, gesloten_door="test")
        Momentopname.objects.create(
            gemeente=ZWOLLE,
            soort="maandrapport",
            maand=JANUARI.begin,
            inhoud={**inhoud, "budget_cent": 1},
            sha256=queries.vingerafdruk(inhoud),
            gemaakt_op=MOMENT,
        )

        with pytest.raises(queries.Aangetast, match="reservekopie"):
            queries.rapport(ZWOLLE, JANUARI, on_behalf_of=REGIO)

    def test_another_municipality_sees_none(self):
        sluit()
        other = Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN)

        assert queries.momentopname(ZWOLLE, JANUARI, on_behalf_of=other) is None
        with pytest.raises(UnableToShowReport):
            queries.rapport(ZWOLLE, JANUARI, on_behalf_of=other)
