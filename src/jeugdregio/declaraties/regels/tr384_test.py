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
