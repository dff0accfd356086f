# SPDX-License-Identifier: EUPL-1.2
"""Where the bars of a time line stand: in thousandths of its width, as numbers that an SVG takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jeugdregio.components.values import Staaf, Staafsoort, Tijdlijn

BREED = 1000
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SMALST = 4
"""A bar of one day is still seen."""
HOOGTE = {"toegewezen": (2, 24), "zorg": (8, 12), "geld": (8, 12), "aandacht": (2, 24)}
HALF_JAAR, JAREN = 10, 40
"""Months up to which every month has a mark, and up to which every quarter has one; above that every year."""


@dataclass(frozen=True)
class Vak:
    """A rectangle."""

    soort: Staafsoort
    x: int
    y: int
    breed: int
    hoog: int
    tekst: str


@dataclass(frozen=True)
class Streep:
    """A mark on the axis with its text; `groot` when it is also read on a narrow screen."""

    x: int
    tekst: str
    groot: bool


def plaats(lijn: Tijdlijn, dag: date) -> int:
    """Where a day stands, held between the ends."""
    days = (lijn.tot - lijn.begin).days or 1
    return max(0, min(BREED, round((dag - lijn.begin).days * BREED / days)))


def vakken(lijn: Tijdlijn, staven: tuple[Staaf, ...]) -> Iterator[Vak]:
    """The bars of one row that fall within the line."""
    for bar in staven:
        end = bar.tot or lijn.tot
        if end <= lijn.begin or bar.van >= lijn.tot:
            continue
        left, right = plaats(lijn, bar.van), plaats(lijn, end)
        top, height = HOOGTE[bar.soort]
        yield Vak(bar.soort, min(left, BREED - SMALST), top, max(right - left, SMALST), height, bar.tekst)


def strepen(lijn: Tijdlijn) -> Iterator[Streep]:
    """The marks on the axis: months, quarters or years, as fits."""
    months = (lijn.tot.year - lijn.begin.year) * 12 + lijn.tot.month - lijn.begin.month
    step = 1 if months <= HALF_JAAR else 3 if months <= JAREN else 12
    for number in range(months + 1):
        year, month = divmod(lijn.begin.year * 12 + lijn.begin.month - 1 + number, 12)
        day = date(year, month + 1, 1)
        if month % step == 0 and lijn.begin <= day < lijn.tot:
            text = str(year) if month == 0 else MAANDEN[month]
            yield Streep(plaats(lijn, day), text, groot=month == 0 or step == 1)
