# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from jeugdregio.declaraties.regels.tr418 import TR418
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_tariff_is_the_one_in_the_contract(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 10
    """)

    assert wereld.neem_in("""
        JW323     | maand   | tarief | bedrag
        right     | 2026-01 | 10000  | 10000
        cent more | 2026-02 | 10001  | 10001
        cent less | 2026-03 | 9999   | 9999
    """) == {"cent more": "TR418", "cent less": "TR418"}
    assert wereld.uitleg("cent more", TR418) == ("Gedeclareerd tarief € 100,01, in het contract staat € 100,00.")


def test_a_minute_is_the_sixtieth_part_of_an_hour_half_up(wereld: Wereld):
    """71,35 per hour is 1,19 per minute; 60,30 is exactly 1,005 and goes up."""
    wereld.tarief("45B01", "01", 7135, per_uur=True)
    wereld.tarief("45C01", "01", 6030, per_uur=True)
    wereld.gegeven("""
        JW301 | product | eenheid | volume
        T1    | 45B01   | 01      | 1000
        T2    | 45C01   | 01      | 1000
    """)

    assert wereld.neem_in("""
        JW323      | toewijzing | maand   | volume | tarief
        right      | T1         | 2026-01 | 425    | 119
        down       | T1         | 2026-02 | 425    | 118
        half up    | T2         | 2026-01 | 60     | 101
        half down  | T2         | 2026-02 | 60     | 100
    """) == {"down": "TR418", "half down": "TR418"}


def test_the_first_day_of_the_product_period_decides(wereld: Wereld):
    wereld.tarief("45B14", "14", 5000, van=date(2026, 1, 1), tot=date(2026, 3, 1))
    wereld.tarief("45B14", "14", 6000, van=date(2026, 3, 1), tot=date(2026, 5, 1))
    wereld.gegeven("""
        JW301 | product | volume
        T1    | 45B14   | 10
    """)

    assert wereld.neem_in("""
        JW323             | maand   | tarief | bedrag
        last month of old | 2026-02 | 5000   | 5000
        first of new      | 2026-03 | 6000   | 6000
        old too long      | 2026-04 | 5000   | 5000
        no tariff any more | 2026-05 | 6000  | 6000
    """) == {"old too long": "TR418", "no tariff any more": "TR418"}
    assert "geen tarief voor dit product" in wereld.uitleg("no tariff any more", TR418)


def test_the_tariff_of_another_provider_says_nothing(wereld: Wereld):
    wereld.gegeven("""
        JW301 | aanbieder
        T1    | A2
    """)

    assert wereld.neem_in("""
        JW323 | aanbieder
        a     | A2
    """) == {"a": "TR418"}


def test_euros_have_no_tariff(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid | volume
        T1    | 83      | 5000
    """)

    wereld.aanvaardt("""
        JW323 | volume
        a     | 1
    """)
