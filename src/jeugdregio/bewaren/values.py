# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is kept about a person, and what was destroyed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jeugdregio.bewaren.klassen import PER_KLASSE, TERMIJNEN, Bewaartermijn, Klasse

__all__ = ["PER_KLASSE", "TERMIJNEN", "Bewaartermijn", "Klasse", "Lijststand", "Onderdeel", "Persoonsgegevens"]


@dataclass(frozen=True)
class Onderdeel:
    """The rows of one table about a person, in Dutch words (`wat`)."""

    tabel: str
    wat: str
    rijen: Sequence[Mapping[str, Any]] = field(repr=False)


@dataclass(frozen=True)
class Persoonsgegevens:
    """
    Everything that an organisation has here about one person.

    `berichten` are the messages this person occurs in, without the other people in them, as readable text by name.
    """

    persoon: str
    onderdelen: Sequence[Onderdeel] = field(repr=False)
    berichten: Mapping[str, str] = field(repr=False)

    @property
    def leeg(self) -> bool:
        """Whether nothing is known."""
        return not self.berichten and not any(one.rijen for one in self.onderdelen)


@dataclass(frozen=True)
class Lijststand:
    """A list of what may go: what, on which day, how many, and when it was carried out; `stenen` is what it took."""

    nummer: int
    klasse: Klasse
    peildatum: date
    aantal: int
    uitgevoerd_op: datetime | None
    stenen: Sequence[tuple[str, int]]
