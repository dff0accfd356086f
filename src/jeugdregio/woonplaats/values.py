# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What has to be known to say which municipality is responsible, and the shapes of the answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand

NIEUWE_REGEL = date(2022, 1, 1)
MEERDERJARIG, EINDE_PLEEGZORG, EINDE_JEUGDHULP = 18, 21, 23


class Hulp(StrEnum):
    """What help the question is about."""

    AMBULANT = "ambulant"
    MAATREGEL = "maatregel"
    VERBLIJF = "verblijf"


class Verblijfsoort(StrEnum):
    """Where a child stays; the value is the row of the table."""

    PLEEGZORG = "W02"
    JEUGDHULP = "W03"
    OPVANG = "W04"
    WLZ = "W05"
    JUSTITIEEL = "W06"


class Gezag(StrEnum):
    """Who has authority; matters under the old rule only."""

    OUDER = "ouder"
    GECERTIFICEERDE_INSTELLING = "voogdij"


@dataclass(frozen=True)
class Verblijf:
    """
    One stay. `brp_ervoor` is the municipality of the address just before it, empty when not known.

    `aansluitend`: it followed the one before without going home. `einde` is its last day. `deeltijd`: the child
    keeps its own address.
    """

    soort: Verblijfsoort
    brp_ervoor: str = ""
    aansluitend: bool = False
    einde: date | None = None
    deeltijd: bool = False


@dataclass(frozen=True)
class Feiten:
    """
    What has to be known about a child at `moment`; an empty municipality is one that is not known.

    `aantekening`: the address in the BRP carries a remark (Wet BRP, article 2.26). `voortgezet`: help that went on
    after the 18th birthday, or was taken up again within half a year.
    """

    moment: date
    hulp: Hulp
    leeftijd: int
    brp: str = ""
    aantekening: bool = False
    buitenland: bool = False
    verblijven: tuple[Verblijf, ...] = ()
    moeder_bij_geboorte: str = ""
    werkelijk_verblijf: str = ""
    voortgezet: bool = False
    gezag: Gezag = Gezag.OUDER
    gezagsdrager: str = ""


@dataclass(frozen=True)
class Woonplaats:
    """The responsible municipality, the rows of the table that led to it, and the moment that decided."""

    gemeente: str
    regels: tuple[str, ...]
    peilmoment: str


class NietVastTeStellen(Exception):
    """Raised when the facts are not enough; the text says in Dutch which is missing, or who else is responsible."""


@dataclass(frozen=True)
class Voortzetting:
    """
    The right to go on with help after another municipality became responsible, on `vanaf`.

    `tot_en_met` is its last day, empty without an end. `zelfde_aanbieder`: with the same provider, conditions and
    tariffs; otherwise something equal.
    """

    vanaf: date
    tot_en_met: date | None
    zelfde_aanbieder: bool
    regel: str


@dataclass(frozen=True)
class Adresperiode:
    """
    Where a child was registered in [`van`, `tot`): a municipality, abroad (`buitenland`), or nothing known.

    `aantekening`: it was found that the child does not live there (Wet BRP, article 2.26). `bron` says who told it.
    """

    van: date
    tot: date | None
    gemeente: str = ""
    aantekening: bool = False
    buitenland: bool = False
    bron: str = ""


@dataclass(frozen=True)
class Verblijfperiode:
    """A stay in [`van`, `tot`); `deeltijd`: the child keeps its own address."""

    van: date
    tot: date | None
    soort: Verblijfsoort
    deeltijd: bool = False
    bron: str = ""


@dataclass(frozen=True)
class Gezagsperiode:
    """Who had authority in [`van`, `tot`), and the municipality where that person lived; counts until 2022."""

    van: date
    tot: date | None
    gezag: Gezag
    gemeente: str = ""
    bron: str = ""


@dataclass(frozen=True)
class Plaatsperiode:
    """The municipality where a child really was in [`van`, `tot`), whatever the BRP says."""

    van: date
    tot: date | None
    gemeente: str
    bron: str = ""


