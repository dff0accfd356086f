# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr326 import TR326
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def start(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
        T2    | 5
    """)
    wereld.gegeven("""
        JW305 | toewijzing | begin
        start | T1         | 2026-01-05
    """)


def test_care_that_is_running_is_not_started_again(wereld: Wereld):
    assert wereld.neem_in("""
        JW305            | toewijzing | begin
        again            | T1         | 2026-03-01
        other allocation | T2         | 2026-03-01
    """) == {"again": "TR326"}
    assert wereld.uitleg("again", TR326) == (f"Op toewijzing {wereld.nummer('T1')} loopt al hulp die niet is gestopt.")


@pytest.mark.parametrize("reason", ["20", "31"])
def test_after_a_stop_it_is(wereld: Wereld, reason: str):
    wereld.gegeven(f"""
        JW307 | begin      | einde      | reden
        stop  | 2026-01-05 | 2026-02-01 | {reason}
    """)

    wereld.aanvaardt("""
        JW305 | begin
        again | 2026-02-02
    """)


def test_a_stop_that_was_deleted_does_not_count(wereld: Wereld):
    wereld.gegeven("""
        JW307  | begin      | status
        stop   | 2026-01-05 | 1
        delete | 2026-01-05 | 3
    """)

    assert wereld.neem_in("""
        JW305 | begin
        again | 2026-09-01
    """) == {"again": "TR326"}


def test_a_start_that_was_deleted_does_not_count(wereld: Wereld):
    wereld.gegeven("""
        JW305  | begin      | status
        delete | 2026-01-05 | 3
    """)

    wereld.aanvaardt("""
        JW305 | begin
        new   | 2026-02-01
    """)


def test_two_starts_in_one_message(wereld: Wereld):
    assert wereld.neem_in("""
        JW305  | bericht | toewijzing | begin
        first  | M1      | T2         | 2026-01-05
        second | M1      | T2         | 2026-02-05
    """) == {"second": "TR326"}
