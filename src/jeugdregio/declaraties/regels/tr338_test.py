# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr338 import TR338
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_line_needs_an_allocation_of_this_municipality_to_this_provider(wereld: Wereld):
    wereld.gegeven("""
        JW301 | aanbieder | gemeente
        T1    | A1        | G1
        T2    | A2        | G1
        T3    | A1        | G2
    """)

    assert wereld.neem_in("""
        JW323              | toewijzing
        mine               | T1
        other provider     | T2
        other municipality | T3
        nobody's           | T9
    """) == {"other provider": "TR338", "other municipality": "TR338", "nobody's": "TR338"}
    assert wereld.uitleg("nobody's", TR338) == (
        f"Toewijzingnummer {wereld.nummer('T9')} is bij deze gemeente niet bekend voor deze aanbieder."
    )


def test_without_an_allocation_the_period_and_the_unit_have_nothing_to_be_laid_beside(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)

    assert wereld.neem_in("""
        JW323 | toewijzing | begin      | einde      | eenheid | volume
        a     | T9         | 2026-03-02 | 2026-03-09 | 16      | 999
    """) == {"a": "TR338"}
