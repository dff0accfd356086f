# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What leaves the room: an agreement, its shares and its instalments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

VASTSTELLING = "vaststelling"
"""The cause in the ledger of what a determination adds or takes, once per municipality."""


class NietTeBekostigen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Afspraakgegevens:
    """What is agreed: cents, weight per municipality, and the days on which a part is due, equal parts."""

    aanbieder: str
    soort: str
    jaar: int
    naam: str
    bedrag_cent: int
    gewichten: Mapping[str, int]
    dagen: tuple[date, ...]
    bron: str


@dataclass(frozen=True)
class Afspraakregel:
    """An agreement with what was booked of it and what it came to (cents; None: not determined)."""

    id: int
    aanbieder: str
    soort: str
    jaar: int
    naam: str
    bedrag_cent: int
    bron: str
    stand: str
    door: int
    geboekt_cent: int
    vastgesteld_cent: int | None


@dataclass(frozen=True)
class Termijnregel:
    """One instalment of one municipality; `geboekt` when it is on its way to be paid."""

    gemeente: str
    nr: int
    dag: date
    bedrag_cent: int
    geboekt: bool


@dataclass(frozen=True)
class Vaststellingregel:
    """What an agreement came to, proposed or set; `verschil` is that minus what was granted, per municipality."""

    id: int
    bedrag_cent: int
    bron: str
    stand: str
    door: int
    verschil: Mapping[str, int]
