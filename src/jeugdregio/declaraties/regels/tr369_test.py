# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr369 import TR369
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_amounts_of_all_products_together_fit_the_budget(wereld: Wereld):
    """Of 15000,00 are 60 hours of 92,50 and 14 days of 310,00 used: 55 hours fit, one more day does not."""
    wereld.tarief("45B04", "04", 9250)
    wereld.tarief("45B14", "14", 31000)
    wereld.gegeven("""
        JW301 | product | budget
        T1    | 45      | 1500000
    """)
    wereld.gegeven("""
        JW323 | product | eenheid | maand   | volume
        hours | 45B04   | 04      | 2026-01 | 60
        days  | 45B14   | 14      | 2026-01 | 14
    """)

    assert wereld.neem_in("""
        JW323      | product | eenheid | maand   | volume
        more hours | 45B04   | 04      | 2026-02 | 55
        one day    | 45B14   | 14      | 2026-02 | 1
    """) == {"one day": "TR369"}
    assert wereld.uitleg("one day", TR369) == (
        "Met dit bedrag komt de toewijzing boven het budget: er is nog € 22,50 over van € 15.000,00."
    )


def test_to_the_cent(wereld: Wereld):
    wereld.gegeven("""
        JW301 | product | budget
        T1    | -       | 5000
    """)

    assert wereld.neem_in("""
        JW323    | product | eenheid | maand   | volume
        cent     | 45A83   | 83      | 2026-01 | 5001
        all      | 45A83   | 83      | 2026-02 | 5000
        one more | 45A83   | 83      | 2026-03 | 1
    """) == {"cent": "TR369", "one more": "TR369"}


def test_a_credit_gives_room_back_first(wereld: Wereld):
    wereld.gegeven("""
        JW301 | product | budget
        T1    | 45      | 50000
    """)
    wereld.gegeven("""
        JW323 | maand   | volume
        used  | 2026-01 | 5
    """)

    assert wereld.neem_in("""
        JW323  | vorige | maand   | volume
        new    |        | 2026-01 | 4
        next   |        | 2026-02 | 2
        last   |        | 2026-03 | 1
        credit | used   |         |
    """) == {"next": "TR369"}


def test_an_aspecific_allocation_without_budget_has_no_maximum(wereld: Wereld):
    wereld.gegeven("""
        JW301 | product
        T1    | 45
    """)

    wereld.aanvaardt("""
        JW323 | volume
        a     | 9000
    """)
