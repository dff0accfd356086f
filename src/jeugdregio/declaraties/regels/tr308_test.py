# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr308 import TR308
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_product_period_ends_no_later_than_the_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | einde
        T1    | 2026-03-20
    """)

    assert wereld.neem_in("""
        JW323    | begin      | einde
        day late | 2026-03-01 | 2026-03-21
        last day | 2026-03-01 | 2026-03-20
        after it | 2026-04-01 | 2026-04-30
    """) == {"day late": "TR308 TR388", "after it": "TR308 TR388"}
    assert wereld.uitleg("day late", TR308) == (
        "De productperiode eindigt op 21-03-2026, na de einddatum van de toewijzing (20-03-2026)."
    )


def test_without_an_end_date_nothing_is_too_late(wereld: Wereld):
    wereld.gegeven("""
        JW301 | einde
        T1    |
    """)

    wereld.aanvaardt("""
        JW323 | maand
        late  | 2027-04
    """)


def test_the_version_decided_last_counts(wereld: Wereld):
    wereld.gegeven("""
        JW301   | nummer | einde      | besluit
        T1      |        | 2026-12-31 | 2025-12-15
        shorter | T1     | 2026-02-28 | 2026-02-01
        older   | T1     | 2026-11-30 | 2025-12-16
    """)

    assert wereld.neem_in("""
        JW323    | begin      | einde
        february | 2026-02-01 | 2026-02-28
        march    | 2026-03-01 | 2026-03-31
    """) == {"march": "TR308 TR388"}
