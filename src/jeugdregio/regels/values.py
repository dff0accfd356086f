# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. What a rule looks like: a code, a source, a Dutch explanation, and a condition that finds violations.

A rule is written once, as a condition on one row (`schending`), and composed with its neighbours into one
set-based statement (`toetsing`). A rule that compares rows with each other says so with `onder`: a SELECT of
the rows that violate it. The `feiten` are the only things its explanation may use.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from string import Formatter

from jeugdregio.core.money import euro
from jeugdregio.core.source import Source


@dataclass(frozen=True)
class Plaats:
    """
    Where a rule looks: a message, a class of it, and the SQL that is true for a row that violates it.

    `schending` may use the aliases that the class offers (`k` the row itself, `b` its message, and what the
    room adds). `onder` is used instead when rows have to be compared: a SELECT of (bericht, nr) pairs.
    """

    bericht: str
    klasse: str
    schending: str = ""
    onder: str = ""
    feiten: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert bool(self.schending) != bool(self.onder), "een plaats heeft een conditie of een selectie"


@dataclass(frozen=True)
class Geldigheid:
    """The days, by the Dagtekening of the message, on which a rule is in the list; `tot` is not one of them."""

    van: date | None = None
    tot: date | None = None

    def conditie(self, dag: str) -> str:
        """SQL that is true when the expression `dag` is one of these days; empty when it always is."""
        parts = [f"{dag} >= DATE '{self.van}'"] if self.van else []
        return " AND ".join([*parts, *([f"{dag} < DATE '{self.tot}'"] if self.tot else [])])


ALTIJD = Geldigheid()


@dataclass(frozen=True)
class Regel:
    """
    One rule of the standard.

    `niveau` is the level of control (2 in-message, 3 cross-message, 4 external source; IV032), `retourcode`
    the code for the class that violates it. `uitleg` says in plain Dutch what is wrong, `wat_te_doen` what
    the sender can do about it. Neither ever contains a burgerservicenummer. `geldig` comes from the list the rule
    is in (`release`).
    """

    code: str
    retourcode: str
    niveau: int
    source: Source
    uitleg: str
    wat_te_doen: str
    plaatsen: tuple[Plaats, ...]
    geldig: Geldigheid = field(default=ALTIJD, compare=False)

    def op(self, bericht: str, klasse: str) -> tuple[Plaats, ...]:
        """The places of this rule in one class of one message."""
        return tuple(p for p in self.plaatsen if (p.bericht, p.klasse) == (bericht, klasse))

    def leg_uit(self, feiten: Mapping[str, object]) -> str:
        """The explanation with the facts of one case filled in."""
        return _SCHRIJVER.vformat(self.uitleg, (), feiten)

    @property
    def algemeen(self) -> str:
        """The explanation without a case: every fact is named instead of filled in."""
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda feit: f"‹{feit[1].replace('_', ' ')}›", self.uitleg)


class _Schrijver(Formatter):
    """
    Writes facts as a Dutch reader does: `{tarief:euro}` from cents, a day as 30-09-2026.

    A fact in euros may say in words that there is no amount (TR418).
    """

    def format_field(self, value: object, format_spec: str) -> str:
        """One fact as text."""
        if value is None:
            return "onbekend"
        if format_spec == "euro" and _CENT.fullmatch(str(value)):
            return euro(int(str(value)))
        day = _DAG.fullmatch(str(value))
        return f"{day[3]}-{day[2]}-{day[1]}" if day else str(value)


_CENT = re.compile(r"-?\d+")
_DAG = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SCHRIJVER = _Schrijver()


def ijw(code: str) -> Source:
    """A rule of the iJw 3.2 standard."""
    return Source("iJw 3.2", code)
