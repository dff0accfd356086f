# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is agreed with providers. Periods are half-open: `tot` is the first day after."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jeugdregio.contracten.prijswaarden import (
    Bekostigd,
    Betaling,
    Financiering,
    Maandafspraakgegevens,
    Minuuttarief,
    Opvolging,
    Prijsregelproduct,
    Productgegevens,
    Profielgegevens,
    Segmentgegevens,
    Segmenttekst,
    Tariefgat,
    Tariefgegevens,
    minuuttarief,
    telt_per_uur,
)
from jeugdregio.core.periode import EEN_DAG

__all__ = [
    "VELDEN",
    "Aanbod",
    "Bekostigd",
    "Betaling",
    "Bronregel",
    "Clausuletekst",
    "Contractbeeld",
    "Contractgegevens",
    "Feitcontrole",
    "Financiering",
    "Maandafspraakgegevens",
    "Minuuttarief",
    "Optiegegevens",
    "Optievoorstel",
    "Opvolging",
    "Prijsregelproduct",
    "Productgegevens",
    "Profielgegevens",
    "Segmentgegevens",
    "Segmenttekst",
    "Tariefbeeld",
    "Tariefgat",
    "Tariefgegevens",
    "minuuttarief",
    "telt_per_uur",
]


@dataclass(frozen=True)
class Contractgegevens:
    """
    A contract of one provider (AGB code) for one perceel; `plafond_cent` is None without a ceiling.

    `offerte_cent` is what the provider asked, None when that is not known. What is said of the provider (`omvang`,
    `rol`, `niveau`) holds for this contract only (K12); empty is unknown. `gunning` is the award it follows from.
    """

    nummer: str
    aanbieder: str
    perceel: str
    variant: str
    bekostiging: str
    contractmanager: str
    van: date
    tot: date
    plafond_cent: int | None
    offerte_cent: int | None = None
    soort: str = ""
    tafel: str = ""
    procedure: str = ""
    gunning: int | None = None
    omvang: str = ""
    rol: str = ""
    niveau: str = ""
    looptijd_reden: str = ""
    verlengingsbesluit: str = ""
    bron: str = ""

    @property
    def verschil_cent(self) -> int | None:
        """What was asked above the ceiling (S24), in cents; None when one of both is not known."""
        if self.offerte_cent is None or self.plafond_cent is None:
            return None
        return self.offerte_cent - self.plafond_cent


@dataclass(frozen=True)
class Clausuletekst:
    """A clause as it stands in a contract; `bron` says where the standard text comes from and how sure that is."""

    code: str
    soort: str
    titel: str
    tekst: str
    bron: str = ""


@dataclass(frozen=True)
class Tariefbeeld:
    """A product in a contract: its name, its unit and what it costs, in cents."""

    code: str
    naam: str
    profiel: str
    eenheid: str
    van: date
    tot: date
    tarief_cent: int | None


@dataclass(frozen=True)
class Contractbeeld:
    """A contract with all that stands in it."""

    contract: Contractgegevens
    naam: str
    soortnaam: str
    clausules: tuple[Clausuletekst, ...]
    opties: tuple["Optiegegevens", ...]
    tarieven: tuple[Tariefbeeld, ...]


@dataclass(frozen=True)
class Aanbod:
    """One line of the public list of providers per profile (S34)."""

    profiel: int
    profielnaam: str
    aanbieder: str
    naam: str


@dataclass(frozen=True)
class Optiegegevens:
    """
    An option to go on with a contract until `tot`; `besluit_uiterlijk` is the last day to decide, if it is known.

    `besloten_op` is the day it was decided; None while it is open, or when nobody wrote it down.
    """

    contract: str
    aanbieder: str
    volgnummer: int
    tot: date
    besluit_uiterlijk: date | None
    stand: str = "open"
    besluit: str = ""
    bron: str = ""
    besloten_op: date | None = None

    def beslisdag(self, einde: date) -> date:
        """The last day to decide; without one in the contract the last day of it (`einde` is the day after)."""
        return self.besluit_uiterlijk or min(einde, self.tot) - EEN_DAG


@dataclass(frozen=True)
class Optievoorstel:
    """
    What two people decide about an option: `lichten`, or let it lapse; `besluit` says where that stands.

    `einde` is the first day after the contract as it was read, `tarieven` what goes on unchanged until the option ends,
    as (category, code, unit, begin, cents). `verlengingsbesluit` is the decision for a fifth year, if it is one (S33).
    """

    contract: str
    volgnummer: int
    lichten: bool
    besluit: str
    einde: date
    tarieven: tuple[tuple[str, str, str, date, int | None], ...] = ()
    verlengingsbesluit: str = ""

    def als_inhoud(self) -> dict[str, Any]:
        """For the proposal: dates as text."""
        rows = [[category, code, unit, day.isoformat(), cents] for category, code, unit, day, cents in self.tarieven]
        return {**asdict(self), "einde": self.einde.isoformat(), "tarieven": rows}

    @classmethod
    def uit_inhoud(cls, inhoud: Mapping[str, Any]) -> "Optievoorstel":
        """What `als_inhoud` made of it."""
        rows = tuple(
            (category, code, unit, date.fromisoformat(day), cents)
            for category, code, unit, day, cents in inhoud["tarieven"]
        )
        return cls(**{**inhoud, "einde": date.fromisoformat(inhoud["einde"]), "tarieven": rows})


@dataclass(frozen=True)
class Bronregel:
    """
    A figure that a source gives of the contracts on a day: a number, or eurocents when `maat` is `budget`.

    `situatie` is what figures of one day are called together; `meer_dan` is that the source says "ruim".
    """

    situatie: str
    peildatum: date
    maat: str
    tafel: str
    perceel: str
    waarde: int
    meer_dan: bool
    tekst: str
    bron: str


@dataclass(frozen=True)
class Feitcontrole:
    """A figure of a source, and what is counted; None could not be counted."""

    feit: Bronregel
    geteld: int | None

    @property
    def klopt(self) -> bool | None:
        """Whether they agree: the same number, or more than the source says where it says "ruim"."""
        if self.geteld is None:
            return None
        return self.geteld > self.feit.waarde if self.feit.meer_dan else self.geteld == self.feit.waarde


VELDEN = (
    *("aanbieder", "perceel", "variant", "bekostiging", "contractmanager", "plafond_cent", "offerte_cent", "soort"),
    *("tafel", "procedure", "gunning", "omvang", "rol", "niveau", "looptijd_reden", "verlengingsbesluit", "bron"),
)
"""What a contract says besides its number and period."""


@dataclass(frozen=True)
class Wachttijdcijfer:
    """
    A waiting time in weeks for one profile; `aanbieder` empty is all providers together.

    `herkomst` is `opgave` (the provider said it) or `gemeten` (counted); `aantal` is how many children were counted.
    """

    aanbieder: str
    profiel: str
    maat: str
    herkomst: str
    weken: Decimal
    weken_p80: Decimal | None
    aantal: int | None
    peildatum: date
    bron: str


@dataclass(frozen=True)
class Wachttijdkeuze:
    """The best known waiting time until help starts; `deel`: what part is unknown, `oud`: not recent."""

    weken: Decimal
    peildatum: date
    bron: str
    oud: bool = False
    deel: str = ""
