# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr307 import TR307
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_product_period_begins_no_earlier_than_the_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | begin      | einde
        T1    | 2026-03-10 |
    """)

    assert wereld.neem_in("""
        JW323        | begin      | einde
        day before   | 2026-03-09 | 2026-03-31
        same day     | 2026-03-10 | 2026-03-31
        whole before | 2026-02-01 | 2026-02-28
    """) == {"day before": "TR307 TR387", "whole before": "TR307 TR387"}
    assert wereld.uitleg("day before", TR307) == (
        "De productperiode begint op 09-03-2026, vóór de ingangsdatum van de toewijzing (10-03-2026)."
    )
