# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr384 import TR384
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_nothing_is_declared_on_an_allocation_that_was_deleted(wereld: Wereld):
    wereld.gegeven("""
        JW301   | nummer | begin      | einde      | reden | besluit
        T1      |        | 2026-03-01 |            |       | 2026-01-01
        T2      |        | 2026-03-01 |            |       | 2026-01-01
        deleted | T1     | 2026-03-01 | 2026-03-01 | 13    | 2026-02-01
        one day | T2     | 2026-03-01 | 2026-03-01 | 14    | 2026-02-01
    """)

    assert wereld.neem_in("""
        JW323      | toewijzing
        on deleted | T1
        on one day | T2
    """) == {"on deleted": "TR384"}
    assert wereld.uitleg("on deleted", TR384) == (f"Toewijzing {wereld.nummer('T1')} is door de gemeente verwijderd.")


def test_a_line_on_it_is_not_laid_beside_what_was_allocated(wereld: Wereld):
    wereld.gegeven("""
        JW301   | nummer | volume | begin      | einde      | reden | besluit
        T1      |        | 5      | 2026-03-01 |            |       | 2026-01-01
        deleted | T1     | 5      | 2026-03-01 | 2026-03-01 | 13    | 2026-02-01
    """)

    assert wereld.neem_in("""
        JW323         | bericht | toewijzing | begin      | einde      | volume | product | eenheid | tarief
        whole month   | M1      | T1         | 2026-03-01 | 2026-03-31 | 6      |         |         |
        before it     | M2      | T1         | 2026-02-01 | 2026-02-28 | 6      |         |         |
        other product | M3      | T1         | 2026-03-01 | 2026-03-31 | 6      | 45A16   | 16      |
        no such price | M4      | T1         | 2026-04-01 | 2026-04-30 | 6      |         |         | 1
    """) == {
        "whole month": "TR384",
        "before it": "TR384",
        "other product": "TR384",
        "no such price": "TR346 TR384 TR418",
    }


def test_the_version_decided_last_says_whether_it_is_deleted(wereld: Wereld):
    wereld.gegeven("""
        JW301   | nummer | begin      | einde      | reden | besluit
        T1      |        | 2026-03-01 |            |       | 2026-02-01
        older   | T1     | 2026-03-01 | 2026-03-01 | 13    | 2026-01-01
    """)

    wereld.aanvaardt("""
        JW323 | begin      | einde
        a     | 2026-04-01 | 2026-04-30
    """)
