# SPDX-License-Identifier: EUPL-1.2
"""
What foster parents get per day by the age of the child, as the ministry publishes it, and what that is per month.

The law is the same for every region, so the amounts come with the program, dated and with their source: a next year is
a next period here. They are a base: a surcharge for a crisis, for a disability or for three children or more is not in
it. Where the ages of two rows meet is the birthday.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jeugdregio.core.money import round_half_up
from jeugdregio.core.source import Source

DAGEN, MAANDEN, EURO = 365, 12, 100


@dataclass(frozen=True)
class Dagbedrag:
    """The amount per day in cents for a child of `van_jaar` up to and including `tot_en_met_jaar`; None: and older."""

    van_jaar: int
    tot_en_met_jaar: int | None
    dag_cent: int

    @property
    def maand_cent(self) -> int:
        """The amount per month, in cents: 365 twelfths of the amount per day, half up to whole euros (TO-22)."""
        return EURO * round_half_up(self.dag_cent * DAGEN, MAANDEN * EURO)


@dataclass(frozen=True)
class Pleegvergoeding:
    """The amounts of a period [vanaf, tot), youngest first; `tot` is None while no next one was published."""

    vanaf: date
    tot: date | None
    bron: Source
    bedragen: tuple[Dagbedrag, ...]


PERIODEN: Sequence[Pleegvergoeding] = (
    Pleegvergoeding(
        date(2026, 1, 1),
        None,
        Source("Regeling Jeugdwet", "bijlage 1, versie van 1 januari 2026"),
        (
            Dagbedrag(0, 8, 24_88),
            Dagbedrag(9, 11, 25_21),
            Dagbedrag(12, 15, 27_45),
            Dagbedrag(16, 17, 30_31),
            Dagbedrag(18, None, 30_62),
        ),
    ),
)
"""Every period that is known, oldest first. Earlier years were not found in our sources."""


def pleegvergoeding(dag: date) -> Pleegvergoeding | None:
    """The amounts of a day; None for a day of which none were published, or not found."""
    return next((one for one in PERIODEN if one.vanaf <= dag and (one.tot is None or dag < one.tot)), None)
