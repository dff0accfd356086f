# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.toewijzingen.regels.tr385 import TR385
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db

DELETED = """
    JW301   | nummer | einde      | reden | besluit
    deleted | T1     | 2026-01-01 | 13    | 2026-06-01
"""


@pytest.fixture(autouse=True)
def granted(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | maand
        one   | 2026-01
        two   | 2026-02
    """)


def test_an_allocation_with_granted_debits_is_not_deleted(wereld: Wereld):
    assert wereld.neem_in(DELETED) == {"deleted": "TR385"}
    assert wereld.uitleg("deleted", TR385) == (
        f"Op toewijzing {wereld.nummer('T1')} zijn 2 prestaties toegekend die niet zijn gecrediteerd."
    )


def test_after_all_were_credited_it_is(wereld: Wereld):
    wereld.gegeven("""
        JW323  | vorige
        credit | one
    """)
    assert wereld.neem_in(DELETED) == {"deleted": "TR385"}
    assert "zijn 1 prestaties" in wereld.uitleg("deleted", TR385)
    wereld.gegeven("""
        JW323 | vorige
        other | two
    """)

    wereld.aanvaardt(DELETED)


def test_another_reason_is_no_deletion(wereld: Wereld):
    wereld.aanvaardt("""
        JW301     | nummer | einde      | reden | besluit
        withdrawn | T1     | 2026-01-01 | 14    | 2026-06-01
    """)


def test_refused_lines_do_not_hold_it(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T2    | 5
    """)
    assert wereld.neem_in("""
        JW323   | toewijzing | volume
        refused | T2         | 6
    """) == {"refused": "TR321"}

    wereld.aanvaardt("""
        JW301   | nummer | einde      | reden | besluit
        deleted | T2     | 2026-01-01 | 13    | 2026-06-01
    """)
