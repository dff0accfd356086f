# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr390 import TR390
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_debit(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | volume
        debit | 2
    """)


def test_a_line_is_credited_once(wereld: Wereld):
    assert wereld.neem_in("""
        JW323  | bericht | vorige
        first  | M1      | debit
        second | M2      | debit
    """) == {"second": "TR390"}
    reference = wereld.prestaties["debit"][1].product_referentie.referentie_nummer
    assert wereld.uitleg("second", TR390) == f"De prestatie met referentie {reference} is al gecrediteerd."


def test_a_credit_that_was_refused_does_not_count(wereld: Wereld):
    assert wereld.neem_in("""
        JW323 | bericht | vorige | volume
        wrong | M1      | debit  | 1
        right | M2      | debit  |
    """) == {"wrong": "TR323"}


def test_a_second_credit_that_differs_violates_both_rules(wereld: Wereld):
    assert wereld.neem_in("""
        JW323  | bericht | vorige | volume
        first  | M1      | debit  |
        second | M2      | debit  | 1
    """) == {"second": "TR323 TR390"}
