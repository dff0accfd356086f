# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Readings of solidarity with their outcome, and the texts of the four O's."""

from dataclasses import dataclass

from jeugdregio.core.source import Source
from jeugdregio.regimes.values import Regel
from jeugdregio.verevening.lezingen import (
    LEZINGEN,
    Aandeel,
    Bijdrage,
    Gemeentecijfers,
    Lezing,
    NietTeVerevenen,
    Uitkomst,
)
from jeugdregio.verevening.vier_o import TEKSTEN, Feiten, Grond, O, Tekst

__all__ = [
    "LEZINGEN",
    "TEKSTEN",
    "Aandeel",
    "Bijdrage",
    "Feiten",
    "Gemeentecijfers",
    "Grond",
    "Jaarcijfers",
    "Lab",
    "Lezing",
    "NietTeVerevenen",
    "O",
    "Teken",
    "Tekst",
    "Uitkomst",
]


@dataclass(frozen=True)
class Jaarcijfers:
    """The figures of one municipality in one year, in cents, with their source."""

    cijfers: Gemeentecijfers
    jaar: int
    bron: str
    verzonnen: bool = False


@dataclass(frozen=True)
class Teken:
    """What a source says of one municipality in one year: 1 paid in, -1 received."""

    gemeente: str
    teken: int
    bron: Source


@dataclass(frozen=True)
class Lab:
    """
    One year under every reading. `regels` is what held then; `mag` whether that is a settlement at all.

    `past` says per outcome whether it agrees with what sources say (`tekens`).
    """

    jaar: int
    cijfers: tuple[Jaarcijfers, ...]
    uitkomsten: tuple[Uitkomst, ...]
    regels: tuple[Regel, ...]
    tekens: tuple[Teken, ...]
    past: tuple[bool, ...]

    @property
    def mag(self) -> bool:
        """Whether the rules of that year share costs (S61: only 2015 and 2016)."""
        return any("over" in one.waarde for one in self.regels)

    @property
    def weigering(self) -> str:
        """Why this year is not settled, with what held and where that stands; empty when it is."""
        if self.mag:
            return ""
        said = " ".join(f"{one.regel} ({one.vindplaats})" for one in self.regels) or "Geen bron noemt een verevening."
        return f"Over {self.jaar} wordt niet verevend. {said}"
