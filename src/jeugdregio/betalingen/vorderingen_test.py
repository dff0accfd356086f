# SPDX-License-Identifier: EUPL-1.2
"""What comes back is found by its reference and booked once; what is not ours is kept and moves nothing (S57)."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum import iso11649

from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.betalingen_test import (
    AANBIEDER,
    DAG,
    EEN,
    NU,
    PROGRAMMA,
    TWEE,
    ZWOLLE,
    lees,
    rekening,
    world,
)
from jeugdregio.betalingen.models import Ontvangst, Vordering
from jeugdregio.betalingen.proefbank import bijschrijvingen
from jeugdregio.betalingen.voorschotten_test import betaal, voorschot
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.grootboek.queries import saldo
from tests.tellers import rood

__all__ = ["world"]


@pytest.fixture
def vordering() -> Vordering:
    rekening()
    number = voorschot(1_000_00)
    betaal()
    actions.vorder_terug(number, moment=NU, on_behalf_of=TWEE)
    return Vordering.objects.get()


@pytest.fixture(autouse=True)
def counted(world):
    """After each test the counters of accounts say that all is well."""
    yield
    assert rood() == {}


def te_vorderen() -> int:
    with namens(PROGRAMMA):
        return saldo(ZWOLLE, "1310", Maand(2027, 12)).saldo_cent


def stand() -> tuple[int, int]:
    (one,) = queries.vorderingen(on_behalf_of=EEN)
    return one.ontvangen_cent, one.open_cent


def test_claiming_back_gives_a_reference_with_check_digits(vordering):
    assert iso11649.is_valid(vordering.kenmerk)
    assert (stand(), te_vorderen()) == ((0, 1_000_00), 1_000_00)


def test_what_names_the_reference_is_booked_and_the_rest_stays_open(vordering):
    spaced = f"terugbetaling {vordering.kenmerk[:4]} {vordering.kenmerk[4:]} dank"

    done = lees(bijschrijvingen([(spaced, 400_01)], dag=DAG))

    assert done.aantallen == {"verwerkt": 1}
    assert (stand(), te_vorderen()) == ((400_01, 599_99), 599_99)


def test_the_same_transaction_in_another_statement_changes_nothing(vordering):
    lees(bijschrijvingen([(vordering.kenmerk, 400_00)], dag=DAG))

    again = lees(bijschrijvingen([(vordering.kenmerk, 400_00), ("iets anders", 1)], dag=DAG))

    assert (again.aantallen, stand()) == ({"bekend": 1, "onbekend": 1}, (400_00, 600_00))


def test_two_equal_payments_in_one_statement_are_two(vordering):
    lees(bijschrijvingen([(vordering.kenmerk, 400_00), (vordering.kenmerk, 400_00)], dag=DAG))

    assert stand() == (800_00, 200_00)


def test_without_a_reference_of_the_bank_two_statements_still_tell_it_once(vordering):
    bare = [
        bijschrijvingen([(vordering.kenmerk, 400_00)], dag=DAG, nummer=number).replace(b"AcctSvcrRef", b"Anders")
        for number in ("1", "2")
    ]

    assert [lees(one).aantallen for one in bare] == [{"verwerkt": 1}, {"bekend": 1}]
    assert stand() == (400_00, 600_00)


def test_money_that_fits_nothing_is_kept_and_shown_and_moves_nothing(vordering):
    wrong = vordering.kenmerk[:2] + f"{(int(vordering.kenmerk[2:4]) + 1) % 100:02}" + vordering.kenmerk[4:]

    done = lees(bijschrijvingen([(vordering.kenmerk, 1_000_01), (wrong, 10_00), ("gift", 5_00)], dag=DAG))

    assert done.aantallen == {"anders": 1, "onbekend": 2}
    assert sorted(one.bedrag_cent for one in queries.niet_verwerkt(on_behalf_of=EEN)) == [5_00, 10_00, 1_000_01]
    assert (stand(), te_vorderen()) == ((0, 1_000_00), 1_000_00)


def test_a_cause_is_claimed_back_once(vordering):
    with pytest.raises(IntegrityError, match="vordering_een_keer"), namens(EEN):
        actions.vorder(ZWOLLE, AANBIEDER, 1, oorzaak=vordering.oorzaak, oorzaak_id=vordering.oorzaak_id, moment=NU)


@pytest.mark.parametrize("change", [{"bedrag_cent": 1}, {"ontvangen_cent": 1_000_01}, {"aanbieder": "1"}])
def test_the_database_holds_what_a_claim_is(vordering, change):
    with pytest.raises(DatabaseError), namens(EEN):
        Vordering.objects.filter(pk=vordering.pk).update(**change)


def test_what_came_back_stays(vordering):
    lees(bijschrijvingen([(vordering.kenmerk, 400_00)], dag=DAG))

    for change in (lambda: Ontvangst.objects.update(bedrag_cent=1), lambda: Ontvangst.objects.all().delete()):
        with pytest.raises(DatabaseError), namens(EEN):
            change()


def test_a_provider_sees_its_own_claims():
    provider = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900002", account=9)

    assert queries.vorderingen(on_behalf_of=provider) == []


@given(parts=st.lists(st.integers(1, 400_00), min_size=1, max_size=6), twice=st.booleans())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cent_is_lost_however_it_comes_and_however_often_it_is_read(vordering, parts, twice):
    with transaction.atomic():
        for number, cents in enumerate(parts):
            for _ in range(1 + twice):
                lees(bijschrijvingen([(vordering.kenmerk, cents)], dag=date(2026, 10, 15), nummer=str(number)))

        came, left = stand()
        kept = sum(Ontvangst.objects.values_list("bedrag_cent", flat=True))
        refused = sum(one.bedrag_cent for one in queries.niet_verwerkt(on_behalf_of=EEN))
        assert (came, left, te_vorderen()) == (kept, 1_000_00 - kept, 1_000_00 - kept)
        assert came + refused == sum(parts)
        transaction.set_rollback(True)
