# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr318 import TR318
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_no_declaratie_about_a_month_before_the_last_one(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | bericht | maand   | declaratiemaand
        a     | M1      | 2026-01 | 2026-03
    """)

    assert wereld.neem_in("""
        JW323      | bericht | maand   | declaratiemaand
        month back | M2      | 2026-02 | 2026-02
        same month | M3      | 2026-02 | 2026-03
        gap        | M4      | 2026-03 | 2026-06
        after gap  | M5      | 2026-04 | 2026-05
    """) == {"M2": "TR318", "M5": "TR318"}
    assert wereld.uitleg("M2", TR318) == (
        "De declaratieperiode begint op 01-02-2026, maar over een latere maand is al gedeclareerd."
    )


def test_each_municipality_and_provider_has_its_own_series(wereld: Wereld):
    wereld.gegeven("""
        JW301 | gemeente | aanbieder
        T1    | G1       | A1
        T2    | G2       | A1
        T3    | G1       | A2
    """)
    wereld.tarief("45A14", "14", 100_00, aanbieder="A2")
    wereld.gegeven("""
        JW323 | toewijzing | declaratiemaand
        a     | T1         | 2026-09
    """)

    wereld.aanvaardt("""
        JW323 | bericht | toewijzing | gemeente | aanbieder | declaratiemaand
        b     | M1      | T2         | G2       | A1        | 2026-08
        c     | M2      | T3         | G1       | A2        | 2026-08
    """)


def test_a_declaratie_refused_as_a_whole_does_not_count(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | bericht | maand   | declaratiemaand
        a     | M1      | 2026-01 | 2026-03
    """)
    assert wereld.neem_in("""
        JW323 | bericht | nummer | maand   | declaratiemaand
        b     | M2      | M1     | 2026-02 | 2026-06
    """) == {"M2": "TR333"}

    wereld.aanvaardt("""
        JW323 | bericht | maand   | declaratiemaand
        c     | M3      | 2026-02 | 2026-04
    """)


def test_a_later_month_does_not_overtake_an_earlier_one_in_the_same_batch(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
        T2    | 5
    """)

    wereld.aanvaardt("""
        JW323             | bericht | toewijzing | maand   | declaratiemaand
        august            | M1      | T1         | 2026-07 | 2026-08
        august once more  | M2      | T1         | 2026-08 | 2026-08
        september         | M3      | T2         | 2026-09 | 2026-09
    """)


def test_a_step_back_in_one_batch_of_messages_that_share_nothing_else(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
        T2    | K2
    """)

    assert wereld.neem_in("""
        JW323      | bericht | toewijzing | kind | maand   | declaratiemaand
        later      | M1      | T1         | K1   | 2026-03 | 2026-03
        month back | M2      | T2         | K2   | 2026-02 | 2026-02
    """) == {"M2": "TR318"}
