# SPDX-License-Identifier: EUPL-1.2
"""Periods are half-open inside the house; inclusive dates exist only in messages and on screens."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Maand:
    """A calendar month: the grain of declaraties, boekperioden and reports."""

    jaar: int
    maand: int

    @classmethod
    def van(cls, dag: date) -> "Maand":
        """The month that `dag` falls in."""
        return cls(dag.year, dag.month)

    @classmethod
    def lees(cls, tekst: str) -> "Maand":
        """Read `2026-09`; raises `ValueError` with a Dutch text for anything else."""
        try:
            jaar, maand = (int(deel) for deel in tekst.split("-"))
            return cls.van(date(jaar, maand, 1))
        except (ValueError, OverflowError):
            raise ValueError(f"{tekst!r} is geen maand; schrijf bijvoorbeeld 2026-09") from None

    @property
    def begin(self) -> date:
        """First day."""
        return date(self.jaar, self.maand, 1)

    @property
    def einde(self) -> date:
        """First day of the next month (exclusive end)."""
        return self.volgende.begin

    @property
    def laatste_dag(self) -> date:
        """Last day, for screens and messages."""
        return self.einde - timedelta(days=1)

    @property
    def volgende(self) -> "Maand":
        """The month after."""
        return Maand(self.jaar + self.maand // 12, self.maand % 12 + 1)

    @property
    def vorige(self) -> "Maand":
        """The month before."""
        return Maand.van(self.begin - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.jaar:04d}-{self.maand:02d}"


EEN_DAG = timedelta(days=1)


def laatste_dag(tot: date | None) -> date | None:
    """The last day before `tot`; None when there is no end (None, or `date.max`)."""
    return None if tot is None or tot == date.max else tot - EEN_DAG


def dag_erna(laatste: date | None) -> date | None:
    """The first day after the last one: where a half-open period ends. None stays no end."""
    return None if laatste is None else laatste + EEN_DAG


def maanden_na(dag: date, maanden: int) -> date:
    """The same day so many months later; the last of the month when that day is not there."""
    month = dag.month - 1 + maanden
    year, month = dag.year + month // 12, month % 12 + 1
    for day in range(dag.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, dag.day)
