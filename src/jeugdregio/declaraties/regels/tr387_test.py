# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr387 import TR387
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_period_begins_on_the_first_or_on_the_first_day_of_the_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | begin
        T1    | 2026-03-10
    """)

    assert wereld.neem_in("""
        JW323               | begin      | einde
        first day of it     | 2026-03-10 | 2026-03-31
        day later           | 2026-03-11 | 2026-03-31
        first of a month    | 2026-04-01 | 2026-04-30
        second of a month   | 2026-05-02 | 2026-05-31
    """) == {"day later": "TR387", "second of a month": "TR387"}
    assert wereld.uitleg("day later", TR387) == ("De productperiode begint op 11-03-2026; verwacht is 10-03-2026.")
    assert "verwacht is 01-05-2026" in wereld.uitleg("second of a month", TR387)
