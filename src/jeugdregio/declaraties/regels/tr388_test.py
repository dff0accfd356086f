# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr388 import TR388
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_period_ends_on_the_last_or_on_the_last_day_of_the_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | einde      | begin
        T1    | 2028-04-20 | 2024-01-01
        T2    |            | 2024-01-01
    """)

    assert wereld.neem_in("""
        JW323                       | toewijzing | begin      | einde
        last day but one            | T1         | 2026-04-01 | 2026-04-29
        last day                    | T1         | 2026-05-01 | 2026-05-31
        leap year, one short        | T1         | 2024-02-01 | 2024-02-28
        leap year                   | T2         | 2024-02-01 | 2024-02-29
        no end date, one short      | T2         | 2025-12-01 | 2025-12-30
    """) == {
        "last day but one": "TR388",
        "leap year, one short": "TR388",
        "no end date, one short": "TR388",
    }
    assert wereld.uitleg("leap year, one short", TR388) == (
        "De productperiode eindigt op 28-02-2024; verwacht is 29-02-2024."
    )


def test_in_the_last_month_it_ends_with_the_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | einde
        T1    | 2026-04-20
    """)

    assert wereld.neem_in("""
        JW323 | begin      | einde
        short | 2026-04-01 | 2026-04-19
    """) == {"short": "TR388"}
    wereld.aanvaardt("""
        JW323 | begin      | einde
        right | 2026-04-01 | 2026-04-20
    """)
