# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr346 import TR346
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_amount_is_volume_times_tariff(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 10
    """)

    assert wereld.neem_in("""
        JW323    | maand   | volume | tarief | bedrag
        right    | 2026-01 | 3      | 10000  | 30000
        cent off | 2026-02 | 3      | 10000  | 30001
        by its own tariff | 2026-03 | 3 | 10001 | 30003
        nothing  | 2026-04 | 0      | 10000  | 0
    """) == {"cent off": "TR346", "by its own tariff": "TR418"}
    assert wereld.uitleg("cent off", TR346) == "Ingediend bedrag € 300,01, berekend is € 300,00."


@pytest.mark.parametrize("declared_unit", ["01", "04"])
def test_minutes_on_a_tariff_per_hour_are_rounded_once(wereld: Wereld, declared_unit: str):
    """71,35 per hour, 425 minutes: 505,40 and not 425 times 1,19, nor a cent less."""
    wereld.tarief("45B01", declared_unit, 7135, per_uur=declared_unit == "01")
    wereld.gegeven(f"""
        JW301 | product | eenheid | volume
        T1    | 45B01   | {declared_unit} | 1000
    """)

    assert wereld.neem_in("""
        JW323         | maand   | eenheid | volume | tarief | bedrag
        right         | 2026-01 | 01      | 425    | 119    | 50540
        times rounded | 2026-02 | 01      | 425    | 119    | 50575
        rounded down  | 2026-03 | 01      | 425    | 119    | 50539
    """) == {"times rounded": "TR346", "rounded down": "TR346"}
    assert wereld.uitleg("times rounded", TR346) == "Ingediend bedrag € 505,75, berekend is € 505,40."


def test_half_a_cent_goes_up(wereld: Wereld):
    wereld.tarief("45B01", "01", 6030, per_uur=True)
    wereld.gegeven("""
        JW301 | product | eenheid | volume
        T1    | 45B01   | 01      | 1000
    """)

    assert wereld.neem_in("""
        JW323 | maand   | volume | tarief | bedrag
        up    | 2026-01 | 1      | 101    | 101
        down  | 2026-02 | 1      | 101    | 100
    """) == {"down": "TR346"}


def test_euros_have_no_tariff(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid | volume
        T1    | 83      | 5000
    """)

    wereld.aanvaardt("""
        JW323 | eenheid | volume
        a     | 83      | 5000
    """)


def test_without_a_tariff_in_the_contract_the_declared_one_is_used(wereld: Wereld):
    wereld.product("45C14", "14")
    wereld.gegeven("""
        JW301 | product | volume
        T1    | 45C14   | 5
    """)

    assert wereld.neem_in("""
        JW323 | maand   | volume | tarief | bedrag
        right | 2026-01 | 2      | 500    | 1000
        wrong | 2026-02 | 2      | 500    | 1001
    """) == {"right": "TR418", "wrong": "TR346 TR418"}
