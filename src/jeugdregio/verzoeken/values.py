# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Requests and their terms, as other rooms see them."""

from dataclasses import dataclass
from datetime import date, datetime

IN_BEHANDELING = "in_behandeling"
IN_ONDERZOEK = "in_onderzoek"
AFWIJZEN, ONDERZOEKEN = "1", "2"
"""The VerzoekAntwoord of a JW319."""

WOONPLAATSBEGINSEL = "8"
"""The reason for refusal that names another municipality (TR377)."""

GECERTIFICEERDE_INSTELLING = "04"
"""The kind of referrer (COD327) of a request in which a certified institution decided."""


@dataclass(frozen=True)
class Gevraagd:
    """
    One product in a request; `einde` is inclusive.

    `wat`: aangevraagd, ongewijzigd, te_wijzigen or nieuw. What stays as it is has a number only.
    """

    wat: str
    toewijzing_nummer: int | None
    categorie: str | None
    code: str | None
    begin: date | None
    einde: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cent: int | None
    verwijzer_type: str = ""
    verwijzer: str = ""


@dataclass(frozen=True)
class Verwijzingstand:
    """
    How it goes with one referral, for who referred; `begin` and `einde` are the first and the last day of care.

    `toegewezen` is half-open (its end empty when there is none), None while nothing was allocated.
    """

    bericht_id: int
    nr: int
    persoon: str
    jeugdige: str
    geboortedatum: date | None
    categorie: str
    gevraagd_op: date
    toegewezen: tuple[date, date | None] | None
    begin: date | None
    einde: date | None
    gemeentestand: str = ""
    """The state of the application that the municipality made of it; empty while there is none."""


@dataclass(frozen=True)
class OpenVerzoek:
    """
    A request that waits for a decision of the municipality.

    `uiterlijk` is the last day to answer (T10, T12: five working days after it came; T11, T13: eight weeks
    after its Dagtekening once it is looked into). `woonplaats_uiterlijk` is the last day to refuse an
    allocation because another municipality is responsible (T14: two weeks after it came), else empty.
    """

    gemeente: str
    bericht_id: int
    nr: int
    aanbieder: str
    soort: str
    referentie: str
    jeugdige: str
    dagtekening: date
    ontvangen_op: date
    status: str
    uiterlijk: date
    woonplaats_uiterlijk: date | None
    producten: tuple[Gevraagd, ...]
    geboortedatum: date | None = None
    verwijzer_type: str = ""
    persoon: str = ""
    """Who it is about, for the read log (`core.bsn.persoon`)."""

    @property
    def van_gecertificeerde_instelling(self) -> bool:
        """Whether a certified institution decided on the help: then only the residence may be looked into (T25)."""
        return self.verwijzer_type == GECERTIFICEERDE_INSTELLING

    def is_te_laat(self, peildatum: date) -> bool:
        """Whether the last day to answer lies behind `peildatum`."""
        return self.uiterlijk < peildatum


@dataclass(frozen=True)
class Besluit:
    """What the municipality answers with a JW319: `wat` is AFWIJZEN (with a reason) or ONDERZOEKEN."""

    wat: str
    reden: str = ""
    woonplaats: str = ""


@dataclass(frozen=True)
class Vastgesteld:
    """Who is responsible for a child (CBS code), by which rows of the decision table, found by whom and when."""

    gemeente: str
    regels: tuple[str, ...]
    peildatum: date
    door: str
    op: datetime


@dataclass(frozen=True)
class Overgedragen:
    """
    A request that went from one municipality of the region to another, with what was asked; `einde` is inclusive.

    `opnieuw_gevraagd`: the provider has sent its request for this child to the other municipality since.
    """

    van: str
    naar: str
    bericht_id: int
    nr: int
    aanbieder: str
    referentie: str
    op: date
    jeugdige: str
    product: str
    begin: date | None
    einde: date | None
    opnieuw_gevraagd: bool
    persoon: str = ""


@dataclass(frozen=True)
class Gegeven:
    """What an accepted JW319 said about the request with this reference; `woonplaats` is a municipality."""

    referentie: str
    wat: str
    reden: str
    woonplaats: str


@dataclass(frozen=True)
class Verzoekstand:
    """A request and what became of it; `persoon` as in the read log (`core.bsn.persoon`)."""

    gemeente: str
    bericht_id: int
    nr: int
    aanbieder: str
    soort: str
    referentie: str
    persoon: str
    ontvangen_op: date
    status: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.status in ("in_behandeling", "in_onderzoek")
