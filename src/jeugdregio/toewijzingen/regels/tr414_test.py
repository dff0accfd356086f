# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr414 import TR414
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
        stop  | 2026-01-05 | 2026-03-01 | 20
    """)


def test_a_next_stop_does_not_end_before_the_one_that_is_there(wereld: Wereld):
    assert wereld.neem_in("""
        JW307      | begin      | einde      | reden
        day before | 2026-01-05 | 2026-02-28 | 31
        same day   | 2026-01-05 | 2026-03-01 | 31
    """) == {"day before": "TR414"}
    assert wereld.uitleg("day before", TR414) == (
        f"De einddatum 28-02-2026 ligt vóór die van de eerdere stop op toewijzing {wereld.nummer('T1')}."
    )


def test_deleted_it_does_not_count(wereld: Wereld):
    wereld.aanvaardt("""
        JW307   | bericht | begin      | einde      | reden | status
        sooner  | M1      | 2026-01-05 | 2026-02-01 | 31    | 1
        delete  | M1      | 2026-01-05 | 2026-03-01 | 20    | 3
    """)


def test_an_earlier_one_in_the_same_message_counts(wereld: Wereld):
    assert wereld.neem_in("""
        JW307   | bericht | begin      | einde      | reden | status
        delete  | M1      | 2026-01-05 | 2026-03-01 | 20    | 3
        later   | M1      | 2026-01-05 | 2026-05-01 | 20    | 1
        sooner  | M1      | 2026-01-05 | 2026-04-30 | 31    | 1
    """) == {"sooner": "TR414"}


def test_the_stop_of_another_start_does_not(wereld: Wereld):
    wereld.gegeven("""
        JW305   | begin
        earlier | 2026-01-01
    """)

    wereld.aanvaardt("""
        JW307 | begin      | einde      | reden
        stop  | 2026-01-01 | 2026-01-04 | 31
    """)
