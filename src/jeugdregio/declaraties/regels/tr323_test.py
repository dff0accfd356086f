# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr323 import TR323
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_granted_and_a_refused_debit(wereld: Wereld) -> None:
    wereld.gegeven("""
        JW301 | volume | kind
        T1    | 5      | K1
        T2    | 5      | K1
    """)
    assert wereld.neem_in("""
        JW323   | maand   | volume
        granted | 2026-01 | 2
        refused | 2026-02 | 6
    """) == {"refused": "TR321"}


def test_a_credit_refers_to_a_granted_debit(wereld: Wereld):
    assert wereld.neem_in("""
        JW323         | vorige  | maand
        of granted    | granted |
        of refused    | refused |
        of nothing    | NOTHING | 2026-01
    """) == {"of refused": "TR323", "of nothing": "TR323"}
    assert wereld.uitleg("of nothing", TR323) == (
        "Er is geen toegekende debetprestatie met referentie NOTHING die verder gelijk is."
    )


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("toewijzing", "T2"),
        ("product", "45A01"),
        ("product", "44:45A14"),
        ("maand", "2026-03"),
        ("volume", "1"),
        ("eenheid", "16"),
        ("tarief", "10001"),
        ("bedrag", "20001"),
    ],
)
def test_a_credit_is_the_same_in_everything_else(wereld: Wereld, column: str, other: str):
    assert wereld.neem_in(f"""
        JW323  | vorige  | {column}
        credit | granted | {other}
    """) == {"credit": "TR323"}


def test_a_credit_itself_is_no_debit(wereld: Wereld):
    wereld.gegeven("""
        JW323  | vorige
        credit | granted
    """)

    assert wereld.neem_in("""
        JW323      | vorige
        of credit  | credit
    """) == {"of credit": "TR323"}


def test_of_another_provider_it_is_not(wereld: Wereld):
    wereld.gegeven("""
        JW301 | aanbieder
        T3    | A2
    """)

    assert wereld.neem_in("""
        JW323  | vorige  | aanbieder | toewijzing
        credit | granted | A2        | T3
    """) == {"credit": "TR323"}
