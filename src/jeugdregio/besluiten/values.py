# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Decisions, provisions, terms and objections as they leave the room. Periods are half-open, amounts cents.

The term engine is here too, for rooms above with a term of their own: `termijn`, `klachttermijn`, `Termijn`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from jeugdregio.besluiten.termijnen import (
    Dwangsom,
    OnmogelijkeTermijn,
    Opschorting,
    Stap,
    Termijn,
    Termijnregel,
    Verlenging,
    beroepstermijn,
    beslistermijn_bezwaar,
    bezwaartermijn,
    dwangsom,
    eerste_werkdag,
    klachttermijn,
    termijn,
    verdaging,
)

__all__ = [
    "Aanvraag",
    "Bekendmaking",
    "Beroep",
    "Besluit",
    "Bezwaar",
    "Brief",
    "Dwangsom",
    "Jeugdige",
    "Keuze",
    "NietBesloten",
    "OnmogelijkeTermijn",
    "Ontvanger",
    "Ontwerp",
    "Opschorting",
    "Pgbproduct",
    "Stap",
    "Termijn",
    "Termijnfeit",
    "Termijnregel",
    "Toets",
    "Verlenging",
    "Voorwaarde",
    "Voorziening",
    "Zending",
    "beroepstermijn",
    "beslistermijn_bezwaar",
    "bezwaartermijn",
    "dwangsom",
    "eerste_werkdag",
    "klachttermijn",
    "termijn",
    "verdaging",
]

ZIN, PGB = "zin", "pgb"
TOEKENNING, GEDEELTELIJK, AFWIJZING = "toekenning", "gedeeltelijk", "afwijzing"
INTREKKING, HERZIENING, INZET = "intrekking", "herziening", "inzet"
MET_VOORZIENING = (TOEKENNING, GEDEELTELIJK, HERZIENING, INZET)


@dataclass(frozen=True)
class Jeugdige:
    """
    The child of a decision as a message and a letter name it. `verzegeld` is the sealed number.

    `adres` are lines as on an envelope, `geheim` that they may not be given to others.
    `telefoon` is where the provider reaches the family, needed when there is no address to give.
    """

    lid_id: int
    verzegeld: bytes = field(repr=False)
    geboortedatum: date
    geslacht: str
    achternaam: str
    voorvoegsel: str = ""
    voornamen: str = ""
    adres: tuple[str, ...] = ()
    geheim: bool = False
    telefoon: str = ""

    @property
    def naam(self) -> str:
        """The name as people say it."""
        return " ".join(part for part in (self.voornamen, self.voorvoegsel, self.achternaam) if part)


@dataclass(frozen=True)
class Ontvanger:
    """
    To whom a letter goes: number of the member of the family (0: the child), name, and the address on the envelope.

    `is_jeugdige` is addressed with "you" about the own help. No address: it is handed over.
    """

    lid_id: int
    naam: str
    adres: tuple[str, ...] = ()
    is_jeugdige: bool = False


@dataclass(frozen=True)
class Bekendmaking:
    """What is needed to make a decision known: the child, to whom the letters go, and who writes them."""

    jeugdige: Jeugdige
    ontvangers: tuple[Ontvanger, ...]
    gemeente_naam: str
    aanbieder_naam: str = ""
    referentie: str = ""
    """The reference of the request of the provider that this answers, when there is one."""


class NietBesloten(Exception):
    """Raised when a step was not taken; the text says why and what to do."""


@dataclass(frozen=True)
class Voorwaarde:
    """One thing that has to hold: which article, what, whether it does, and why not or what to do."""

    artikel: str
    wat: str
    voldoet: bool
    uitleg: str = ""


@dataclass(frozen=True)
class Voorziening:
    """
    A provision as decided; `tot` is the first day without it, None when open. See the model for the rest.

    `toewijzing_nummer` is the number of the allocation that came of it, in kind only.
    """

    vorm: str
    categorie: str
    omschrijving: str
    van: date
    tot: date | None
    aanbieder: str = ""
    code: str = ""
    profiel: str = ""
    volume: int | None = None
    eenheid: str = ""
    frequentie: str = ""
    budget_cent: int | None = None
    informeel: bool = False
    plafond_bereikt: bool = False
    wachttijd_weken: int | None = None
    toewijzing_nummer: int | None = None


@dataclass(frozen=True)
class Pgbproduct:
    """
    A product as a measure for a budget of the own: what a unit costs in kind at the most (cents), and the source.

    The budget is no more than the help in kind costs (Jeugdwet 8.1.1 lid 4 onder a).
    """

    categorie: str
    code: str
    omschrijving: str
    eenheid: str
    tarief_cent: int
    bron: str


