# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Counted acts, the time they take, and the burden of each organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from jeugdregio.lasten.handelingen import HANDELINGEN, PER_CODE, TELLINGEN, Handeling, Kant, Loket

__all__ = [
    "HANDELINGEN",
    "PER_CODE",
    "TELLINGEN",
    "Effect",
    "Handeling",
    "Kant",
    "Last",
    "Lastregel",
    "Loket",
    "NietVastTeLeggen",
    "Norm",
    "Schakeling",
    "Telling",
    "Uitvraag",
    "Veld",
    "Wie",
]
Wie = tuple[Kant, str]
"""An organisation: its side, and its code (AGB or CBS; empty for the region)."""


class NietVastTeLeggen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True, order=True)
class Telling:
    """How often something happened between a municipality and a provider in a month (its first day)."""

    gemeente: str
    aanbieder: str
    maand: date
    wat: str
    aantal: int


@dataclass(frozen=True)
class Norm:
    """The time of an act from a month on, in seconds, with where that rests on."""

    handeling: str
    vanaf: date | None
    seconden: int
    bron: str
    reden: str = ""
    door: str = ""
    gezet_op: datetime | None = None


@dataclass(frozen=True)
class Lastregel:
    """One act of one organisation in a month: how often, and how long that took together (seconds)."""

    wie: Wie
    maand: date
    handeling: str
    aantal: int
    seconden: int


@dataclass(frozen=True)
class Last:
    """
    The burden of every organisation. `loketten` is per organisation with how many others it has to do for claims.

    `berichten` are the messages that an organisation sent or received.
    """

    regels: tuple[Lastregel, ...]
    loketten: Mapping[Wie, int] = field(default_factory=dict)
    berichten: Mapping[Wie, int] = field(default_factory=dict)

    def van(self, wie: Wie) -> tuple[Lastregel, ...]:
        """The lines of one organisation."""
        return tuple(one for one in self.regels if one.wie == wie)

    def seconden(self) -> dict[Wie, int]:
        """The time of each organisation."""
        found: dict[Wie, int] = {}
        for one in self.regels:
            found[one.wie] = found.get(one.wie, 0) + one.seconden
        return found

    def aantallen(self) -> dict[tuple[Wie, str], int]:
        """How often each act was done, by organisation."""
        found: dict[tuple[Wie, str], int] = {}
        for one in self.regels:
            found[one.wie, one.handeling] = found.get((one.wie, one.handeling), 0) + one.aantal
        return found


@dataclass(frozen=True)
class Effect:
    """What a choice changes for one organisation: time in seconds, and numbers; above zero is more."""

    wie: Wie
    voor_seconden: int
    na_seconden: int
    loketten: int
    declaraties: int
    retouren: int
    vragen: int

    @property
    def seconden(self) -> int:
        """The difference."""
        return self.na_seconden - self.voor_seconden


@dataclass(frozen=True)
class Schakeling:
    """The effect of a choice for everyone, by side and code."""

    effecten: tuple[Effect, ...]
    voor: Last
    na: Last

    def van(self, kant: Kant) -> tuple[Effect, ...]:
        """The effects on one side, most time more first."""
        found = [one for one in self.effecten if one.wie[0] is kant]
        return tuple(sorted(found, key=lambda one: (-one.seconden, one.wie[1])))

    def som(self, kant: Kant) -> int:
        """The time that one side gets more, in seconds."""
        return sum(one.seconden for one in self.effecten if one.wie[0] is kant)


@dataclass(frozen=True)
class Veld:
    """A field of a question; `elders` is where something like it is known."""

    naam: str
    elders: str
    reden: str
    door: str
    gezet_op: datetime


@dataclass(frozen=True)
class Uitvraag:
    """A question for accountability with its fields; `gemeente` is empty when the region asks."""

    id: int
    gemeente: str
    titel: str
    gevraagd_aan: str
    doel: str
    door: str
    gezet_op: datetime
    beeindigd_op: datetime | None
    einde_reden: str
    velden: tuple[Veld, ...]
