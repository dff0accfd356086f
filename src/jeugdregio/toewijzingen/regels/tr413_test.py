# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr413 import TR413
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


def test_no_second_temporary_stop_on_the_same_start(wereld: Wereld):
    assert wereld.neem_in("""
        JW307     | begin      | einde      | reden
        temporary | 2026-01-05 | 2026-04-01 | 20
        final     | 2026-01-05 | 2026-04-01 | 31
    """) == {"temporary": "TR413"}
    assert wereld.uitleg("temporary", TR413) == (
        f"De hulp op toewijzing {wereld.nummer('T1')} die begon op 05-01-2026 is al tijdelijk gestopt."
    )


def test_a_new_start_may_be_stopped_for_a_while_again(wereld: Wereld):
    wereld.gegeven("""
        JW305 | begin
        again | 2026-05-01
    """)

    wereld.aanvaardt("""
        JW307     | begin      | einde      | reden
        temporary | 2026-05-01 | 2026-06-01 | 20
    """)


def test_deleted_it_does_not_count_in_the_same_message_either(wereld: Wereld):
    wereld.aanvaardt("""
        JW307  | bericht | begin      | einde      | reden | status
        other  | M1      | 2026-01-05 | 2026-04-01 | 20    | 1
        delete | M1      | 2026-01-05 | 2026-03-01 | 20    | 3
    """)