@dataclass(frozen=True)
class Ontwerp:
    """What someone wants to decide: the draft. `vervangt` and `ingang` are for a withdrawal or revision."""

    soort: str
    grondslag: str
    motivering: str
    beoordeling: Sequence[tuple[str, str]] = ()
    voorzieningen: Sequence[Voorziening] = ()
    voorwaarden: Sequence[Voorwaarde] = ()
    vervangt: int | None = None
    ingang: date | None = None
    wijzigreden: str = ""
    """Under which code of the list `reden_wijziging` the allocation changes; empty: what follows from the days."""


@dataclass(frozen=True)
class Toets:
    """A second look: agreed or sent back, by whom (account), when, and why."""

    uitkomst: str
    door: int
    gezet_op: datetime
    toelichting: str
    inhoud: dict[str, object] = field(repr=False, default_factory=dict)


@dataclass(frozen=True)
class Zending:
    """How far the allocation of a decision is: ready, kept, accepted or refused; `uitleg` says why refused."""

    stand: str
    aanbieder: str
    identificatie: str
    bestand: int | None
    uitleg: str


@dataclass(frozen=True)
class Brief:
    """A letter that was made: what kind, to whom, and the fingerprint of its bytes."""

    id: int
    soort: str
    naam: str
    sha256: str
    gemaakt_op: datetime
    besluit_id: int | None = None
    """The decision it is about; None for a letter about the application itself."""


@dataclass(frozen=True)
class Termijnfeit:
    """Something that moved a term, or says that it is late."""

    id: int
    soort: str
    op: date
    uiterlijk: date | None
    aangevuld_op: date | None
    reden: str


@dataclass(frozen=True)
class Aanvraag:
    """A request of which a decision is due, with its clock."""

    id: int
    gemeente: str
    persoon: str
    aanmelding_id: int
    gezin_id: int
    lid_id: int
    kanaal: str
    ontvangen_op: date
    afgesloten_op: date | None
    zonder_besluit: str
    termijn: Termijn
    feiten: tuple[Termijnfeit, ...] = ()


@dataclass(frozen=True)
class Besluit:
    """A decision; `stand` is how far it is, `tweede_nodig` why a second name is needed."""

    id: int
    gemeente: str
    persoon: str
    aanvraag_id: int
    aanmelding_id: int
    gezin_id: int
    lid_id: int
    soort: str
    stand: str
    grondslag: str
    motivering: str
    besloten_op: date | None
    bekendgemaakt_op: date | None
    voorzieningen: tuple[Voorziening, ...]
    beoordeling: tuple[tuple[str, str], ...] = ()
    voorwaarden: tuple[Voorwaarde, ...] = ()
    tweede_nodig: tuple[str, ...] = ()
    sha256: str = ""
    vervangt: int | None = None
    ingang: date | None = None
    wijzigreden: str = ""
    makers: tuple[int, ...] = ()
    toetsen: tuple[Toets, ...] = ()
    zending: Zending | None = None
    brieven: tuple[Brief, ...] = ()

    @property
    def bezwaar(self) -> Termijn | None:
        """Until when objection is possible; None while it was not made known."""
        return bezwaartermijn(self.bekendgemaakt_op) if self.bekendgemaakt_op else None


@dataclass(frozen=True)
class Beroep:
    """An appeal against the decision on an objection."""

    id: int
    ingesteld_op: date
    rechtbank: str
    uitkomst: str
    uitspraak_op: date | None
    gevolg: str


@dataclass(frozen=True)
class Bezwaar:
    """An objection, its clock, and what came of it; `op_tijd` is whether it was in time."""

    id: int
    gemeente: str
    persoon: str
    besluit_id: int
    verzonden_op: date
    ontvangen_op: date
    van_wie: str
    gronden: str
    commissie: bool
    gehoord_op: date | None
    uitkomst: str
    beslist_op: date | None
    motivering: str
    nieuw_besluit: int | None
    op_tijd: bool
    verschoonbaar: str
    termijn: Termijn
    feiten: tuple[Termijnfeit, ...] = ()
    beroep: Beroep | None = None


@dataclass(frozen=True)
class Keuze:
    """
    A provider that can be chosen for a kind of help on a day, from the live contracts.

    `wachttijd_weken` when known, `ruimte_cent` what is left under the ceiling (None: no ceiling). `mag`: with a running
    contract and room; `uitleg` says why not, and what the duty then asks (S73).
    """

    aanbieder: str
    naam: str
    categorie: str
    code: str
    omschrijving: str
    eenheid: str
    profiel: str
    tarief_cent: int | None
    contract: str
    wachttijd_weken: int | None
    ruimte_cent: int | None
    mag: bool
    uitleg: str = ""
