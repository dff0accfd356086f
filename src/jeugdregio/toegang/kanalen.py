# SPDX-License-Identifier: EUPL-1.2
"""
The four channels by which a child comes to youth care, as a table: what proves it, who decides, and by when.

S78; Jeugdwet 2.3, 2.6 and 3.5. Every term says where it comes from (`bron`) and how firm that is (`status`): the law,
the message standard, or a choice of the region that can be set. Working days and terms by `core.termijnen`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jeugdregio.core.termijnen import weken_na, werkdagen_na


class Wie(StrEnum):
    """Who decides which help there will be."""

    GEMEENTE = "gemeente"
    VERWIJZER = "verwijzer"
    GI = "gi"

    @property
    def label(self) -> str:
        """In words, for on the screen."""
        return {
            Wie.GEMEENTE: "de gemeente, met een beschikking",
            Wie.VERWIJZER: "de arts, met een verwijzing",
            Wie.GI: "de gecertificeerde instelling, met een bepaling",
        }[self]


class Status(StrEnum):
    """How firm a term is."""

    WET = "wet"
    STANDAARD = "standaard"
    INSTELLING = "instelling"

    @property
    def label(self) -> str:
        """In words, for on the screen."""
        return {
            Status.WET: "staat in de wet",
            Status.STANDAARD: "staat in de berichtenstandaard",
            Status.INSTELLING: "keuze van de regio; geen wettelijke termijn gevonden",
        }[self]


@dataclass(frozen=True)
class Termijn:
    """So many weeks or working days from the day that the application came in; `bron` says where that stands."""

    naam: str
    aantal: int
    eenheid: str
    bron: str
    status: Status

    def uiterlijk(self, ontvangen: date) -> date:
        """The last day; a term in weeks that ends on a day off runs on (Algemene termijnenwet 1)."""
        return weken_na(ontvangen, self.aantal) if self.eenheid == "weken" else werkdagen_na(ontvangen, self.aantal)

    @property
    def tekst(self) -> str:
        """In words: "8 weken na ontvangst (Awb 4:13)"."""
        return f"{self.naam}: {self.aantal} {self.eenheid} na ontvangst ({self.bron})"


@dataclass(frozen=True)
class Kanaal:
    """
    One channel. `bewijzen` are the kinds of proof of which one is needed ({code: name}); empty needs none.

    `verwijzers` are the kinds of referrer (COD327) that fit. `stappen`: whether the generalist first sees what the
    family and free services can do (S79). `zorg_eerst`: help begins, the decision comes after.
    """

    code: str
    naam: str
    uitleg: str
    bewijzen: dict[str, str]
    bewijs_nodig: bool
    beslist: Wie
    termijn: Termijn
    regionaal: bool
    stappen: bool
    zorg_eerst: bool
    verwijzers: tuple[str, ...]
    wet: str

    @property
    def schaal(self) -> str:
        """Where it is organised (004 §2.6): the last two channels by the municipalities together."""
        return "regionaal" if self.regionaal else "lokaal"


CRISIS_WEKEN = 4
"""Weeks after the start of crisis help to decide: no term was found in law, so a choice that a region can change."""

EIGEN = Kanaal(
    code="eigen",
    naam="Eigen aanvraag",
    uitleg="Het gezin vraagt zelf om hulp, of school of een andere bekende brengt het gezin bij u.",
    bewijzen={"gesprek": "Gesprek of telefoongesprek", "brief": "Brief of formulier"},
    bewijs_nodig=False,
    beslist=Wie.GEMEENTE,
    termijn=Termijn("Besluit", 8, "weken", "Awb 4:13", Status.WET),
    regionaal=False,
    stappen=True,
    zorg_eerst=False,
    verwijzers=("01", "06"),
    wet="Jeugdwet 2.3",
)
VERWIJZING = Kanaal(
    code="verwijzing",
    naam="Verwijzing van een arts",
    uitleg="De huisarts, de medisch specialist of de jeugdarts verwees. De gemeente neemt dat over.",
    bewijzen={"verwijsbrief": "Verwijsbrief"},
    bewijs_nodig=True,
    beslist=Wie.VERWIJZER,
    termijn=Termijn("Antwoord", 5, "werkdagen", "iJw 3.2, T10", Status.STANDAARD),
    regionaal=False,
    stappen=False,
    zorg_eerst=False,
    verwijzers=("02", "03", "05"),
    wet="Jeugdwet 2.6",
)
MAATREGEL = Kanaal(
    code="maatregel",
    naam="Maatregel van de rechter",
    uitleg="Er is jeugdbescherming of jeugdreclassering. De gecertificeerde instelling bepaalt welke hulp nodig is.",
    bewijzen={"beschikking_rechter": "Beschikking van de rechter", "bepaling": "Bepaling van de GI"},
    bewijs_nodig=True,
    beslist=Wie.GI,
    termijn=Termijn("Antwoord", 5, "werkdagen", "iJw 3.2, T10", Status.STANDAARD),
    regionaal=True,
    stappen=False,
    zorg_eerst=False,
    verwijzers=("04", "08"),
    wet="Jeugdwet 2.4 en 3.5",
)
CRISIS = Kanaal(
    code="crisis",
    naam="Crisis",
    uitleg="Er is nu hulp nodig. Eerst helpen, daarna beslissen.",
    bewijzen={"melding": "Melding bij het centrale nummer", "crisisdienst": "Verslag van de crisisdienst"},
    bewijs_nodig=True,
    beslist=Wie.GEMEENTE,
    termijn=Termijn("Besluit achteraf", CRISIS_WEKEN, "weken", "keuze van de regio", Status.INSTELLING),
    regionaal=True,
    stappen=False,
    zorg_eerst=True,
    verwijzers=("01", "06"),
    wet="Jeugdwet 2.6",
)
ALLE = (EIGEN, VERWIJZING, MAATREGEL, CRISIS)
PER_CODE = {kanaal.code: kanaal for kanaal in ALLE}


def kanaal_van(verwijzer_type: str) -> Kanaal:
    """The channel that goes with a kind of referrer (COD327) in a request of a provider; otherwise the own one."""
    return next((one for one in (VERWIJZING, MAATREGEL) if verwijzer_type in one.verwijzers), EIGEN)
