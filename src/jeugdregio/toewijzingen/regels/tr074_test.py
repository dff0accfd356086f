# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr074 import TR074
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def start(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW305 | begin
        start | 2026-01-05
    """)


def test_a_start_is_delivered_once(wereld: Wereld):
    wereld.gegeven("""
        JW307 | begin      | einde
        stop  | 2026-01-05 | 2026-02-01
    """)

    assert wereld.neem_in("""
        JW305     | begin
        same key  | 2026-01-05
        other day | 2026-03-01
    """) == {"same key": "TR074"}
    assert wereld.uitleg("same key", TR074) == (
        f"Deze aanlevering met begindatum 05-01-2026 op toewijzing {wereld.nummer('T1')} is al eerder ontvangen."
    )


def test_a_stop_is_delivered_once(wereld: Wereld):
    wereld.gegeven("""
        JW307 | begin      | einde      | reden
        stop  | 2026-01-05 | 2026-02-01 | 20
    """)

    assert wereld.neem_in("""
        JW307        | begin      | einde      | reden
        same key     | 2026-01-05 | 2026-02-01 | 20
        other reason | 2026-01-05 | 2026-02-01 | 31
    """) == {"same key": "TR074 TR413"}


def test_deleting_frees_the_key(wereld: Wereld):
    wereld.aanvaardt("""
        JW305  | begin      | status
        delete | 2026-01-05 | 3
        again  | 2026-01-05 | 1
    """)


def test_a_deletion_in_the_same_message_comes_first_whatever_its_place(wereld: Wereld):
    wereld.aanvaardt("""
        JW305  | bericht | begin      | status
        new    | M1      | 2026-01-06 | 1
        delete | M1      | 2026-01-05 | 3
    """)
    wereld.gegeven("""
        JW307 | begin      | einde      | reden
        stop  | 2026-01-06 | 2026-02-01 | 31
    """)
    wereld.aanvaardt("""
        JW307  | bericht | begin      | einde      | reden | status
        new    | M2      | 2026-01-06 | 2026-02-01 | 32    | 1
        delete | M2      | 2026-01-06 | 2026-02-01 | 31    | 3
    """)
