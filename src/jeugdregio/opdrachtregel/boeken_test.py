# SPDX-License-Identifier: EUPL-1.2
"""The worker books what is due of agreements and teams, at most once, whoever pressed the button before or after."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from jeugdregio.bekostiging.actions import boek_termijnen
from jeugdregio.bekostiging.bekostiging_test import afspraak
from jeugdregio.betalingen.betalingen_test import world
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import CONTEXT, namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.opdrachtregel import worker
from jeugdregio.opdrachtregel.boeken import Boeker
from jeugdregio.opdrachtregel.geregeld import ELKE, OPNIEUW_NA
from jeugdregio.teambudget import actions as teams
from jeugdregio.teambudget import lumpsum
from tests.rijen import DALFSEN, ZWOLLE

__all__ = ["world"]


def controller(town: str) -> Machtiging:
    return Machtiging(rol=Rol.CONTROLLER, gemeente=town)


@pytest.fixture
def vervalt(world) -> None:
    """An agreement of 120 euros in quarters, and a lump sum of 120 in months at two municipalities."""
    afspraak(120_00)
    for town in (ZWOLLE, DALFSEN):
        wie = controller(town)
        team = teams.maak_team("CJG", vanaf=date(2026, 1, 1), on_behalf_of=wie)
        what = {"team": team, "jaar": 2026, "bedrag_cent": 120_00, "kinderen": 1, "bron": "raad", "termijnen": 12}
        teams.stel_teambudget_vast(what, moment=datetime(2026, 1, 2, tzinfo=UTC), on_behalf_of=wie)
    with connection.cursor() as cursor:  # the worker works on nobody's behalf until it says so
        for name in CONTEXT:
            cursor.execute("SELECT set_config(%s, '', true)", [name])


def op(*codes: str) -> tuple[int, ...]:
    with namens(verwerking(settings.REGIO)):
        found = {one.rekening: one.saldo_cent for one in proefbalans([ZWOLLE, DALFSEN], Maand(2028, 12))}
    return tuple(found[code] for code in codes)


def loop(now: list[float], booker: Boeker, day: datetime, seconds: float) -> bool:
    now[0] += seconds
    with time_machine.travel(day, tick=False):
        return worker._boek_vervallen(booker)


@pytest.mark.usefixtures("vervalt")
def test_it_books_what_is_due_today_and_nothing_twice(capsys):
    now = [0.0]
    booker = Boeker(klok=lambda: now[0])
    march, april = datetime(2026, 3, 31, 12, tzinfo=UTC), datetime(2026, 4, 1, 12, tzinfo=UTC)

    said = [
        loop(now, booker, day, seconds)
        for day, seconds in ((march, 0), (march, OPNIEUW_NA), (march, ELKE), (april, 1), (april, ELKE))
    ]

    assert said == [False, True, False, False, True]
    assert op("4020", "4040") == (60_00, 80_00)
    assert "Geboekt wat was vervallen: 4 termijnen" in capsys.readouterr().out


@pytest.mark.usefixtures("vervalt")
def test_the_button_and_the_worker_book_it_once_together():
    day, moment = date(2026, 7, 1), datetime(2026, 7, 1, 12, tzinfo=UTC)
    by_hand = boek_termijnen(day, moment=moment), lumpsum.boek(2026, moment=moment, on_behalf_of=controller(ZWOLLE))

    by_worker = boek_termijnen(day, moment=moment), lumpsum.boek_vervallen(day, moment=moment)
    after = lumpsum.boek(2026, moment=moment, on_behalf_of=controller(DALFSEN))

    assert (by_hand, by_worker, after) == ((6, 1), (0, 1), 0)
    assert op("4020", "4040") == (90_00, 140_00)
    with namens(verwerking(settings.REGIO)):
        assert Boeking.objects.filter(oorzaak="lumpsum").count() == 2


@pytest.mark.usefixtures("vervalt")
def test_a_year_that_is_over_is_left_to_its_municipality():
    later = datetime(2027, 1, 15, 12, tzinfo=UTC)

    assert lumpsum.boek_vervallen(date(2027, 1, 15), moment=later) == 0
    assert lumpsum.boek(2026, moment=later, on_behalf_of=controller(ZWOLLE)) == 1


def test_a_failure_says_what_to_do_and_names_nobody():
    def fail() -> int:
        raise ValueError("999900018")

    now = [0.0]
    booker = Boeker(klok=lambda: now[0])
    now[0] = OPNIEUW_NA

    said = booker.kijk(fail)

    assert "(ValueError)" in said
    assert "Boek de termijnen" in said
    assert "999900018" not in said
