# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr319 import TR319
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_line_is_about_the_month_of_the_declaratie_or_before(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)

    assert wereld.neem_in("""
        JW323  | maand   | declaratiemaand
        before | 2026-02 | 2026-03
        same   | 2026-03 |
        after  | 2026-04 |
    """) == {"after": "TR319"}
    assert wereld.uitleg("after", TR319) == (
        "De productperiode eindigt op 30-04-2026, na de declaratieperiode (31-03-2026)."
    )


def test_a_credit_is_not_refused_for_its_month(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | maand   | declaratiemaand
        debit | 2026-03 | 2026-03
    """)

    wereld.aanvaardt("""
        JW323  | vorige | declaratiemaand
        credit | debit  | 2026-03
    """)
