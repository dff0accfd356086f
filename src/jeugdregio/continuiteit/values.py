# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What continuity shows: plain frozen values. Amounts are eurocents, shares are thousandths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jeugdregio.aanbieders.values import Aandeel, Jaarcijfers
from jeugdregio.core.kleine_aantallen import Kruistabel


class Klasse(StrEnum):
    """The size of a provider by its youth turnover."""

    GROOT = "hoger dan € 2 mln."
    KLEIN = "lager dan € 2 mln."


class Buiten(StrEnum):
    """Why accounts that are there are not in the table."""

    OMZET_ONBEKEND = "de jeugdomzet is niet bekend"
    RECHTSVORM_ONBEKEND = "klein, en de rechtsvorm is niet bekend"
    ANDERE_RECHTSVORM = "klein, en geen stichting of bv"
    BUITEN_TELLING = "telt niet mee in de gekozen telling"
    TE_LAAT = "gedeponeerd na de peildatum"


@dataclass(frozen=True)
class Score:
    """How many meet an indicator, how many do not, and of how many it is not known; the share is over the known."""

    indicator: str
    aandeel: Aandeel


@dataclass(frozen=True)
class Klasseregel:
    """One line of the table: the providers of one size."""

    klasse: Klasse
    aanbieders: tuple[str, ...]
    scores: tuple[Score, ...]

    @property
    def aantal(self) -> int:
        """How many providers there is data of."""
        return len(self.aanbieders)


@dataclass(frozen=True)
class Risico:
    """A provider on the risk list, with why: the indicators it does not meet, and those that are not known."""

    cijfers: Jaarcijfers
    klasse: Klasse
    gemist: tuple[str, ...]
    onbekend: tuple[str, ...]
    negatief_vermogen: bool | None


@dataclass(frozen=True)
class Continuiteitstabel:
    """
    The table of the Jeugdautoriteit (S49) over a year, from accounts deposited up to and including `peildatum`.

    `noemer` is the count that the coverage is taken over, None when there is no such count; `buiten` says of every
    other provider with accounts why it is not in the table.
    """

    jaar: int
    peildatum: date
    regels: tuple[Klasseregel, ...]
    noemer: int | None
    dekking_promille: int | None
    buiten: tuple[tuple[str, Buiten], ...]

    @property
    def selectie(self) -> tuple[str, ...]:
        """The providers in the table (AGB codes)."""
        return tuple(agb for regel in self.regels for agb in regel.aanbieders)


@dataclass(frozen=True)
class Uitwijk:
    """Another provider for what would stop: which of the profiles, and the free places that it told of, if it did."""

    agb: str
    naam: str
    profielen: tuple[str, ...]
    vrij: Mapping[str, tuple[int, date]] = field(default_factory=dict)
    """By category: the number of places and the day it was told."""
    risico: bool = False
    """Whether it is on the risk list itself, over the last year that there are accounts of."""


@dataclass(frozen=True)
class Plaatsmelding:
    """The free places a provider told of on a day, for one kind of help (`categorie`)."""

    aanbieder: str
    categorie: str
    peildatum: date
    plaatsen: int
    bron: str


@dataclass(frozen=True)
class Belregel:
    """Who to call, in which order, and why."""

    wie: str
    waarom: str


@dataclass(frozen=True)
class Radar:
    """What follows when a provider stops on a day. Keys of `kinderen` are municipalities and profiles."""

    kinderen: Kruistabel[str, str]
    beschermd: bool
    toewijzingen: int
    per_maand_cent: int
    maanden: int
    per_gemeente_cent: Mapping[str, int]
    uitwijk: tuple[Uitwijk, ...]
    zonder_uitwijk: tuple[str, ...]
    bellen: tuple[Belregel, ...]
