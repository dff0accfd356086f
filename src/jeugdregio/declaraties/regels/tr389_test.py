# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr389 import TR389
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_second_debit_needs_a_credit_of_the_first(wereld: Wereld):
    wereld.tarief("45B14", "14", 100_00)
    wereld.gegeven("""
        JW301 | budget
        T1    | 10000000
    """)
    wereld.gegeven("""
        JW323 | product | maand
        first | 45A14   | 2026-03
    """)

    assert wereld.neem_in("""
        JW323         | product | maand
        once more     | 45A14   | 2026-03
        other product | 45B14   | 2026-03
        other month   | 45A14   | 2026-04
    """) == {"once more": "TR389"}
    reference = wereld.prestaties["first"][1].product_referentie.referentie_nummer
    assert wereld.uitleg("once more", TR389) == (
        f"Voor deze toewijzing, periode en dit product is al een prestatie toegekend ({reference})."
    )


@pytest.mark.parametrize("together", [True, False])
def test_a_credit_makes_room_in_the_same_message_too_whatever_the_order(wereld: Wereld, together: bool):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | volume
        first | 1
    """)

    messages = ("M1", "M1") if together else ("M1", "M2")
    wereld.aanvaardt(f"""
        JW323     | bericht       | vorige | volume
        credit    | {messages[0]} | first  |
        new debit | {messages[1]} |        | 2
    """)
    wereld.aanvaardt("""
        JW323         | bericht       | vorige    | volume
        debit again   | M3            |           | 3
        credit of new | M3            | new debit |
    """)


def test_a_refused_credit_makes_no_room(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | volume
        first | 1
    """)

    assert wereld.neem_in("""
        JW323        | vorige | volume
        wrong credit | first  | 2
        new debit    |        | 2
    """) == {"wrong credit": "TR323", "new debit": "TR389"}


def test_a_refused_debit_does_not_stand_in_the_way(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    assert wereld.neem_in("""
        JW323   | volume
        refused | 6
    """) == {"refused": "TR321"}

    wereld.aanvaardt("""
        JW323    | volume
        repaired | 5
    """)
