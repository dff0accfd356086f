# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is kept about a person, and what was destroyed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


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
