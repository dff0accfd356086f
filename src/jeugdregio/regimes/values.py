# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is known about a rule on a day, and what sources say against each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Regel:
    """One rule in [vanaf, tot); `tot` None is open. `lezing` names a reading where sources differ."""

    onderwerp: str
    lezing: str
    vanaf: date
    tot: date | None
    regel: str
    bron: str
    plaats: str
    zekerheid: str
    toelichting: str = ""
    waarde: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    einde_bron: str = ""

    @property
    def vindplaats(self) -> str:
        """The source with its place, to cite."""
        return f"{self.bron}, {self.plaats}"


class NietVastTeLeggen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Onderwerp:
    """A subject and the question people ask about it."""

    code: str
    naam: str
    vraag: str


@dataclass(frozen=True)
class Antwoord:
    """
    What held on `dag` about a subject: no rule, one, or competing readings of one.

    `tegenspraken` are the codes of the contradictions that touch this subject.
    """

    onderwerp: Onderwerp
    dag: date
    regels: tuple[Regel, ...]
    tegenspraken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uitspraak:
    """What one source says."""

    tekst: str
    bron: str


@dataclass(frozen=True)
class Tegenspraak:
    """Sources that say different things, and what the program does with that."""

    code: str
    naam: str
    onderwerp: str
    uitspraken: tuple[Uitspraak, ...]
    gevolg: str
    vraag: str = ""
