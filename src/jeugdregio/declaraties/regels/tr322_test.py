# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr322 import TR322
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_what_was_granted_before_counts_as_well(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume | frequentie
        T1    | 10     | 6
    """)
    wereld.gegeven("""
        JW323   | maand   | volume
        earlier | 2026-01 | 8
    """)

    assert wereld.neem_in("""
        JW323    | maand   | volume
        too much | 2026-02 | 3
        fits     | 2026-03 | 2
        full     | 2026-04 | 1
        nothing  | 2026-05 | 0
    """) == {"too much": "TR322", "full": "TR322"}
    assert wereld.uitleg("too much", TR322) == (
        "Met dit volume komt de toewijzing boven het totaal: er is nog 2 over van 10 (uren in minuten)."
    )
    assert "nog 0 over van 10" in wereld.uitleg("full", TR322)


def test_what_was_refused_does_not_count(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume | frequentie
        T1    | 10     | 6
    """)
    assert wereld.neem_in("""
        JW323       | maand   | volume | tarief | bedrag
        wrong price | 2026-01 | 8      | 1      | 8
    """) == {"wrong price": "TR418"}

    wereld.aanvaardt("""
        JW323 | maand   | volume
        all   | 2026-02 | 10
    """)


def total(wereld: Wereld, allocation: str, months: dict[str, int], last: str, left: int) -> None:
    """After these months exactly `left` may be declared in the last one."""
    wereld.gegeven(f"""
        JW301 | eenheid | frequentie | volume | begin | einde
        T1    | {allocation}
    """)
    for month, volume in months.items():
        wereld.gegeven(f"""
            JW323   | maand   | volume
            {month} | {month} | {volume}
        """)
    found = wereld.neem_in(f"""
        JW323 | bericht | maand  | volume
        over  | M1      | {last} | {left + 1}
        most  | M2      | {last} | {left}
    """)
    assert "TR322" in found["over"].split()
    assert "most" not in found


def test_hours_per_week_the_week_over_the_month_end_counts_once(wereld: Wereld):
    total(wereld, "04 | 2 | 4 | 2026-02-10 | 2026-04-19", {"2026-02": 12, "2026-03": 24}, "2026-04", 4)


def test_weeks_over_the_year_end(wereld: Wereld):
    total(wereld, "16 | 2 | 2 | 2026-12-07 | 2027-01-31", {"2026-12": 8}, "2027-01", 8)


def test_output_per_week_is_the_sum_of_the_months(wereld: Wereld):
    total(wereld, "83 | 2 | 25000 | 2026-05-04 | 2026-06-27", {"2026-05": 100000}, "2026-06", 100000)


def test_output_with_its_last_week_in_a_month_without_a_sunday(wereld: Wereld):
    total(
        wereld,
        "83 | 2 | 30000 | 2026-06-01 | 2026-09-03",
        {"2026-06": 120000, "2026-07": 120000},
        "2026-08",
        180000,
    )


def test_per_month_counts_the_months_that_are_touched(wereld: Wereld):
    total(wereld, "14 | 4 | 10 | 2026-03-17 | 2026-05-02", {"2026-03": 10, "2026-04": 10}, "2026-05", 10)


def test_minutes_per_day(wereld: Wereld):
    total(
        wereld,
        "01 | 1 | 30 | 2026-06-12 | 2026-08-31",
        {"2026-06": 570, "2026-07": 930},
        "2026-08",
        930,
    )


@pytest.mark.parametrize("frequency", ["1", "4"])
def test_without_an_end_date_there_is_no_maximum(wereld: Wereld, frequency: str):
    wereld.gegeven(f"""
        JW301 | eenheid | volume | frequentie | einde
        T1    | 82      | 1      | {frequency} |
    """)

    for month in range(1, 13):
        wereld.aanvaardt(f"""
            JW323   | maand             | volume
            {month} | 2026-{month:02d} | 1
        """)


def test_credits_come_first_wherever_they_stand(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid | volume | frequentie | begin      | einde
        T1    | 04      | 120    | 6          | 2026-01-01 | 2026-12-31
    """)
    wereld.gegeven("""
        JW323    | maand   | volume
        january  | 2026-01 | 50
        february | 2026-02 | 45
    """)

    assert wereld.neem_in("""
        JW323        | vorige   | maand   | volume
        new february |          | 2026-02 | 40
        march        |          | 2026-03 | 32
        credit       | february |         |
    """) == {"march": "TR322"}
    assert wereld.uitleg("march", TR322) == (
        "Met dit volume komt de toewijzing boven het totaal: er is nog 1800 over van 7200 (uren in minuten)."
    )
    wereld.aanvaardt("""
        JW323         | maand   | volume
        march, fitting | 2026-03 | 30
    """)


def test_hours_and_minutes_are_added_in_minutes(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid | volume | frequentie
        T1    | 04      | 2      | 6
    """)
    wereld.gegeven("""
        JW323 | maand   | eenheid | volume
        hour  | 2026-01 | 04      | 1
    """)

    assert wereld.neem_in("""
        JW323    | maand   | eenheid | volume
        too much | 2026-02 | 01      | 61
        fits     | 2026-03 | 01      | 60
    """) == {"too much": "TR322"}


def test_an_allocation_that_was_shortened_below_its_use_takes_nothing_more(wereld: Wereld):
    wereld.gegeven("""
        JW301   | nummer | volume | frequentie | besluit
        T1      |        | 10     | 6          | 2025-12-15
    """)
    wereld.gegeven("""
        JW323 | maand   | volume
        used  | 2026-01 | 8
    """)
    wereld.gegeven("""
        JW301   | nummer | volume | frequentie | besluit
        smaller | T1     | 5      | 6          | 2026-02-15
    """)

    assert wereld.neem_in("""
        JW323  | bericht | maand   | volume
        zero   | M1      | 2026-02 | 0
        one    | M2      | 2026-03 | 1
    """) == {"zero": "TR322", "one": "TR322"}
    wereld.aanvaardt("""
        JW323 | bericht | vorige | maand   | volume
        back  | M3      | used   |         |
        again | M3      |        | 2026-01 | 5
    """)
