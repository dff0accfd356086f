# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a contract manager looks at. Amounts are cents, shares per mille; periods are half-open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

PROMILLE = 1000


@dataclass(frozen=True)
class Beheer:
    """A provider in a portfolio, in half-open period; `tot` None goes on."""

    aanbieder: str
    beheerder: str
    account: int | None
    van: date
    tot: date | None


@dataclass(frozen=True)
class Last:
    """What one manager carries on a day: providers, running contracts, open cases, and steps that are late."""

    beheerder: str
    aanbieders: int
    contracten: int
    zaken: int
    te_laat: int


@dataclass(frozen=True)
class Spreiding:
    """The load per manager, and over how many providers it is spread."""

    lasten: Sequence[Last]
    aanbieders: int

    @property
    def gemiddeld_tiende(self) -> int | None:
        """Providers per manager, in tenths, rounded; None without managers."""
        many = len(self.lasten)
        return (20 * self.aanbieders + many) // (2 * many) if many else None


@dataclass(frozen=True)
class Wees:
    """A provider with a contract on a day and no manager; `hoofdaannemer` when the contract is that of another."""

    aanbieder: str
    contracten: tuple[str, ...]
    hoofdaannemer: str = ""


@dataclass(frozen=True)
class Agendapunt:
    """
    Something with a date: what it is, about whom, and whether it is past and not done.

    `kort` is the same without what someone wrote, for where it leaves the house; empty when `tekst` has none of that.
    """

    dag: date
    soort: str
    tekst: str
    aanbieder: str
    beheerder: str = ""
    contract: str = ""
    zaak: int | None = None
    open: bool = True
    kort: str = ""

    def te_laat(self, peildatum: date) -> bool:
        """Whether its day is past and it was not done."""
        return self.open and self.dag < peildatum


@dataclass(frozen=True)
class Zaakregel:
    """A case as it stands in a list."""

    nummer: int
    soort: str
    soortnaam: str
    kring: str
    aanbieder: str
    contract: str
    gemeente: str
    aanspreekpunt: str
    onderwerp: str
    toelichting: str
    geopend_op: datetime | None
    uiterlijk: date | None
    gesloten_op: datetime | None
    historisch: bool
    bron: str
    door: str
    uitkomst: str = ""

    @property
    def is_open(self) -> bool:
        """Whether steps can still be taken."""
        return not self.historisch and self.gesloten_op is None


@dataclass(frozen=True)
class Stapregel:
    """A step of the protocol of a case: taken (`moment`), or to take; `uiterlijk` when it has a term that runs."""

    code: str
    naam: str
    wie: str
    uren: int | None
    eist: str
    oordeel: bool
    sluit: bool
    bron: str
    zekerheid: str
    uiterlijk: datetime | None
    moment: datetime | None = None
    tekst: str = ""
    uitkomst: str = ""
    door: str = ""


@dataclass(frozen=True)
class Uitkomst:
    """
    What ended care came to at a provider (or a group of its products): dropout of what ended with a known reason.

    None is hidden because it is small or would give a small number away. `onbekend`: ends that say nothing of it.
    """

    aanbieder: str
    groep: str
    uitval: int | None
    beeindigd: int | None
    onbekend: int | None

    @property
    def uitval_promille(self) -> int | None:
        """Dropout per mille of what ended, rounded; None when it is hidden or nothing ended."""
        if not self.beeindigd or self.uitval is None:
            return None
        return (2 * PROMILLE * self.uitval + self.beeindigd) // (2 * self.beeindigd)


@dataclass(frozen=True)
class Meetcijfer:
    """A measurement added up over a period; `waarde_promille` is teller / noemer, None when too few answered."""

    aanbieder: str
    groep: str
    indicator: str
    noemer: int | None
    waarde_promille: int | None


@dataclass(frozen=True)
class Plafondstand:
    """
    How far a ceiling is used on a day, and when it will be reached.

    `gebruikt_cent` is granted in the ledger for care in the window; `per_dag_cent` what that was per day in the months
    that are declared completely (until `volledig_tot`); `verplicht_cent` what running allocations may still cost this
    year. `dag_tempo` and `dag_toewijzingen` are the days on which either line crosses the ceiling, None when neither
    does this year.
    """

    aanbieder: str
    contracten: tuple[str, ...]
    plafond_cent: int
    gebruikt_cent: int
    verplicht_cent: int
    per_dag_cent: int
    van: date
    tot: date
    volledig_tot: date
    dag_tempo: date | None
    dag_toewijzingen: date | None

    @property
    def gebruikt_promille(self) -> int:
        """The used share."""
        return PROMILLE * self.gebruikt_cent // self.plafond_cent if self.plafond_cent else PROMILLE

    @property
    def verwacht(self) -> date | None:
        """The first day on which either line crosses the ceiling."""
        return min((day for day in (self.dag_tempo, self.dag_toewijzingen) if day), default=None)


@dataclass(frozen=True)
class Clientstop:
    """What a stop on new clients does: starts per month (None: hidden), and how many others have the products."""

    per_maand: int | None
    maanden: int
    anderen: int


@dataclass(frozen=True)
class Afwijking:
    """How many allocations of a municipality go against a line; None is hidden."""

    lijn: int
    onderwerp: str
    aanbieder: str
    gemeente: str
    aantal: int | None
