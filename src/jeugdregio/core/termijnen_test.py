# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest

from jeugdregio.core.termijnen import feestdagen, is_werkdag, pasen, weken_na, werkdagen_na


@pytest.mark.parametrize(
    "day",
    [
        # From published tables: the earliest and latest Easter there is, and those around now.
        *["1818-03-22", "1943-04-25", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24"],
        *["2014-04-20", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31"],
        *["2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25"],
        *["2049-04-18", "2076-04-19"],
    ],
)
def test_easter(day: str):
    assert pasen(int(day[:4])) == date.fromisoformat(day)


def test_easter_is_a_sunday_between_22_march_and_25_april():
    for year in range(1900, 2200):
        day = pasen(year)
        assert day.isoweekday() == 7
        assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_holidays_of_2026():
    assert {f"{day:%d-%m}": name for day, name in sorted(feestdagen(2026).items())} == {
        "01-01": "Nieuwjaarsdag",
        "03-04": "Goede Vrijdag",
        "06-04": "tweede paasdag",
        "27-04": "Koningsdag",
        "05-05": "Bevrijdingsdag",
        "14-05": "Hemelvaartsdag",
        "25-05": "tweede pinksterdag",
        "25-12": "eerste kerstdag",
        "26-12": "tweede kerstdag",
    }


@pytest.mark.parametrize(
    ("year", "day"), [(2013, "30-04"), (2006, "29-04"), (2014, "26-04"), (2025, "26-04"), (2026, "27-04")]
)
def test_the_birthday_of_the_king_is_never_a_sunday(year: int, day: str):
    assert [f"{d:%d-%m}" for d, name in feestdagen(year).items() if name.startswith("Konin")] == [day]


def test_the_king_and_ascension_may_share_a_day():
    assert len(feestdagen(2008)) == 9  # Ascension on 1 May, nothing shared
    assert len(feestdagen(2016)) == 8  # Ascension on 5 May


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-01-15", 5, "2026-01-22"),  # Thursday to Thursday
        ("2026-01-16", 1, "2026-01-19"),  # over a weekend
        ("2026-01-17", 1, "2026-01-19"),  # received on a Saturday
        ("2026-04-02", 1, "2026-04-07"),  # Good Friday, Easter
        ("2026-04-24", 5, "2026-05-04"),  # the King's birthday
        ("2026-05-04", 1, "2026-05-06"),  # 5 May
        ("2026-05-13", 1, "2026-05-15"),  # Ascension
        ("2026-12-24", 1, "2026-12-28"),  # Christmas and a weekend
        ("2026-12-31", 1, "2027-01-04"),  # over the year
        ("2026-01-15", 0, "2026-01-15"),
    ],
)
def test_working_days(received: str, days: int, due: str):
    assert werkdagen_na(date.fromisoformat(received), days) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("day", "weeks", "due"),
    [
        ("2026-01-15", 8, "2026-03-12"),
        ("2026-01-17", 8, "2026-03-16"),  # ends on a Saturday
        ("2026-02-09", 8, "2026-04-07"),  # ends on Easter Monday
        ("2026-02-06", 8, "2026-04-07"),  # ends on Good Friday, then a weekend and Easter Monday
    ],
)
def test_a_term_in_weeks_does_not_end_on_a_day_off(day: str, weeks: int, due: str):
    assert weken_na(date.fromisoformat(day), weeks) == date.fromisoformat(due)


def test_a_working_day_is_no_weekend_and_no_holiday():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert sum(is_werkdag(day) for day in days) == 261 - 8  # 261 weekdays, and a holiday on a Saturday
