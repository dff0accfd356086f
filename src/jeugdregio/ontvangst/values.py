# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Deliveries and what became of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from jeugdregio.berichten.values import Soort

SOORTEN = (Soort.JW301, Soort.JW305, Soort.JW307, Soort.JW315, Soort.JW317, Soort.JW319, Soort.JW323)
"""The kinds of message that the region takes in, judges and answers."""

RETOUREN = (Soort.JW302, Soort.JW320)
"""The answers of providers to what a municipality sends; they get no answer themselves."""

RETOUR_WERKDAGEN = 3
"""So many working days a provider has to answer (OP090)."""

XSLT_VERSIE = "1.0.0"
"""Named in an answer with 0001. The standard asks for the version of the XSLT that was used (IV033); we have none."""


@dataclass(frozen=True)
class Aanlevering:
    """One file as someone delivered it. `afzender` is the organisation that delivers: AGB or CBS code."""

    naam: str
    data: bytes
    afzender: str
    kanaal: str = "web"


@dataclass(frozen=True)
class Ontvangst:
    """The receipt of one file: kept under `bestand_id`; `herhaling` when the same bytes were here before."""

    bestand_id: int
    naam: str
    herhaling: bool


@dataclass(frozen=True)
class Uitkomst:
    """What became of one message. `antwoord` is the answer as XML, empty when the standard gives none."""

    bestand_id: int
    nr: int
    gemeente: str
    aanbieder: str
    soort: Soort | None
    bericht_id: int | None
    identificatie: str
    uitkomst: str
    niveau: int | None = None
    regels: Sequence[str] = ()
    uitleg: str = ""
    antwoord: bytes = b""
    klasse_codes: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    kopcode: str = ""


@dataclass(frozen=True)
class Mislukking:
    """A file on which processing failed alone; `apart` when it was set aside. `fout` quotes nothing of it."""

    bestand_id: int
    poging: int
    fout: str
    apart: bool


@dataclass(frozen=True)
class Apartgezet:
    """A file that is set aside: why, after how many tries, and what is known about it."""

    bestand_id: int
    naam: str
    afzender: str
    ontvangen_op: datetime
    gezet_op: datetime
    pogingen: int
    fout: str


@dataclass(frozen=True)
class Verslag:
    """The report on one batch; `mislukt` are the files on which processing failed on a bug."""

    peildatum: date
    moment: datetime
    uitkomsten: Sequence[Uitkomst]
    mislukt: Sequence[Mislukking] = ()

    @property
    def per_uitkomst(self) -> Counter[str]:
        """How many messages had each outcome."""
        return Counter(u.uitkomst for u in self.uitkomsten)


GEWEIGERD = "geweigerd"
DOORGEGEVEN = "doorgegeven"
"""Turned away at the door: not a message that the standard knows an answer to."""

APART = (
    "Dit bestand staat apart: het programma kan het niet verwerken. Het is bewaard en de regio ziet het staan. "
    "U hoeft het niet opnieuw aan te leveren."
)
"""What the sender of a file that was set aside reads."""

Taak = Literal[
    "verzoek",
    "start",
    "stop",
    "bestand",
    "vastgehouden",
    "woonplaats",
    "oprekken",
    "vervangen",
    "geweigerd",
    "declareren",
    "retour",
    "geen_retour",
    "afkeuring",
    "declaratie",
]
"""What has to be done, as the page with work names it."""
Wie = Literal["gemeente", "aanbieder", "regio"]


@dataclass(frozen=True)
class Werk:
    """
    One thing that somebody has to do, at the latest on `uiterlijk`.

    `nummer` is that of the allocation, the file or the message, and for a request that of its message, with `nr`;
    `kenmerk` is what people call it. `sinds` is the day the term counts from. `feit` is what can be ticked off.
    """

    soort: Taak
    termijn: str
    aan_zet: Wie
    gemeente: str
    aanbieder: str
    nummer: int
    nr: int
    kenmerk: str
    sinds: date
    uiterlijk: date
    feit: str = ""

    def is_te_laat(self, peildatum: date) -> bool:
        """Whether the last day lies behind `peildatum`."""
        return self.uiterlijk < peildatum
