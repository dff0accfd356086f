# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr341 import TR341
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db

UNITS = ("01", "04", "14", "16", "82", "83", "84")


@pytest.mark.parametrize("allocated", UNITS)
def test_the_unit_is_the_allocated_one_or_minutes_for_hours(wereld: Wereld, allocated: str):
    wereld.gegeven(f"""
        JW301 | eenheid
        T1    | {allocated}
    """)

    for declared in UNITS:
        refused = wereld.neem_in(f"""
            JW323         | maand                             | product       | eenheid
            in {declared} | 2026-{UNITS.index(declared) + 1:02d} | 45A{declared} | {declared}
        """)
        fits = declared == allocated or (allocated, declared) == ("04", "01")
        assert ("TR341" in refused.get(f"in {declared}", "")) is not fits


def test_the_explanation_names_both_units(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid
        T1    | 01
    """)

    assert wereld.neem_in("""
        JW323    | eenheid
        in hours | 04
    """) == {"in hours": "TR341"}
    assert wereld.uitleg("in hours", TR341) == ("Gedeclareerd in eenheid 04, terwijl 01 is toegewezen of afgesproken.")


def test_without_omvang_the_unit_is_that_of_the_contract(wereld: Wereld):
    wereld.gegeven("""
        JW301 | budget
        T1    | 10000000
    """)

    assert wereld.neem_in("""
        JW323                      | product | eenheid
        day, as agreed             | 45A14   | 14
        dagdeel for a piece        | 45A82   | 16
        minutes on a tariff per hour | 45A04 | 01
    """) == {"dagdeel for a piece": "TR341"}
    assert wereld.uitleg("dagdeel for a piece", TR341) == (
        "Gedeclareerd in eenheid 16, terwijl 82 is toegewezen of afgesproken."
    )
