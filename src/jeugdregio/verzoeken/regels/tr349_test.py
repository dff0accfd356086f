# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr349 import TR349
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_every_current_allocation_is_named(wereld: Wereld):
    wereld.gegeven("""
        JW301 | bericht | product
        T1    | 1       | 45A14
        T2    | 1       | 45A16
    """)

    assert wereld.neem_in("""
        JW317     | bericht | toewijzing | wat
        one alone | one     | T1         |
    """) == {"one": "TR349"}
    assert wereld.uitleg("one", TR349) == (
        "Het verzoek om wijziging noemt niet alle actuele toewijzingen van de jeugdige."
    )
    wereld.aanvaardt("""
        JW317 | bericht | toewijzing | wat
        both  | both    | T1         |
        of it | both    | T2         | ongewijzigd
    """)


def test_what_ended_or_was_removed_need_not_be_named_what_has_yet_to_begin_does(wereld: Wereld):
    wereld.gegeven("""
        JW301   | bericht | product | begin      | einde      | kind
        current | 1       | 45A14   | 2026-01-01 |            | K1
        ended   | 1       | 45A16   | 2026-01-01 | 2027-06-29 | K1
        removed | 1       | 45A82   | 2026-01-01 | 2027-12-31 | K1
        of K2   | 2       | 45A14   | 2026-01-01 |            | K2
    """)
    wereld.gegeven("""
        JW301 | nummer  | product | begin      | einde      | reden | besluit
        gone  | removed | 45A82   | 2026-01-01 | 2026-01-01 | 13    | 2026-02-01
    """)

    wereld.aanvaardt("""
        JW317 | toewijzing
        one   | current
    """)


@pytest.mark.parametrize(
    ("begin", "einde"), [("2027-01-01", "2027-06-30"), ("2027-08-01", "2027-12-31"), ("2027-08-01", "")]
)
def test_it_is_current_until_its_last_day_and_before_it_begins(wereld: Wereld, begin: str, einde: str):
    wereld.gegeven(f"""
        JW301 | bericht | product | begin      | einde
        T1    | 1       | 45A14   | 2026-01-01 |
        T2    | 1       | 45A16   | {begin}    | {einde}
    """)

    assert wereld.neem_in("""
        JW317 | toewijzing
        one   | T1
    """) == {"bericht": "TR349"}
