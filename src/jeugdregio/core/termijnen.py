# SPDX-License-Identifier: EUPL-1.2
"""
Working days and terms, by the Algemene termijnenwet.

The message standard counts in working days but names no calendar of holidays, so the law's is used: Saturdays,
Sundays and the holidays of article 3, Good Friday among them. Easter by the Gregorian computus.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

ZATERDAG = 5
NA_PASEN = {
    "Goede Vrijdag": -2,
    "tweede paasdag": 1,
    "Hemelvaartsdag": 39,
    "tweede pinksterdag": 50,
}
EERSTE_KONINGSDAG = 2014


def pasen(jaar: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = jaar % 19, jaar // 100, jaar % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(jaar, month, day + 1)


@cache
def feestdagen(jaar: int) -> dict[date, str]:
    """The holidays of a year (Algemene termijnenwet, article 3), those in a weekend too."""
    easter = pasen(jaar)
    fixed = {
        date(jaar, 1, 1): "Nieuwjaarsdag",
        _koningsdag(jaar): "Koningsdag" if jaar >= EERSTE_KONINGSDAG else "Koninginnedag",
        date(jaar, 5, 5): "Bevrijdingsdag",
        date(jaar, 12, 25): "eerste kerstdag",
        date(jaar, 12, 26): "tweede kerstdag",
    }
    return fixed | {easter + timedelta(days=days): name for name, days in NA_PASEN.items()}


def _koningsdag(jaar: int) -> date:
    """The 27th of April, before 2014 the 30th; a day earlier when that is a Sunday."""
    day = date(jaar, 4, 27 if jaar >= EERSTE_KONINGSDAG else 30)
    return day - timedelta(days=1) if day.isoweekday() == 7 else day


def is_werkdag(dag: date) -> bool:
    """Whether `dag` is no Saturday, Sunday or holiday."""
    return dag.weekday() < ZATERDAG and dag not in feestdagen(dag.year)


def werkdagen_na(dag: date, aantal: int) -> date:
    """The last day of a term of `aantal` working days that begins the day after `dag`."""
    while aantal > 0:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def weken_na(dag: date, aantal: int) -> date:
    """The last day of a term of `aantal` weeks; on a day off it runs on to the next working day (article 1)."""
    last = dag + timedelta(weeks=aantal)
    return last if is_werkdag(last) else werkdagen_na(last, 1)


def maanden_na(dag: date, aantal: int) -> date:
    """
    The last day of a term of `aantal` months; the month's last day when it has no such day, and never a day off.

    Article 1 of the law, and article 3(2)(c) and (4) of Regulation 1182/71 for the terms of the AVG.
    """
    years, month = divmod(dag.month - 1 + aantal, 12)
    year = dag.year + years
    last = date(year, month + 1, min(dag.day, monthrange(year, month + 1)[1]))
    return last if is_werkdag(last) else werkdagen_na(last, 1)
