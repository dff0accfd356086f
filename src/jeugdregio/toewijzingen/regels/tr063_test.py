# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr063 import TR063
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def allocation(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
        T2    | 5
    """)


def test_a_start_is_deleted_by_its_own_key(wereld: Wereld):
    wereld.gegeven("""
        JW305 | begin
        start | 2026-01-05
    """)

    assert wereld.neem_in("""
        JW305            | toewijzing | begin      | status | product
        other day        | T1         | 2026-01-06 | 3      |
        other allocation | T2         | 2026-01-05 | 3      |
        other product    | T1         | 2026-01-05 | 3      | 45A16
        as delivered     | T1         | 2026-01-05 | 3      |
        deleted already  | T1         | 2026-01-05 | 3      |
    """) == {
        "other day": "TR063",
        "other allocation": "TR063",
        "other product": "TR063",
        "deleted already": "TR063",
    }


def test_a_stop_is_deleted_by_its_own_key_reason_and_end_included(wereld: Wereld):
    wereld.gegeven("""
        JW305 | begin
        start | 2026-01-05
    """)
    wereld.gegeven("""
        JW307 | begin      | einde      | reden
        stop  | 2026-01-05 | 2026-03-01 | 20
    """)

    assert wereld.neem_in("""
        JW307           | begin      | einde      | reden | status
        other reason    | 2026-01-05 | 2026-03-01 | 31    | 3
        other end       | 2026-01-05 | 2026-03-02 | 20    | 3
        other begin     | 2026-01-06 | 2026-03-01 | 20    | 3
        as delivered    | 2026-01-05 | 2026-03-01 | 20    | 3
        deleted already | 2026-01-05 | 2026-03-01 | 20    | 3
    """) == {
        "other reason": "TR063",
        "other end": "TR063",
        "other begin": "TR063",
        "deleted already": "TR063",
    }
    assert wereld.uitleg("other begin", TR063) == (
        f"Er is geen eerdere aanlevering met begindatum 06-01-2026 op toewijzing {wereld.nummer('T1')} "
        "om te verwijderen."
    )


def test_what_was_refused_can_not_be_deleted(wereld: Wereld):
    assert wereld.neem_in("""
        JW305 | begin      | product
        start | 2026-01-05 | 45ZZZ
    """) == {"start": "TR381"}

    assert wereld.neem_in("""
        JW305  | begin      | product | status
        delete | 2026-01-05 | 45ZZZ   | 3
    """) == {"delete": "TR063"}


def test_another_child_has_nothing_to_delete(wereld: Wereld):
    wereld.gegeven("""
        JW305 | begin
        start | 2026-01-05
    """)

    assert wereld.neem_in("""
        JW305  | begin      | status | kind
        delete | 2026-01-05 | 3      | K2
    """) == {"delete": "TR063"}
