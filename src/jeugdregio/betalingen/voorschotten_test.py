# SPDX-License-Identifier: EUPL-1.2
"""Advance - invoices = balance, to the cent, also after a correction (S57); claimed back once."""

import pytest
from django.db import DatabaseError, IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.betalingen_test import (
    AANBIEDER,
    DAG,
    EEN,
    NU,
    OKTOBER,
    PROGRAMMA,
    TWEE,
    ZWOLLE,
    lees,
    maak,
    prestatie,
    rekening,
    verzonden,
    world,
)
from jeugdregio.betalingen.models import Voorschot
from jeugdregio.betalingen.proefbank import afschrift
from jeugdregio.betalingen.values import NietTeBetalen
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.grootboek.queries import saldo

__all__ = ["world"]


def voorschot(cents: int = 1_000_00) -> int:
    number = actions.stel_voorschot_voor(AANBIEDER, ZWOLLE, cents, bron="contract, art. 7", moment=NU, on_behalf_of=EEN)
    actions.besluit_voorschot(number, toekennen=True, bedrag_cent=cents, moment=NU, on_behalf_of=TWEE)
    return number


def betaal() -> int:
    """Make and carry out a run; gives what it paid, nought when there was nothing to pay."""
    try:
        number, data = verzonden()
    except NietTeBetalen:
        return 0
    lees(afschrift(data, dag=DAG, nummer=str(number)))
    return sum(one.bedrag_cent for one in queries.opdrachten(ronde=number, on_behalf_of=EEN))


def over(number: int) -> int:
    return next(one.over_cent for one in queries.voorschotten(on_behalf_of=EEN) if one.id == number)


def stand() -> tuple[int, int]:
    """Accounts 1200 and 1600 of Zwolle."""
    with namens(PROGRAMMA):
        return tuple(saldo(ZWOLLE, code, Maand(2027, 12)).saldo_cent for code in ("1200", "1600"))


def test_an_advance_is_paid_and_claims_are_settled_with_it():
    rekening()
    number = voorschot()
    paid = betaal()
    prestatie(600_00)

    second = betaal()

    assert (paid, second, over(number), stand()) == (1_000_00, 0, 400_00, (400_00, 0))


def test_what_is_more_than_the_advance_is_paid():
    rekening()
    number = voorschot()
    betaal()
    prestatie(1_250_01)

    paid = betaal()

    assert (paid, over(number), stand()) == (250_01, 0, (0, 0))


def test_after_a_correction_the_balance_is_still_advance_minus_invoices():
    rekening()
    number = voorschot()
    betaal()
    mark = prestatie(600_00)
    betaal()
    prestatie(600_00, dc="C", vorige=mark)
    prestatie(550_00)

    betaal()

    assert sum(stand()) == 1_000_00 - 550_00
    assert over(number) == 400_00


def test_before_it_is_paid_out_nothing_is_settled_with_it():
    rekening()
    voorschot()
    prestatie(600_00)

    (order,) = queries.opdrachten(ronde=maak(), on_behalf_of=EEN)

    assert order.bedrag_cent == 1_600_00


def test_what_is_left_is_claimed_back_once():
    rekening()
    number = voorschot()
    betaal()
    prestatie(600_00)
    betaal()

    with pytest.raises(NietTeBetalen, match="Een ander"):
        actions.vorder_terug(number, moment=NU, on_behalf_of=EEN)
    claimed = actions.vorder_terug(number, moment=NU, on_behalf_of=TWEE)
    with pytest.raises(NietTeBetalen, match="al over besloten"):
        actions.vorder_terug(number, moment=NU, on_behalf_of=TWEE)

    assert (claimed, over(number)) == (400_00, 0)
    prestatie(100_00)
    assert betaal() == 100_00


def test_two_people_grant_it_and_the_database_holds_that():
    number = actions.stel_voorschot_voor(AANBIEDER, ZWOLLE, 5_00, bron="art. 7", moment=NU, on_behalf_of=EEN)

    with pytest.raises(NietTeBetalen, match="Een ander"):
        actions.besluit_voorschot(number, toekennen=True, bedrag_cent=5_00, moment=NU, on_behalf_of=EEN)
    with pytest.raises(NietTeBetalen, match="ander bedrag"):
        actions.besluit_voorschot(number, toekennen=True, bedrag_cent=6_00, moment=NU, on_behalf_of=TWEE)
    with pytest.raises(IntegrityError, match="voorschot_vier_ogen"), namens(EEN):
        Voorschot.objects.filter(pk=number).update(stand="toegekend", besloten_door=101, besloten_op=NU)
    with pytest.raises(DatabaseError, match="verandert niet"), namens(EEN):
        Voorschot.objects.filter(pk=number).update(bedrag_cent=9)


def test_a_provider_sees_its_own_advance():
    voorschot()

    seen = {
        agb: len(queries.voorschotten(on_behalf_of=Machtiging(rol=Rol.AANBIEDER, aanbieder=agb)))
        for agb in (AANBIEDER, "99900002")
    }

    assert seen == {AANBIEDER: 1, "99900002": 0}


@given(
    st.lists(
        st.tuples(st.sampled_from(["voorschot", "declareer", "crediteer", "betaal"]), st.integers(1, 99_999)),
        max_size=10,
    )
)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_payments_are_granted_minus_credited_plus_what_is_left_of_advances(als_regio, steps):
    from django.db import transaction

    with transaction.atomic():
        rekening()
        granted = advanced = paid = 0
        live: list[tuple[str, int]] = []
        for what, cents in [*steps, ("betaal", 1), ("betaal", 1)]:
            if what == "voorschot":
                voorschot(cents)
                advanced += cents
            elif what == "declareer":
                live.append((prestatie(cents), cents))
                granted += cents
            elif what == "crediteer" and live:
                mark, sum_ = live.pop(cents % len(live))
                prestatie(sum_, dc="C", vorige=mark)
                granted -= sum_
            elif what == "betaal":
                paid += betaal()
        assert sum(stand()) == paid - granted
        left = sum(one.over_cent for one in queries.voorschotten(on_behalf_of=EEN))
        assert 0 <= left <= advanced
        open_ = queries.openstaand(OKTOBER, peildatum=NU.date(), betaaldag=DAG, on_behalf_of=EEN)
        assert paid == granted + left - sum(one.bedrag_cent for one in open_)
        transaction.set_rollback(True)
