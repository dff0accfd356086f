# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Allocations and the care on them, as the provider sees its own."""

from dataclasses import dataclass, field
from datetime import date, datetime

from jeugdregio.core.bsn import persoon

TIJDELIJK = "20"
"""The reason of a stop after which care may start again."""


@dataclass(frozen=True)
class Kind:
    """A child as one municipality made it known to one provider; `bsn` is sealed (`core.bsn`)."""

    gemeente: str
    id: int
    bsn: bytes = field(repr=False)
    geboortedatum: date | None
    geslacht: str
    achternaam: str
    voorvoegsel: str
    voornamen: str

    @property
    def persoon(self) -> str:
        """Who it is, for the read log."""
        return persoon(self.bsn)

    @property
    def naam(self) -> str:
        """The name as people say it."""
        return " ".join(part for part in (self.voornamen, self.voorvoegsel, self.achternaam) if part)


@dataclass(frozen=True)
class Levering:
    """
    One delivery of care: from a start to its stop, both days included.

    `einde` and `reden` are empty while it runs; `reden` 20 is a stop for the time being.
    """

    begin: date
    einde: date | None = None
    reden: str = ""

    @property
    def loopt(self) -> bool:
        """Whether care was started and not stopped."""
        return self.einde is None


@dataclass(frozen=True)
class Toegewezen:
    """
    One allocation in its current version; `einde` is the last day, empty when open.

    `maat` says in what `maximaal` counts: volume (hours in minutes) or cents; empty where there is no maximum.
    """

    gemeente: str
    id: int
    nummer: int
    kind: Kind
    categorie: str | None
    code: str | None
    begin: date
    einde: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cent: int | None
    maat: str
    maximaal: int | None
    leveringen: tuple[Levering, ...] = ()
    aanbieder: str = ""
    verwijderd: bool = False

    @property
    def levering(self) -> Levering | None:
        """The last delivery of care, if there was one."""
        return self.leveringen[-1] if self.leveringen else None


@dataclass(frozen=True)
class Huidig:
    """
    The current version of an allocation as its JW301 said it: what a next message about this child repeats (OP087).

    `einde` is the last day; `toegewezen_op` the moment of decision, without a zone.
    """

    nummer: int
    aanbieder: str
    categorie: str | None
    code: str | None
    begin: date
    einde: date | None
    toegewezen_op: datetime
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cent: int | None
    reden_wijziging: str
    referentie: str


@dataclass(frozen=True)
class Wachter:
    """A guard before sending: the agreement, what is wrong, what to do, and the rest of the SELECT that finds it."""

    regel: str
    uitleg: str
    wat_te_doen: str
    gevallen: str = field(repr=False)


@dataclass(frozen=True)
class Wachterstand:
    """A guard in one municipality; `door` is who set it, empty when nobody did."""

    wachter: Wachter
    aan: bool
    door: str = ""


@dataclass(frozen=True)
class Kindvraag:
    """What is known of a child that someone looks for; all of it has to hold. `bsn` is sealed (`core.bsn`)."""

    woorden: tuple[str, ...] = ()
    geboortedatum: date | None = None
    nummer: int | None = None
    bsn: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Gevondenkind:
    """A child that was found; `nummer` is one of its `Kind.id`, `persoon` as in the read log (`core.bsn.persoon`)."""

    gemeente: str
    nummer: int
    persoon: str
    naam: str
    geboortedatum: date | None
    aanbieders: tuple[str, ...]
