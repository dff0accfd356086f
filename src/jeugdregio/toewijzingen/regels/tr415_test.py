# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr415 import TR415
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW305 | begin
        start | 2026-01-05
    """)
    wereld.gegeven("""
        JW307 | begin      | einde      | reden
        stop  | 2026-01-05 | 2026-03-01 | 31
    """)


@pytest.mark.parametrize("reason", ["20", "32"])
def test_no_stop_after_a_final_one(wereld: Wereld, reason: str):
    assert wereld.neem_in(f"""
        JW307 | begin      | einde      | reden
        next  | 2026-01-05 | 2026-04-01 | {reason}
    """) == {"next": "TR415"}
    assert wereld.uitleg("next", TR415) == (
        f"De hulp op toewijzing {wereld.nummer('T1')} die begon op 05-01-2026 is al definitief gestopt."
    )


def test_deleted_first_it_may_be_replaced(wereld: Wereld):
    wereld.aanvaardt("""
        JW307   | bericht | begin      | einde      | reden | status
        replace | M1      | 2026-01-05 | 2026-04-01 | 32    | 1
        delete  | M1      | 2026-01-05 | 2026-03-01 | 31    | 3
    """)


def test_a_new_start_may_be_stopped(wereld: Wereld):
    wereld.gegeven("""
        JW305 | begin
        again | 2026-05-01
    """)

    wereld.aanvaardt("""
        JW307 | begin      | einde      | reden
        next  | 2026-05-01 | 2026-06-01 | 31
    """)


def test_an_earlier_one_in_the_same_message_counts(wereld: Wereld):
    wereld.gegeven("""
        JW305 | begin
        again | 2026-05-01
    """)

    assert wereld.neem_in("""
        JW307  | bericht | begin      | einde      | reden
        first  | M1      | 2026-05-01 | 2026-06-01 | 31
        second | M1      | 2026-05-01 | 2026-06-01 | 32
    """) == {"second": "TR415"}
