# SPDX-License-Identifier: EUPL-1.2
"""A lump sum is booked as it is due, once, and a settlement adds or takes to the cent (S71)."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings as house
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.betalingen.openstaand import BOEKINGEN
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.grootboek.queries import proefbalans
from jeugdregio.teambudget import actions, lumpsum, queries
from jeugdregio.teambudget.actions import NietVastTeLeggen
from jeugdregio.teambudget.teambudget_test import CONTROLLER, NA, TOEGANG, ZWOLLE, spend
from tests import rijen
from tests.tellers import rood

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    with namens(verwerking(house.REGIO)):
        rijen.wereld()


@pytest.fixture
def team() -> int:
    return actions.maak_team("CJG Noord", vanaf=date(2026, 1, 1), on_behalf_of=CONTROLLER)


@pytest.fixture(autouse=True)
def counted(world):
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


def budget(team: int, cents: int, terms: int = 12) -> None:
    what = {"team": team, "jaar": 2026, "bedrag_cent": cents, "kinderen": 10, "bron": "raad", "termijnen": terms}
    actions.stel_teambudget_vast(what, moment=NA, on_behalf_of=CONTROLLER)


def boek(month: int = 12) -> int:
    return lumpsum.boek(2026, moment=datetime(2026, month, 15, 9, tzinfo=UTC), on_behalf_of=CONTROLLER)


def saldi() -> tuple[int, int, int]:
    """Accounts 4040, 1600 and 1000."""
    with namens(verwerking(house.REGIO)):
        found = {one.rekening: one.saldo_cent for one in proefbalans([ZWOLLE], Maand(2028, 12))}
    return found["4040"], found["1600"], found["1000"]


def reken_af(team: int) -> int:
    one = queries.berekeningen(team, 2026, on_behalf_of=CONTROLLER)[0]
    actions.stel_afrekening_vast(
        one.als_inhoud(gemeente=ZWOLLE, teamnaam="CJG Noord"), moment=NA, on_behalf_of=CONTROLLER
    )
    return one.uitkomst_cent


def test_every_quarter_a_part_and_nothing_twice(team):
    budget(team, 100_01, 4)

    counts = [boek(3), boek(3), boek(9), boek(12), boek(12)]

    assert counts == [1, 0, 1, 1, 0]
    assert [one.bedrag_cent for one in lumpsum.betalingen(2026, on_behalf_of=CONTROLLER)] == [25_01, 50_00, 25_00]
    assert saldi() == (100_01, -100_01, 0)


def test_a_budget_that_was_replaced_is_put_right(team):
    budget(team, 120_00)
    boek(6)
    budget(team, 96_00)

    boek(6)

    assert [one.bedrag_cent for one in lumpsum.betalingen(2026, on_behalf_of=CONTROLLER)] == [60_00, -12_00]
    assert saldi() == (48_00, -48_00, 0)


def test_a_settlement_adds_or_takes_and_all_is_paid_by_the_municipality(team):
    budget(team, 1_000_00)
    spend(team, 700_01, "a" * 64)
    boek()
    came_to = reken_af(team)
    lumpsum.boek(2026, moment=NA, on_behalf_of=CONTROLLER)

    for one in lumpsum.betalingen(2026, on_behalf_of=CONTROLLER):
        lumpsum.meld_betaald(one.id, date(2027, 2, 1), moment=NA, on_behalf_of=CONTROLLER)

    assert came_to != 0
    assert saldi() == (1_000_00 + came_to, 0, -1_000_00 - came_to)


def test_no_payment_run_of_the_region_takes_it(team):
    budget(team, 1_000_00)
    boek()
    (one,) = lumpsum.betalingen(2026, on_behalf_of=CONTROLLER)
    lumpsum.meld_betaald(one.id, date(2027, 1, 1), moment=NA, on_behalf_of=CONTROLLER)

    with namens(verwerking(house.REGIO)), connection.cursor() as cursor:
        cursor.execute(BOEKINGEN, {"maand": date(2028, 1, 1)})
        assert cursor.fetchall() == []


def test_paid_once_not_in_advance_and_by_whoever_may(team):
    budget(team, 1_000_00)
    boek()
    (one,) = lumpsum.betalingen(2026, on_behalf_of=CONTROLLER)

    with pytest.raises(NietVastTeLeggen, match="vandaag of eerder"):
        lumpsum.meld_betaald(one.id, date(2028, 1, 1), moment=NA, on_behalf_of=CONTROLLER)
    with pytest.raises(NietToegestaan):
        lumpsum.meld_betaald(one.id, date(2027, 1, 1), moment=NA, on_behalf_of=TOEGANG)
    lumpsum.meld_betaald(one.id, date(2027, 1, 1), moment=NA, on_behalf_of=CONTROLLER)
    with pytest.raises(NietVastTeLeggen, match="al betaald"):
        lumpsum.meld_betaald(one.id, date(2027, 1, 1), moment=NA, on_behalf_of=CONTROLLER)


@given(
    budgets=st.lists(st.tuples(st.integers(1, 10**9), st.sampled_from([1, 2, 4, 12])), min_size=1, max_size=3),
    months=st.lists(st.integers(1, 12), min_size=1, max_size=4),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whenever_it_is_booked_the_year_comes_to_the_budget(team, budgets, months):
    with transaction.atomic():
        for number, (cents, terms) in enumerate(budgets):
            budget(team, cents, terms)
            boek(months[number % len(months)])
        boek(12)

        assert saldi() == (budgets[-1][0], -budgets[-1][0], 0)
        transaction.set_rollback(True)
