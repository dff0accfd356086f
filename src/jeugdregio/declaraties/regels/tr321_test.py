# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr321 import TR321
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def most(wereld: Wereld, allocation: str, months: dict[str, int], eenheid: str = "") -> None:
    """The most of each month is accepted, one more is not."""
    for month, maximum in months.items():
        wereld.gegeven(f"""
            JW301   | eenheid | frequentie | volume | begin | einde
            {month} | {allocation}
        """)
        found = wereld.neem_in(f"""
            JW323         | bericht | toewijzing | maand   | eenheid   | volume
            {month} over  | M1      | {month}    | {month} | {eenheid} | {maximum + 1}
            {month} most  | M2      | {month}    | {month} | {eenheid} | {maximum}
        """)
        assert "TR321" in found[f"{month} over"].split()
        assert "TR321" not in found.get(f"{month} most", "").split()


def test_hours_per_week_with_a_broken_begin_and_end(wereld: Wereld):
    most(
        wereld,
        "04 | 2 | 4 | 2026-02-10 | 2026-04-19",
        {"2026-02": 12, "2026-03": 24, "2026-04": 12},
    )


def test_weeks_over_the_year_end_week_53_included(wereld: Wereld):
    most(wereld, "16 | 2 | 2 | 2026-12-07 | 2027-01-31", {"2026-12": 8, "2027-01": 10})


def test_euros_per_week_count_in_the_month_of_the_sunday(wereld: Wereld):
    most(wereld, "83 | 2 | 25000 | 2026-05-04 | 2026-06-27", {"2026-05": 100000, "2026-06": 100000})


def test_the_last_week_counts_with_the_last_sunday(wereld: Wereld):
    most(
        wereld,
        "83 | 2 | 30000 | 2026-06-01 | 2026-09-03",
        {"2026-06": 120000, "2026-07": 120000, "2026-08": 180000, "2026-09": 0},
    )


def test_an_allocation_that_ends_on_a_sunday_has_no_broken_week(wereld: Wereld):
    most(wereld, "82 | 2 | 3 | 2026-05-04 | 2026-05-31", {"2026-05": 12})


def test_output_shorter_than_a_week_without_a_sunday_is_one_week(wereld: Wereld):
    most(wereld, "82 | 2 | 3 | 2026-06-29 | 2026-07-02", {"2026-06": 0, "2026-07": 3})


@pytest.mark.parametrize(
    ("year_month", "weeks"),
    [("2026-02", 5), ("2027-02", 4), ("2026-03", 6), ("2026-06", 5), ("2026-08", 6)],
)
def test_a_whole_month_touches_four_to_six_weeks(wereld: Wereld, year_month: str, weeks: int):
    most(wereld, "14 | 2 | 1 | 2026-01-01 | 2027-12-31", {year_month: weeks})


def test_a_broken_month_has_the_volume_of_a_whole_one(wereld: Wereld):
    most(wereld, "04 | 4 | 10 | 2026-03-17 | ", {"2026-03": 10, "2026-04": 10})


def test_hours_declared_in_minutes_are_sixty_times_as_many(wereld: Wereld):
    most(wereld, "04 | 4 | 10 | 2026-03-17 | ", {"2026-03": 600}, eenheid="01")


def test_minutes_per_day(wereld: Wereld):
    most(wereld, "01 | 1 | 30 | 2026-06-12 | 2026-08-31", {"2026-06": 570, "2026-07": 930})


@pytest.mark.parametrize("unit", ["01", "04", "14", "16", "82", "83", "84"])
def test_a_total_may_be_declared_at_once(wereld: Wereld, unit: str):
    most(wereld, f"{unit} | 6 | 120 | 2026-01-01 | 2026-12-31", {"2026-03": 120})


def test_the_explanation_counts_in_the_unit_that_was_declared(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid | volume
        T1    | 04      | 10
    """)

    assert wereld.neem_in("""
        JW323   | maand   | eenheid | volume
        hours   | 2026-03 | 04      | 11
        minutes | 2026-04 | 01      | 601
    """) == {"hours": "TR321", "minutes": "TR321"}
    assert wereld.uitleg("hours", TR321) == ("Gedeclareerd volume 11 is meer dan 10, het meeste voor deze periode.")
    assert wereld.uitleg("minutes", TR321) == ("Gedeclareerd volume 601 is meer dan 600, het meeste voor deze periode.")


def test_without_omvang_there_is_no_most(wereld: Wereld):
    wereld.gegeven("""
        JW301 | product | budget
        T1    | 45      |
        T2    | 45      | 99999999
    """)

    wereld.aanvaardt("""
        JW323 | toewijzing | volume
        a     | T1         | 9000
        b     | T2         | 9000
    """)


def test_a_unit_that_does_not_fit_is_not_measured(wereld: Wereld):
    wereld.gegeven("""
        JW301 | eenheid | volume
        T1    | 01      | 10
    """)

    assert wereld.neem_in("""
        JW323 | eenheid | volume
        hours | 04      | 11
    """) == {"hours": "TR341"}
