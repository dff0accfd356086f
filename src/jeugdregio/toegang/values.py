# SPDX-License-Identifier: EUPL-1.2
"""DOOR. An application and what belongs to it, as other rooms and pages see it. Days are inclusive."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.toegang.begeleiding import (
    EERST_BEKEKEN,
    GI_CATEGORIEEN,
    MET_VERBLIJF,
    NA_PLEEGZORG,
    TREDEN_VAN,
    Functie,
    Gebied,
    Oordeel,
    Plek,
    Signaalsoort,
    Stap,
    Trede,
    Uitkomst,
)
from jeugdregio.toegang.kanalen import ALLE, CRISIS, EIGEN, MAATREGEL, PER_CODE, VERWIJZING, Kanaal, kanaal_van

__all__ = [
    "ALLE",
    "CRISIS",
    "EERST_BEKEKEN",
    "EIGEN",
    "GI_CATEGORIEEN",
    "MAATREGEL",
    "MET_VERBLIJF",
    "NA_PLEEGZORG",
    "OPEN",
    "PER_CODE",
    "TREDEN_VAN",
    "VERWIJZING",
    "Aanmelding",
    "Belasting",
    "Bewijs",
    "Bordkaart",
    "Functie",
    "Functieregel",
    "Gebied",
    "Gebiedregel",
    "Kanaal",
    "NietMogelijk",
    "Nieuw",
    "Oordeel",
    "Oproep",
    "Optie",
    "Overleg",
    "Plek",
    "Raadsmelding",
    "Signaalsoort",
    "Stap",
    "Stapregel",
    "Trede",
    "Uitkomst",
    "kanaal_van",
]
OPEN = ("ontvangen", "in_onderzoek", "klaar_voor_besluit")
"""The states in which someone still has something to do."""


class NietMogelijk(Exception):
    """Raised when the database, the law or a right stands in the way; the text says in Dutch what to do."""


@dataclass(frozen=True)
class Bewijs:
    """What proves that a channel applies: kind (`Kanaal.bewijzen`), its day, and a number or name on it."""

    soort: str
    datum: date
    kenmerk: str = ""


@dataclass(frozen=True)
class Nieuw:
    """
    What is known when an application comes in. `persoon` is empty when nobody knows yet which child it is.

    `gi` and `maatregel` go with channel `maatregel` alone; `bron` is (bericht_id, nr) of the request it is taken from.
    """

    kanaal: str
    onderwerp: str
    vraag: str
    ontvangen_op: datetime
    persoon: str = ""
    gezin_id: int | None = None
    lid_id: int | None = None
    bewijs: Bewijs | None = None
    verwijzer_type: str = ""
    verwijzer: str = ""
    maatregel: str = ""
    gi: str = ""
    gewenst: str = ""
    aanbieder: str = ""
    team: str = "cjg"
    oproep_id: int | None = None
    bron: tuple[int, int] | None = None


@dataclass(frozen=True)
class Aanmelding:
    """One application; `uiterlijk` is the last day of its term and `uiterlijk_bron` where that comes from."""

    id: int
    gemeente: str
    gezin_id: int | None
    lid_id: int | None
    persoon: str
    kanaal: str
    onderwerp: str
    vraag: str
    stand: str
    stand_op: datetime
    ontvangen_op: datetime
    uiterlijk: date
    uiterlijk_bron: str
    team: str
    behandelaar: int | None
    bewijs: Bewijs | None
    verwijzer_type: str
    verwijzer: str
    maatregel: str
    gi: str
    gewenst: str
    aanbieder: str
    plek: str
    signalen: tuple[str, ...]
    naar: str
    reden: str
    oproep_id: int | None
    bron: tuple[int, int] | None
    afgerond_op: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.stand in OPEN

    @property
    def regel(self) -> Kanaal:
        """The rules of its channel."""
        return PER_CODE[self.kanaal]

    def is_te_laat(self, peildatum: date) -> bool:
        """Whether its term is over and it is not done."""
        return self.is_open and self.uiterlijk < peildatum


@dataclass(frozen=True)
class Gebiedregel:
    """What was found in one area."""

    gebied: str
    oordeel: str
    toelichting: str


@dataclass(frozen=True)
class Stapregel:
    """How one of the steps a-b-c ended."""

    stap: str
    uitkomst: str
    trede: int
    toelichting: str


@dataclass(frozen=True)
class Optie:
    """A place to live that was looked at."""

    plek: str
    past: bool
    toelichting: str


@dataclass(frozen=True)
class Overleg:
    """A notice or question between neighbourhood team and CJG."""

    id: int
    aanmelding_id: int
    soort: str
    vraag: str
    antwoord: str
    door: str
    gezet_op: datetime
    beantwoord_op: datetime | None
    beantwoord_door: str


@dataclass(frozen=True)
class Oproep:
    """A call to the central number and where it went."""

    id: int
    van: str
    gemeente: str
    lid_id: int | None
    persoon: str
    beller: str
    terug: str
    situatie: str
    gevaar: bool
    gebeld_op: datetime
    door: str
    adviespunt_op: datetime | None
    adviespunt_wie: str
    crisisdienst_op: datetime | None
    crisisdienst_wie: str
    afgerond_op: datetime | None
    uitkomst: str
    aanmelding_id: int | None


@dataclass(frozen=True)
class Raadsmelding:
    """A report to the Raad; `signaal_op` is when it became a signal, `afgehandeld_op` when that was dealt with."""

    id: int
    gemeente: str
    lid_id: int | None
    persoon: str
    melder: str
    aanbieder: str
    gemeld_op: date
    bekend_op: date | None
    gehoord: str
    kenmerk: str
    zorgen: str
    signaal_op: datetime | None
    afgehandeld_op: datetime | None
    wat_gedaan: str


@dataclass(frozen=True)
class Bordkaart:
    """One card of the board: an open application, what is missing, and whether its term is over."""

    aanmelding: Aanmelding
    ontbreekt: tuple[str, ...]
    te_laat: bool


@dataclass(frozen=True)
class Belasting:
    """How much a worker has: children in the caseload, open applications, and those that are late."""

    account: int
    naam: str
    kinderen: int
    open: int
    te_laat: int


@dataclass(frozen=True)
class Functieregel:
    """Who carries out a basic function in a municipality."""

    gemeente: str
    functie: int
    uitvoerder: str
    toelichting: str
    bijgewerkt_op: date


@dataclass(frozen=True)
class Wachttelling:
    """
    How many wait since they applied, of one kind of question and whether their term is over.

    An empty `onderwerp` is every kind, `te_laat` None both. Days are counted from the day of receipt, that day not
    included. Small counts are not hidden yet: that is for whoever shows them.
    """

    onderwerp: str
    te_laat: bool | None
    aantal: int
    mediaan: int
