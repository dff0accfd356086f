# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What leaves the room: the chain of a municipality in a year, its bookings, and what stands at the SVB."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.core.periode import Maand

OORZAAK = "pgb"
"""The cause in the ledger, with the number of the booking of the chain."""


class NietTeBoeken(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Stand:
    """
    What a municipality had paid up to and including a booking month, in cents.

    `voorgeschoten_cent` went on to the SVB and stayed there, `betaald_cent` the SVB accounted for, `over_cent` is left.
    """

    voorgeschoten_cent: int
    betaald_cent: int

    @property
    def over_cent(self) -> int:
        """Account 1330; below nought the SVB paid more than it had."""
        return self.voorgeschoten_cent - self.betaald_cent


@dataclass(frozen=True)
class Ketenjaar:
    """The chain of a municipality in a year, in cents; `mee_cent` came along from the year before."""

    gemeente: str
    jaar: int
    mee_cent: int = 0
    storting_cent: int = 0
    doorbetaling_cent: int = 0
    verantwoord_cent: int = 0
    van_svb_cent: int = 0
    naar_gemeente_cent: int = 0
    wijze: str = ""
    """How the rest was settled; empty when it is not."""

    @property
    def bij_regio_cent(self) -> int:
        """What came in and did not go on: account 1000 of this chain."""
        return self.storting_cent - self.doorbetaling_cent + self.van_svb_cent - self.naar_gemeente_cent

    @property
    def bij_svb_cent(self) -> int:
        """What is left at the SVB: account 1330."""
        return self.mee_cent + self.doorbetaling_cent - self.verantwoord_cent - self.van_svb_cent

    @property
    def van_gemeente_cent(self) -> int:
        """What the municipality put in and did not get back: account 1620."""
        return self.mee_cent + self.storting_cent - self.naar_gemeente_cent


@dataclass(frozen=True)
class Ketenregel:
    """One booking of the chain, with its sign."""

    id: int
    soort: str
    maand: Maand
    boekmaand: Maand
    bedrag_cent: int
    debet: str
    credit: str
    herstelt: int | None


@dataclass(frozen=True)
class Voorschotregel:
    """One advance of a municipality."""

    id: int
    gemeente: str
    maand: Maand
    bedrag_cent: int
    bron: str
    stand: str
    door: int


@dataclass(frozen=True)
class Houdersregel:
    """How many holders a municipality had on a day, and what was owed them (cents)."""

    gemeente: str
    peildatum: date
    houders: int
    verplichting_cent: int
    bron: str


@dataclass(frozen=True)
class Afrekenregel:
    """The settlement of a year, proposed or set."""

    id: int
    gemeente: str
    jaar: int
    wijze: str
    over_cent: int
    stand: str
    door: int
    op: datetime


@dataclass(frozen=True)
class Overzichtsuitkomst:
    """What reading a file of the SVB did: lines in it, and how many changed an amount."""

    was_bekend: bool
    regels: int
    geboekt: int
