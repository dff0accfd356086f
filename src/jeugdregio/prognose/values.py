# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. What a forecast is made from, and what comes out: whole cents, months as numbers (`maandnr`).

Facts are totals: no row tells of a child. Every fact has `bekend`, the month in which the house received it; a forecast
on a first of the month (`peil`) only uses facts of months before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jeugdregio.core.periode import Maand

MAANDEN = 12
LOOPTIJD = 24
"""Months after its start that an allocation is followed along the pattern of its segment."""
VERSIE = "1"
"""Of the method: another outcome on the same facts gets another number (ADR 0043)."""


def maandnr(maand: Maand) -> int:
    """A month as a whole number, so that months can be subtracted."""
    return maand.jaar * MAANDEN + maand.maand - 1


def maand_van(nr: int) -> Maand:
    """The month of such a number."""
    return Maand(nr // MAANDEN, nr % MAANDEN + 1)


class Cel(NamedTuple):
    """One municipality and one segment of care."""

    gemeente: str
    segment: str


@dataclass(frozen=True, slots=True)
class Kosten:
    """
    Granted for care in month `dienst`, in signed cents: a credit is below zero.

    `langer`: on allocations that began `LOOPTIJD` months before that month or longer ago.
    """

    gemeente: str
    segment: str
    dienst: int
    bekend: int
    langer: bool
    bedrag_cent: int
    prestaties: int


@dataclass(frozen=True, slots=True)
class Verloop:
    """Granted for care in month `dienst` on allocations of the region that began in month `start`."""

    segment: str
    start: int
    dienst: int
    bekend: int
    bedrag_cent: int


@dataclass(frozen=True, slots=True)
class Toegewezen:
    """The value of allocations that begin in month `start`, over their whole term and at most a year."""

    gemeente: str
    segment: str
    start: int
    bekend: int
    waarde_cent: int


@dataclass(frozen=True, slots=True)
class Prijspunt:
    """Volume and cents of one product at one provider in a month of care: what a unit costs follows."""

    segment: str
    product: str
    dienst: int
    bekend: int
    volume: int
    bedrag_cent: int


@dataclass(frozen=True)
class Feiten:
    """All facts, or (`tot`) those that were known before a month."""

    kosten: tuple[Kosten, ...] = ()
    verloop: tuple[Verloop, ...] = ()
    toegewezen: tuple[Toegewezen, ...] = ()
    prijzen: tuple[Prijspunt, ...] = ()

    def tot(self, peil: int) -> "Feiten":
        """What was known on the first day of month `peil`: nothing that came later, whatever it is about."""
        return Feiten(
            tuple(one for one in self.kosten if one.bekend < peil),
            tuple(one for one in self.verloop if one.bekend < peil),
            tuple(one for one in self.toegewezen if one.bekend < peil),
            tuple(one for one in self.prijzen if one.bekend < peil),
        )


@dataclass(frozen=True)
class Maandcijfer:
    """
    One month of care in cents: what was granted and known, what is still to be declared, what is still to come.

    A month before the peildatum has `nog_te_declareren_cent` and no `nog_te_komen_cent`; a later month the reverse.
    """

    geboekt_cent: int = 0
    nog_te_declareren_cent: int = 0
    nog_te_komen_cent: int = 0

    @property
    def verwacht_cent(self) -> int:
        """What the month will cost in the end."""
        return self.geboekt_cent + self.nog_te_declareren_cent + self.nog_te_komen_cent

    def __add__(self, other: "Maandcijfer") -> "Maandcijfer":
        return Maandcijfer(
            self.geboekt_cent + other.geboekt_cent,
            self.nog_te_declareren_cent + other.nog_te_declareren_cent,
            self.nog_te_komen_cent + other.nog_te_komen_cent,
        )


@dataclass(frozen=True)
class Band:
    """The year in cents: one in ten ends below `laag_cent`, one in ten above `hoog_cent`; `midden_cent` is the P50."""

    laag_cent: int
    midden_cent: int
    hoog_cent: int


@dataclass(frozen=True)
class Celstand:
    """
    What explains a change of a cell: `prijsstap_ppm` is the price level of this month per million of the month before,
    `per_prestatie_cent` what one line of a claim costs on average.
    """

    prijsstap_ppm: int
    per_prestatie_cent: int


@dataclass(frozen=True)
class Uitkomst:
    """
    A forecast of the calendar year of `peil`: every month of every cell, and bands.

    `banden` has a band per cell, per municipality (segment "") and for the region (both ""). The P50 of a whole is the
    sum of its cells, to the cent.
    """

    peil: int
    maanden: Mapping[tuple[Cel, int], Maandcijfer]
    banden: Mapping[Cel, Band]
    standen: Mapping[Cel, Celstand]


@dataclass(frozen=True)
class Verklaring:
    """Why the expected year changed since a month ago, in cents; the parts add up to the change."""

    prijs_cent: int
    volume_cent: int
    mix_cent: int
    vertraging_cent: int

    @property
    def som_cent(self) -> int:
        """The whole change."""
        return self.prijs_cent + self.volume_cent + self.mix_cent + self.vertraging_cent
