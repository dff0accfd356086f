# SPDX-License-Identifier: EUPL-1.2
"""The production statement of a provider: its lines, its edition, and what was said about it. Amounts in cents."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from jeugdregio.core.periode import Maand

PRODUCTIE, EERDER, OVERIG = "productie", "eerder", "overig"
SOORTEN = {PRODUCTIE: "Hulp van dit jaar", EERDER: "Correctie over een eerder jaar", OVERIG: "Niet uit declaraties"}
GEGROND, ONGEGROND = "gegrond", "ongegrond"
ANTWOORDEN = {GEGROND: "Gegrond: het bedrag wordt gecorrigeerd", ONGEGROND: "Ongegrond: het bedrag blijft"}
VERKLARINGEN = {
    "goedkeurend": "Goedkeurend",
    "beperking": "Met beperking",
    "oordeelonthouding": "Oordeelonthouding",
    "afkeurend": "Afkeurend",
    "bestuur": "Verklaring van het bestuur zelf (onder de grens)",
}
DECEMBER = 12


class NietTeVerantwoorden(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Productie:
    """One line: a kind, year of care, product and unit; `clienten` whose amount on it is not nought."""

    soort: str
    dienstjaar: int
    oorzaak: str
    categorie: str
    code: str
    eenheid: str
    clienten: int
    volume: int
    bedrag_cent: int


@dataclass(frozen=True)
class Ernaast:
    """What was paid, granted as advance, left of advances, and still to be paid, up to the same month."""

    betaald_cent: int = 0
    voorschot_cent: int = 0
    voorschot_over_cent: int = 0
    open_cent: int = 0


@dataclass(frozen=True)
class Geteld:
    """What is in the ledger of one provider and municipality in a year, up to and including a month."""

    gemeente: str
    aanbieder: str
    tot_en_met: Maand
    regels: tuple[Productie, ...]
    clienten: int = 0
    ernaast: Ernaast = Ernaast()

    def som(self, soort: str = "") -> int:
        """The cents of all lines, or of one kind."""
        return sum(one.bedrag_cent for one in self.regels if soort in ("", one.soort))

    @property
    def vingerafdruk(self) -> str:
        """The SHA-256 of the lines in their one canonical form, hexadecimal; the order of the lines is nothing."""
        rows = sorted(json.dumps(asdict(one), sort_keys=True) for one in self.regels)
        return sha256(json.dumps([self.gemeente, self.aanbieder, str(self.tot_en_met), rows]).encode()).hexdigest()


@dataclass(frozen=True)
class Verantwoording:
    """One edition, as `models.Productieverantwoording`."""

    nummer: int
    gemeente: str
    aanbieder: str
    jaar: int
    editie: int
    tot_en_met: Maand
    stand: str
    totaal_cent: int
    productie_cent: int
    eerder_cent: int
    overig_cent: int
    clienten: int
    ernaast: Ernaast
    vingerafdruk: str
    opgesteld_op: datetime
    reageren_voor: date
    bevestigd_op: datetime | None
    vastgesteld_op: datetime | None

    @property
    def heel_jaar(self) -> bool:
        """Whether every month of the year counts."""
        return self.tot_en_met.maand == DECEMBER


@dataclass(frozen=True)
class Verantwoordingsregel:
    """A line of an edition with its place in it."""

    volgnr: int
    productie: Productie


@dataclass(frozen=True)
class Bezwaarregel:
    """What a provider contests; `volgnr` 0 is something that is not in the statement. `antwoord` empty: not yet."""

    nummer: int
    verantwoording: int
    volgnr: int
    reden: str
    eigen_cent: int
    betwist_op: datetime
    uiterlijk: date
    antwoord: str
    toelichting: str


@dataclass(frozen=True)
class Verklaring:
    """What an accountant said of an edition."""

    verantwoording: int
    gemeente: str
    aanbieder: str
    jaar: int
    soort: str
    accountant: str
    afgegeven_op: date
    fouten_cent: int
    onzekerheden_cent: int


@dataclass(frozen=True)
class Onderregel:
    """One booking under a line; the ledger gives the cents, the claim the rest."""

    bericht_id: int
    nr: int
    dienstmaand: Maand
    boekmaand: Maand
    referentie: str
    volume: int
    bedrag_cent: int


@dataclass(frozen=True)
class Ronde:
    """What opening a round did: new editions, editions that replace one, and those that were right already."""

    nieuw: int
    vervangen: int
    gelijk: int


@dataclass(frozen=True)
class Ontbrekend:
    """A provider with costs in a year and no statement of the whole year that is determined; `stand` empty: none."""

    gemeente: str
    aanbieder: str
    bedrag_cent: int
    stand: str


@dataclass(frozen=True)
class Wachtend:
    """Work that a statement asks of someone: to react (`aanbieder`) or to answer (`gemeente`)."""

    verantwoording: int
    gemeente: str
    aanbieder: str
    wie: str
    aantal: int
    uiterlijk: date


@dataclass(frozen=True)
class Bevinding:
    """A line that a control found wrong; `gecrediteerd`: the provider took it back itself. Cents."""

    nummer: int
    gemeente: str
    aanbieder: str
    bericht_id: int
    nr: int
    referentie: str
    bedrag_cent: int
    fout_cent: int
    toelichting: str
    uiterlijk: date
    gecrediteerd: bool
    gevorderd_op: datetime | None
    hersteld_op: datetime | None

    @property
    def open(self) -> bool:
        """Whether the provider still has to credit it."""
        return not self.gecrediteerd and self.gevorderd_op is None

    @property
    def te_herstellen(self) -> bool:
        """Whether it was claimed and credited after all: the claim is to be taken back."""
        return self.gecrediteerd and self.gevorderd_op is not None and self.hersteld_op is None
