# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What someone looks for, and what was found."""

import re
from dataclasses import dataclass, field
from datetime import date

from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.toewijzingen.values import Kindvraag

LANGSTE = 80
"""Characters of a question."""
_DAG = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_BSN = re.compile(r"(?:\d[ .-]?){8}\d")
_GETAL = 18
"""Digits that surely fit a number of the database."""


@dataclass(frozen=True)
class Vraag:
    """A question as it was typed, and what can be read in it; never a burgerservicenummer."""

    tekst: str
    woorden: tuple[str, ...] = ()
    dag: date | None = None
    getal: int | None = None

    @classmethod
    def lees(cls, tekst: str) -> "Vraag":
        """Read what was typed."""
        words: list[str] = []
        day: date | None = None
        for word in tekst[:LANGSTE].split():
            found = _datum(word)
            day, words = (found, words) if found else (day, [*words, word])
        alone = words[0] if len(words) == 1 and day is None else ""
        number = int(alone) if alone.isascii() and alone.isdecimal() and len(alone) <= _GETAL else None
        return cls(" ".join(tekst[:LANGSTE].split()), tuple(words), day, number)

    @property
    def nummer(self) -> str:
        """The one word that it is, as a number or a reference can be; empty when it is more or less than that."""
        return self.woorden[0] if len(self.woorden) == 1 and self.dag is None else ""

    @property
    def kind(self) -> Kindvraag | None:
        """What it says about a child; None when it cannot be about one."""
        if self.getal is not None:
            return Kindvraag(nummer=self.getal)
        if any(not any(letter.isalpha() for letter in word) for word in self.woorden):
            return None
        long_enough = sum(len(word) for word in self.woorden) > 1
        return Kindvraag(self.woorden, self.dag) if self.dag or long_enough else None


def als_bsn(tekst: str) -> str:
    """The nine digits when that is what was typed, dots and spaces between them or not; otherwise nothing."""
    digits = re.sub(r"[ .-]", "", tekst.strip()) if _BSN.fullmatch(tekst.strip()) else ""
    return digits if voldoet_aan_elfproef(digits) else ""


def _datum(word: str) -> date | None:
    found = _DAG.fullmatch(word)
    if found is None:
        return None
    day, month, year, *other = found.groups()
    year, month, day = (year, month, day) if year else other
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@dataclass(frozen=True)
class Vondst:
    """One thing that was found; `persoon` is the child that is named in it, as in the read log."""

    titel: str
    url: str
    onder: str = ""
    stand: str = ""
    persoon: str = field(default="", repr=False)


@dataclass(frozen=True)
class Vondsten:
    """What was found of one kind; `meer` when there is more than is shown."""

    soort: str
    vondsten: tuple[Vondst, ...]
    meer: bool = False
