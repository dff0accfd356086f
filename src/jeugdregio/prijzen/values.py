# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Percentages of the index series, new tariffs, cost prices and why an amount is what it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

VOORLOPIG, DEFINITIEF = "voorlopig", "definitief"
VERSCHIL, QUOTIENT = "verschil", "quotient"
METHODEN = {VERSCHIL: "verschilmethode", QUOTIENT: "quotiëntmethode"}
"""Both published by VNG; the contract standard and the correction of 2-10-2024 use the first."""


@dataclass(frozen=True)
class Cijfer:
    """OVA and PPC of a year in per cent; `gewogen` is the published weighted figure, None when there is none."""

    jaar: int
    soort: str
    ova: Decimal
    ppc: Decimal
    gewogen: Decimal | None
    bron: str
    zekerheid: str = ""


@dataclass(frozen=True)
class Stap:
    """One step of a working: what, how, what came out in per cent, and from which source."""

    naam: str
    som: str
    uitkomst: Decimal
    bron: str = ""


@dataclass(frozen=True)
class Percentage:
    """`procent` is rounded half up to two places, as published; `precies` is what it was rounded from."""

    jaar: int
    methode: str
    procent: Decimal
    precies: Decimal
    stappen: tuple[Stap, ...]


@dataclass(frozen=True)
class Nieuwtarief:
    """One tariff that is followed up: cents per unit, or per hour when `per_uur`; `tot` None has no end."""

    aanbieder: str
    categorie: str
    code: str
    eenheid: str
    per_uur: bool
    oud_cent: int
    nieuw_cent: int
    tot: date | None
    eerder_tot: date | None


@dataclass(frozen=True)
class Gevolg:
    """What lines of twelve months cost a municipality at a provider, at the old and at the new tariffs, in cents."""

    gemeente: str
    aanbieder: str
    oud_cent: int
    nieuw_cent: int

    @property
    def verschil_cent(self) -> int:
        """What it costs more in a year like that."""
        return self.nieuw_cent - self.oud_cent


@dataclass(frozen=True)
class Indexatiebeeld:
    """An indexation as far as the asker may see it; `regels` and `gevolgen` are the own ones."""

    nummer: int
    jaar: int
    methode: str
    procent: Decimal
    ingang: date
    tot: date
    stappen: tuple[Stap, ...]
    sha256: str
    gezet_op: datetime
    door: str
    uitgevoerd_op: datetime | None
    teruggedraaid_op: datetime | None
    regels: tuple[Nieuwtarief, ...] = field(default=(), repr=False)
    gevolgen: tuple[Gevolg, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Prijsopbouw:
    """What one unit costs a provider, in the four parts of the real price (L04), in cents; `tot` None has no end."""

    aanbieder: str
    categorie: str
    code: str
    eenheid: str
    van: date
    tot: date | None
    beroepskrachten_cent: int
    clientgebonden_cent: int
    overhead_cent: int
    indexering_cent: int
    dekking: str
    toelichting: str
    bron: str

    @property
    def kostprijs_cent(self) -> int:
        """The four parts together."""
        return self.beroepskrachten_cent + self.clientgebonden_cent + self.overhead_cent + self.indexering_cent


@dataclass(frozen=True)
class Marge:
    """A cost price beside the tariff of the day, in cents per unit; `tarief_cent` None: there is none."""

    opbouw: Prijsopbouw
    omschrijving: str
    tarief_cent: int | None

    @property
    def marge_cent(self) -> int | None:
        """What is left per unit; negative is a loss."""
        return None if self.tarief_cent is None else self.tarief_cent - self.opbouw.kostprijs_cent


@dataclass(frozen=True)
class Stuk:
    """Days [van, tot) of a product period with one tariff; `deel` of the volume falls in it by days."""

    van: date
    tot: date
    tarief_cent: int | None
    per_uur: bool
    deel: int
    bedrag_cent: int

    @property
    def dagen(self) -> int:
        """How many days."""
        return (self.tot - self.van).days


@dataclass(frozen=True)
class Waarom:
    """
    Why the amount of a line is what it is, by the arithmetic of the check itself (TR418, TR346).

    `verwacht_cent` is what the standard says: the tariff of the first day. `stukken` price the period to the day;
    `dagprecies_cent` is their sum, equal unless a tariff changed within the period.
    """

    contracten: tuple[str, ...]
    tarief_cent: int | None
    tarief_van: date | None
    tarief_tot: date | None
    per_uur: bool
    tarief_per_eenheid_cent: int | None
    verwacht_cent: int | None
    som: str
    stukken: tuple[Stuk, ...]
    financiering: str

    @property
    def dagprecies_cent(self) -> int | None:
        """The stretches together; None where a day has no tariff."""
        return (
            None if any(one.tarief_cent is None for one in self.stukken) else sum(s.bedrag_cent for s in self.stukken)
        )


@dataclass(frozen=True)
class Variantbedrag:
    """What was granted in a year in one funding variant, in cents; without a code it belongs to none."""

    code: str
    naam: str
    regels: int
    bedrag_cent: int


@dataclass(frozen=True)
class Profielpunt:
    """A profile in a segment: children and cents per child in a year; `kinderen` None is too few to tell."""

    code: str
    naam: str
    segment: str
    kinderen: int | None
    per_kind_cent: int | None
    volgt: str
    """The segment that its place says; empty when it lies between."""
