# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Half-years, the flow of jeugdigen through one, and published figures beside what follows from their parts.

Counts are of people, never of allocations; days are half-open.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jeugdregio.core.periode import EEN_DAG

REGIO = ""
"""As a municipality: all municipalities together, with each child counted once."""
LEEFTIJDEN = {"0-9": (0, 9), "10-17": (10, 17), "18-22": (18, 22)}
"""Age groups beside each other: years of age, both inclusive. Who fits in none is `ANDERS`."""
ANDERS = "anders"
"""23 years or older, or no date of birth known."""
SAMEN = {"0-17": ("0-9", "10-17"), "0-22": ("0-17", "18-22")}
"""Groups that are a sum of two others; never two that overlap otherwise, for from those a small one would follow."""
GROEPEN = ("0-9", "10-17", "18-22", "0-17", "0-22")
"""The age groups of which a percentage is shown: those for which residents are known (`data/inwoners.csv`)."""
FIGUREN = ("begin", "instroom", "uitstroom", "eind", "actief")


@dataclass(frozen=True, order=True)
class Halfjaar:
    """The first or second half of a calendar year."""

    jaar: int
    helft: int

    @classmethod
    def van_dag(cls, dag: date) -> "Halfjaar":
        """The half-year that a day falls in."""
        return cls(dag.year, 1 if dag.month <= 6 else 2)

    @classmethod
    def lees(cls, tekst: str) -> "Halfjaar":
        """Read `2026-1`; raises `ValueError` for anything else."""
        year, _, half = tekst.partition("-")
        if half not in ("1", "2") or not (year.isdecimal() and len(year) == 4 and int(year)):
            raise ValueError(f"{tekst!r} is geen halfjaar; schrijf bijvoorbeeld 2026-1")
        return cls(int(year), int(half))

    @property
    def van(self) -> date:
        """First day."""
        return date(self.jaar, 1 if self.helft == 1 else 7, 1)

    @property
    def einde(self) -> date:
        """First day of the next one (exclusive end)."""
        return date(self.jaar, 7, 1) if self.helft == 1 else date(self.jaar + 1, 1, 1)

    @property
    def vorige(self) -> "Halfjaar":
        """The one before."""
        return Halfjaar.van_dag(self.van - EEN_DAG)

    def tot(self, peildatum: date) -> date:
        """Where counting stops on a day: the end, or that day when the half-year still runs (exclusive)."""
        return min(self.einde, peildatum)

    def loopt(self, peildatum: date) -> bool:
        """Whether it was not over yet on that day."""
        return self.einde > peildatum

    def __str__(self) -> str:
        return f"{self.jaar:04d}-{self.helft}"


@dataclass(frozen=True)
class Telling:
    """
    The jeugdigen with help of one municipality (or `REGIO`) in a half-year; each of the five is counted on its own.

    None is hidden: fewer than ten children are behind it, or it would give away one that is. `leeftijd` holds those
    active in the half-year by `GROEPEN` and `ANDERS`, at their age on its last counted day.
    """

    gemeente: str
    halfjaar: Halfjaar
    begin: int | None
    instroom: int | None
    uitstroom: int | None
    eind: int | None
    actief: int | None
    leeftijd: dict[str, int | None]

    def getal(self, figuur: str) -> int | None:
        """One of `FIGUREN`; raises `KeyError` for another word."""
        if figuur not in FIGUREN:
            raise KeyError(figuur)
        found: int | None = getattr(self, figuur)
        return found

    @property
    def sluitverschil(self) -> int | None:
        """begin + in - uit - eind: nought, or something was counted wrong. None when one of the four is hidden."""
        if self.begin is None or self.instroom is None or self.uitstroom is None or self.eind is None:
            return None
        return eindstand(self.begin, self.instroom, self.uitstroom) - self.eind

    @property
    def actiefverschil(self) -> int | None:
        """begin + in - actief, as above."""
        if self.begin is None or self.instroom is None or self.actief is None:
            return None
        return actief_in_periode(self.begin, self.instroom) - self.actief


@dataclass(frozen=True)
class Noemer:
    """How many people of an age group live somewhere on a day; `geteld` false is an estimate from wider groups."""

    gemeente: str
    groep: str
    inwoners: int
    peildatum: date
    geteld: bool
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Gepubliceerd:
    """
    A figure as a source gives it: `afronding` is the step to which it rounds, `teken` a word such as ‘circa’.

    `gebied` and `periode` are as in the source: `2021H1` is the first half of 2021.
    """

    code: str
    onderwerp: str
    gebied: str
    periode: str
    maat: str
    teken: str
    waarde: Decimal
    eenheid: str
    afronding: Decimal
    voorlopig: bool
    bron: str
    zekerheid: str


@dataclass(frozen=True)
class Vergelijking:
    """
    What follows from published parts beside what is published as their outcome (None: the source gives none).

    `marge` is how far they may lie apart by rounding; further apart is a contradiction, and neither is chosen.
    """

    code: str
    naam: str
    rekenwijze: str
    delen: tuple[Gepubliceerd | Noemer, ...]
    berekend: Decimal
    uitkomst: Gepubliceerd | None
    marge: Decimal
    orakel: str

    @property
    def verschil(self) -> Decimal | None:
        """What was calculated minus what is published."""
        return None if self.uitkomst is None else self.berekend - self.uitkomst.waarde

    @property
    def strijdig(self) -> bool:
        """Whether rounding does not explain the difference."""
        return self.verschil is not None and abs(self.verschil) > self.marge


@dataclass(frozen=True)
class Hulpregel:
    """A stretch of help of one child in a municipality: days half-open, `tot` None is still going on."""

    toewijzing_nummer: int | None
    aanbieder: str
    begin: date
    tot: date | None
    persoon: str


@dataclass(frozen=True)
class Regels:
    """
    The children under a figure, one row each, as far as they are for the asker.

    `niet_getoond` counts those that are shielded. None: whoever asks sees no rows about children.
    """

    rijen: tuple[Hulpregel, ...]
    niet_getoond: int


def eindstand(begin: int, instroom: int, uitstroom: int) -> int:
    """How many there are at the end."""
    return begin + instroom - uitstroom


def actief_in_periode(begin: int, instroom: int) -> int:
    """How many there were at some moment of the period."""
    return begin + instroom


def gebruikspercentage(teller: int | Decimal, noemer: int | Decimal) -> Decimal:
    """
    100 x teller / noemer, not rounded. Both have to be of one age group; who calls says which (`Noemer.groep`).

    Raises `ValueError` when nobody lives there.
    """
    if noemer <= 0:
        raise ValueError("zonder inwoners is er geen percentage")
    return Decimal(100) * Decimal(teller) / Decimal(noemer)
