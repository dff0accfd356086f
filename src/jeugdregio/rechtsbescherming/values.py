# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What the pages and other rooms know of requests, complaints, calamities and participation."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.rechtsbescherming.models.inspraak import Adviesgroep
from jeugdregio.rechtsbescherming.models.melding import Afloop, Meldingsoort
from jeugdregio.rechtsbescherming.models.verzoek import Beslissing, Hoedanigheid, Verzoeksoort

__all__ = [
    "Adviesgroep",
    "Afloop",
    "Beslissing",
    "Bevoegdheid",
    "Hoedanigheid",
    "Klachtcijfer",
    "Meldingregel",
    "Meldingsoort",
    "NieuweMelding",
    "Protocolregel",
    "Verzoekregel",
    "Verzoeksoort",
]


@dataclass(frozen=True)
class Bevoegdheid:
    """Whether someone may ask this, with why and the article; `zeker` is False where a lawyer has to look."""

    mag: bool
    waarom: str
    zeker: bool = True


@dataclass(frozen=True)
class Verzoekregel:
    """One request; `beslissing` is empty while it is open, `uiterlijk` the last day."""

    nummer: int
    gemeente: str
    persoon: str
    kind: int | None
    soort: str
    aanvrager: str
    hoedanigheid: str
    bevoegd: bool
    bevoegdheid: str
    vraag: str
    ontvangen_op: date
    uiterlijk: date
    verlengd_op: date | None
    verlenging_reden: str
    vorige: int | None
    beslissing: str
    beslist_op: date | None
    redenen: str
    door: str

    @property
    def is_open(self) -> bool:
        """Whether it still has to be decided."""
        return self.beslissing == ""

    @property
    def soortnaam(self) -> str:
        """What is asked, in Dutch."""
        return str(Verzoeksoort(self.soort).label)


@dataclass(frozen=True)
class NieuweMelding:
    """What opens a complaint or calamity; `persoon` is empty when it is about no child in particular."""

    soort: str
    onderwerp: str
    toelichting: str = ""
    melder: str = ""
    persoon: str = ""
    kind: int | None = None
    aanbieder: str = ""
    commissie: bool = False
    besloten: bool = False
    over_account: int | None = None


@dataclass(frozen=True)
class Meldingregel:
    """One complaint or calamity as a list shows it."""

    nummer: int
    gemeente: str
    persoon: str
    kind: int | None
    besloten: bool
    soort: str
    aanbieder: str
    melder: str
    onderwerp: str
    toelichting: str
    ontvangen_op: datetime
    commissie: bool
    behandelaar: int | None
    gesloten_op: datetime | None
    afloop: str
    door: str

    @property
    def is_open(self) -> bool:
        """Whether steps can be taken."""
        return self.gesloten_op is None

    @property
    def soortnaam(self) -> str:
        """What it is, in Dutch."""
        return str(Meldingsoort(self.soort).label)


@dataclass(frozen=True)
class Protocolregel:
    """One step: of the protocol when `moment` is empty, taken otherwise. Its term is a moment, or a last day."""

    code: str
    naam: str
    wie: str
    eist: str
    sluit: bool
    bron: str
    zekerheid: str
    uiterlijk: datetime | None = None
    uiterlijk_dag: date | None = None
    moment: datetime | None = None
    tekst: str = ""
    afloop: str = ""
    door: str = ""

    def te_laat(self, moment: datetime, dag: date) -> bool:
        """Whether the term was over at this moment, on this day."""
        return (self.uiterlijk is not None and self.uiterlijk < moment) or (
            self.uiterlijk_dag is not None and self.uiterlijk_dag < dag
        )


@dataclass(frozen=True)
class Klachtcijfer:
    """How many complaints about one provider there were in a year; None is too few to show."""

    aanbieder: str
    jaar: int
    aantal: int | None
