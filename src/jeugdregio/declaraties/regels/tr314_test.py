# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr314 import TR314
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_reference_that_was_used_is_refused_whatever_became_of_it(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    assert wereld.neem_in("""
        JW323    | maand   | volume
        accepted | 2026-01 | 1
        refused  | 2026-02 | 6
    """) == {"refused": "TR321"}

    assert wereld.neem_in("""
        JW323      | maand   | referentie
        one more   | 2026-03 |
        as granted | 2026-04 | accepted
        as refused | 2026-02 | refused
    """) == {"as granted": "TR314", "as refused": "TR314"}
    reference = wereld.prestaties["accepted"][1].product_referentie.referentie_nummer
    assert wereld.uitleg("as granted", TR314) == f"Referentienummer {reference} is al eerder gebruikt."


def test_within_a_message_the_first_line_keeps_the_reference(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
        T2    | K2
    """)

    assert wereld.neem_in("""
        JW323  | toewijzing | kind | referentie
        first  | T1         | K1   |
        second | T2         | K2   | first
    """) == {"second": "TR314"}


def test_within_a_message_a_credit_keeps_it_before_a_debit(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323   | maand   | volume
        granted | 2026-01 | 1
    """)

    assert wereld.neem_in("""
        JW323  | maand   | vorige  | referentie
        debit  | 2026-02 |         |
        credit |         | granted | debit
        third  | 2026-03 |         |
    """) == {"debit": "TR314"}


def test_a_message_that_was_refused_as_a_whole_uses_no_reference(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | bericht | maand
        a     | M1      | 2026-01
    """)
    assert wereld.neem_in("""
        JW323 | bericht | nummer | maand
        b     | M2      | M1     | 2026-02
    """) == {"M2": "TR333"}

    wereld.aanvaardt("""
        JW323 | maand   | referentie
        again | 2026-02 | b
    """)


def test_another_provider_may_use_the_same_reference(wereld: Wereld):
    wereld.gegeven("""
        JW301 | aanbieder
        T1    | A1
        T2    | A2
    """)
    wereld.tarief("45A14", "14", 100_00, aanbieder="A2")

    wereld.aanvaardt("""
        JW323  | bericht | aanbieder | toewijzing | referentie
        first  | M1      | A1        | T1         |
        second | M2      | A2        | T2         | first
    """)
