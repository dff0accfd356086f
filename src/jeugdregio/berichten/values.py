# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. The words other rooms may use about messages: kinds, verdicts, parts of a delivery.

Pure Python: nothing here knows Django or the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property


class Soort(StrEnum):
    """The kinds of message of iJw 3.2 (source: list COD002)."""

    JW301 = "JW301"
    JW302 = "JW302"
    JW305 = "JW305"
    JW306 = "JW306"
    JW307 = "JW307"
    JW308 = "JW308"
    JW315 = "JW315"
    JW316 = "JW316"
    JW317 = "JW317"
    JW318 = "JW318"
    JW319 = "JW319"
    JW320 = "JW320"
    JW323 = "JW323"
    JW325 = "JW325"

    @property
    def code(self) -> str:
        """The BerichtCode in the header."""
        return _CODES[self]

    @property
    def is_heen(self) -> bool:
        """Whether this kind opens an exchange (and so may be answered)."""
        return self in _ANTWOORD_OP

    @property
    def antwoord(self) -> Soort | None:
        """The kind that answers this one; None for an answer."""
        return _ANTWOORD_OP.get(self)

    @property
    def heen(self) -> Soort:
        """The kind this one answers; a heenbericht gives itself."""
        return _HEEN_VAN.get(self, self)

    @property
    def kop_van_gemeente(self) -> bool:
        """Whether the header names a gemeente as Afzender (a retour copies the header: IV028)."""
        return self in _KOP_VAN_GEMEENTE

    @property
    def is_retour(self) -> bool:
        """Whether this is a retourbericht: it copies the header of what it answers, so its Afzender receives it."""
        return self in _HEEN_VAN and self is not Soort.JW325

    @cached_property
    def namespace(self) -> str:
        """The XML namespace of this kind in release 3.2."""
        return f"{NAMESPACE}/{self.value.lower()}/schema"


NAMESPACE = "http://www.istandaarden.nl/ijw/3_2"
NAMESPACE_BASIS = f"{NAMESPACE}/basisschema/schema"

_CODES = {
    Soort.JW301: "436",
    Soort.JW302: "437",
    Soort.JW305: "438",
    Soort.JW306: "439",
    Soort.JW307: "440",
    Soort.JW308: "441",
    Soort.JW315: "446",
    Soort.JW316: "447",
    Soort.JW317: "486",
    Soort.JW318: "487",
    Soort.JW319: "488",
    Soort.JW320: "489",
    Soort.JW323: "490",
    Soort.JW325: "491",
}
_ANTWOORD_OP = {
    Soort.JW301: Soort.JW302,
    Soort.JW305: Soort.JW306,
    Soort.JW307: Soort.JW308,
    Soort.JW315: Soort.JW316,
    Soort.JW317: Soort.JW318,
    Soort.JW319: Soort.JW320,
    Soort.JW323: Soort.JW325,
}
_HEEN_VAN = {antwoord: heen for heen, antwoord in _ANTWOORD_OP.items()}
_KOP_VAN_GEMEENTE = frozenset({Soort.JW301, Soort.JW302, Soort.JW319, Soort.JW320, Soort.JW325})

SOORT_PER_NAMESPACE = {soort.namespace: soort for soort in Soort}

XSD_VERSIE = "0.1.0"
"""The version we write as XsdVersie in messages of our own: the one that the official schemas name (IV034)."""

AANVAARDE_XSD_VERSIES = frozenset({XSD_VERSIE, "1.0.0"})
"""What a message that we receive may name (IV034): the published schemas say the one, the examples the other."""


@dataclass(frozen=True)
class Bezwaar:
    """Why something is turned away: a code that does not change, and a Dutch text that says what to do."""

    code: str
    uitleg: str


@dataclass(frozen=True)
class Bestanddeel:
    """
    One message out of a delivery, with its bytes as received.

    Either `soort` is filled, or `bezwaar` says why this part is turned away. `naam` is what the sender called
    it and may hold personal data: never show or log it.
    """

    naam: str
    data: bytes
    soort: Soort | None = None
    bezwaar: Bezwaar | None = None


@dataclass(frozen=True)
class Keuring:
    """
    The verdict on level 1 (form): well-formed, of a known kind, and valid against the schema.

    `uitleg` is a Dutch sentence for whoever sent the message, without any value out of it; None when valid.
    """

    soort: Soort | None
    geldig: bool
    uitleg: str | None = None


_KENMERK = re.compile(r"([0-9]{4})-([1-9][0-9]{0,17})-(antwoord|bericht|doorgave)")


@dataclass(frozen=True, order=True)
class Kenmerk:
    """Which row of the outbox: the answer to a message, or a message itself. Unique over all organisations."""

    gemeente: str
    bericht_id: int
    stuk: str

    def __str__(self) -> str:
        return f"{self.gemeente}-{self.bericht_id}-{self.stuk}"

    @classmethod
    def lees(cls, text: str) -> Kenmerk | None:
        """From its text; None when it is not one."""
        match = _KENMERK.fullmatch(text)
        return cls(match[1], int(match[2]), match[3]) if match else None


@dataclass(frozen=True)
class Doorgave:
    """A claim that passes to a municipality that invoices itself; `verzonden_op` when it has it."""

    gemeente: str
    aanbieder: str
    bericht_id: int
    gemaakt_op: datetime
    verzonden_op: datetime | None


@dataclass(frozen=True)
class Zending:
    """One message on its way: between which organisations (AGB or CBS code), its kind, and its bytes."""

    kenmerk: Kenmerk
    afzender: str
    ontvanger: str
    soort: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Vastgelopen:
    """What does not reach a receiver: how many, tried how often at most, waiting since when."""

    ontvanger: str
    fout: str
    aantal: int
    pogingen: int
    sinds: datetime


@dataclass(frozen=True)
class Vastgehouden:
    """
    A message of a municipality that waits before it leaves, and what was decided about it.

    `regels` are the agreements it breaks; `besluit` is empty, vrijgegeven or ingetrokken.
    """

    gemeente: str
    bericht_id: int
    aanbieder: str
    soort: str
    identificatie: str
    regels: tuple[str, ...]
    gehouden_op: datetime
    besluit: str
    besloten_op: datetime | None
    door: str
    reden: str