@dataclass(frozen=True)
class Geschiedenis:
    """
    Everything that is known about where a child belongs, over time. Of two rows on one day the later one counts.

    `voortgezet`: help went on after the 18th birthday, or was taken up again within half a year. `maatregel`: the help
    carries out a child protection measure or youth probation.
    """

    geboren: date
    adressen: tuple[Adresperiode, ...] = ()
    verblijven: tuple[Verblijfperiode, ...] = ()
    gezag: tuple[Gezagsperiode, ...] = ()
    werkelijk: tuple[Plaatsperiode, ...] = ()
    moeder_bij_geboorte: str = ""
    voortgezet: bool = False
    maatregel: bool = False


@dataclass(frozen=True)
class Stap:
    """One step of the reasoning in plain Dutch, the row of the table when there is one, and who told the fact."""

    tekst: str
    regel: str = ""
    bron: str = ""


@dataclass(frozen=True)
class Antwoord:
    """
    Who is responsible in [`van`, `tot`), by which rows, and why.

    `gemeente` is empty when the facts are not enough; `ontbreekt` says then what is missing.
    """

    van: date
    tot: date
    gemeente: str
    regels: tuple[str, ...] = ()
    stappen: tuple[Stap, ...] = ()
    ontbreekt: str = ""


@dataclass(frozen=True)
class Overgang:
    """Another municipality is responsible from `op` on; `recht` says how long help goes on, and for which kind."""

    op: date
    van: str
    naar: str
    recht: Voortzetting | None = None


@dataclass(frozen=True)
class Bepaling:
    """
    What a municipality works out about a child over [`van`, `tot`): a draft until `vastgesteld_op`.

    `antwoorden` follow from `geschiedenis`; `nummer` is that of the row.
    """

    nummer: int
    gemeente: str
    persoon: str
    naam: str
    geschiedenis: Geschiedenis
    van: date
    tot: date
    antwoorden: tuple[Antwoord, ...]
    door: str
    begonnen_op: datetime
    vastgesteld_op: datetime | None


@dataclass(frozen=True)
class Betaald:
    """
    One granted line of a claim, as the room of claims tells it; `bedrag_cent` is negative when it was credited.

    Not the child: whoever collects these lines has asked for one child.
    """

    bericht_id: int
    nr: int
    aanbieder: str
    categorie: str
    code: str
    dienstmaand: Maand
    bedrag_cent: Cent


@dataclass(frozen=True)
class Anders:
    """A period in which another municipality was responsible for a child than the one that established it."""

    bepaling: int
    persoon: str
    naam: str
    gemeente: str
    van: date
    tot: date
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Vordering:
    """
    A claim of `schuldeiser` on `schuldenaar` for [`van`, `tot`), as one of the two sees it.

    `kind` and `persoon` are empty for a debtor that is not responsible for the child now.
    """

    nummer: int
    kenmerk: str
    schuldeiser: str
    schuldenaar: str
    van: date
    tot: date
    bedrag_cent: Cent
    stand: str
    extern: bool
    grondslag: str
    toelichting: str
    door: str
    voorgesteld_op: datetime
    besloten_op: datetime | None
    verrekend_op: datetime | None
    persoon: str = ""
    kind: str = ""
    gecorrigeerd_cent: int = 0

    @property
    def netto_cent(self) -> int:
        """What is left of it after what was credited since."""
        return self.bedrag_cent - self.gecorrigeerd_cent


@dataclass(frozen=True)
class Vorderingsdeel:
    """One line beneath a claim; `regel` is its message and number, `correctie` what became of it (empty: it counts)."""

    aanbieder: str
    categorie: str
    code: str
    dienstmaand: Maand
    bedrag_cent: Cent
    regel: tuple[int, int]
    correctie: str = ""


class NietTeVorderen(Exception):
    """Raised when a claim cannot be made, or a step cannot be taken; the text says in Dutch why and what to do."""


class NietVastTeLeggen(Exception):
    """Raised when a fact or an outcome cannot be kept; the text says in Dutch why and what to do."""


@dataclass(frozen=True)
class TeVerrekenen:
    """
    A claim between two municipalities of the region that waits for the settlement, by its number alone.

    `terug`: what the creditor of a settled claim pays back; then `bedrag_cent` is below zero.
    """

    vordering: int
    kenmerk: str
    schuldeiser: str
    schuldenaar: str
    bedrag_cent: Cent
    terug: bool = False
