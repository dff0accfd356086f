# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a team has, spent and settles, and what a municipality chose about the second check."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jeugdregio.core.periode import Maand

EIGEN, VRIJ = "eigen", "vrij"
SOORTEN = {EIGEN: "hulp van het team zelf", VRIJ: "vrij te besteden bedrag"}
BEREIKT = {"ja": "ja", "deels": "deels", "nee": "nee"}
VERBANDEN = {"of": "een van de twee is genoeg", "en": "beide moeten gelden"}
VOL = 1000


@dataclass(frozen=True)
class Teamgegevens:
    """A team; `tot` is the day after its last, None while it exists."""

    id: int
    gemeente: str
    naam: str
    van: date | None
    tot: date | None


@dataclass(frozen=True)
class Teamstand:
    """
    One team in one year: budget (None: not set) and what was spent of it, counted over every row.

    `kinderen` are different children; money for a group counts in `kosten_cent` and not in `kinderen`.
    """

    team: Teamgegevens
    jaar: int
    budget_cent: int | None
    kinderen_begroot: int | None
    bron: str
    kosten_cent: int
    eigen_cent: int
    kinderen: int
    uitgaven: int
    bereikt: int
    bekend: int
    afgerekend: bool

    @property
    def promille(self) -> int | None:
        """How much of the budget is gone; None without one."""
        return None if not self.budget_cent else self.kosten_cent * VOL // self.budget_cent

    @property
    def op(self) -> bool:
        """Whether the budget is gone."""
        return self.budget_cent is not None and self.kosten_cent >= self.budget_cent


@dataclass(frozen=True)
class Uitgaveregel:
    """One amount that was spent, as the page shows it; `kind` says only whether it was for one child."""

    id: int
    dag: date
    soort: str
    bedrag_cent: int
    kind: bool
    aanbieder: str
    omschrijving: str
    bereikt: str
    door: str
    ingetrokken: bool


@dataclass(frozen=True)
class Drempelregel:
    """A threshold of a municipality; `tot` is the day after its last, None while it holds."""

    id: int
    gemeente: str
    categorie: str
    van: date
    tot: date | None
    bedrag_cent: int | None
    maanden: int | None
    verband: str
    bron: str


@dataclass(frozen=True)
class Rekenregel:
    """One line of a settlement: what it is, how it was worked out, and what came out (cents, or a number)."""

    naam: str
    som: str
    waarde: int
    geld: bool = True


@dataclass(frozen=True)
class Berekening:
    """A settlement by one formula, line by line; `uitkomst_cent` above zero is for the team."""

    team: int
    jaar: int
    formule: str
    naam: str
    uitleg: str
    regels: tuple[Rekenregel, ...]
    uitkomst_cent: int
    budget_cent: int
    kosten_cent: int
    kinderen_begroot: int
    kinderen_werkelijk: int
    uitgaven_sha256: str

    def als_inhoud(self, *, gemeente: str, teamnaam: str) -> dict[str, Any]:
        """What is proposed: enough to read it, and to see at the confirmation that nothing moved."""
        return {
            "gemeente": gemeente,
            "team": self.team,
            "teamnaam": teamnaam,
            "jaar": self.jaar,
            "formule": self.formule,
            "uitkomst_cent": self.uitkomst_cent,
            "uitgaven_sha256": self.uitgaven_sha256,
        }


@dataclass(frozen=True)
class Vastgesteld:
    """A settlement that two people set."""

    team: Teamgegevens
    jaar: int
    formule: str
    formuletekst: str
    regels: tuple[Rekenregel, ...]
    uitkomst_cent: int
    uitgaven_sha256: str
    vastgesteld_op: datetime


@dataclass(frozen=True)
class Signaal:
    """A budget that is gone; `team` is empty for the youth budget of the municipality."""

    id: int
    gemeente: str
    soort: str
    team: str
    jaar: int
    budget_cent: int
    besteed_cent: int
    aanleiding: str
    gemeld_op: datetime
    gezien: bool


@dataclass(frozen=True)
class Lumpsumregel:
    """An amount of a lump sum that was booked, with its sign (cents); `betaald_op` None: it is still to be paid."""

    id: int
    gemeente: str
    team: str
    jaar: int
    nr: int
    soort: str
    bedrag_cent: int
    boekmaand: Maand
    betaald_op: date | None


@dataclass(frozen=True)
class Budgetstand:
    """The youth budget of a municipality in a year, and what was booked of it (cents)."""

    gemeente: str
    jaar: int
    budget_cent: int
    besteed_cent: int

    @property
    def op(self) -> bool:
        """Whether it is gone: to the last cent, or over."""
        return self.besteed_cent >= self.budget_cent
