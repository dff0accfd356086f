# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What leaves the room: open amounts, runs, orders, and what a file of the bank said."""

from dataclasses import dataclass, field
from datetime import date, datetime

from stdnum.iso7064 import mod_97_10

from jeugdregio.core.periode import Maand

BETALING, RETOUR = "betaling", "betaalretour"
VOORSCHOT, VERREKENING, TERUGVORDERING = "voorschot", "verrekening", "terugvorder"
ONTVANGST = "ontvangst"
"""The causes of this room in the ledger; an order is booked per category, the number of its cause below nought."""

TERMIJN, LUMPSUM, LUMPSUM_UIT = "termijn", "lumpsum", "lumpsumuit"
"""Causes of rooms above: an instalment is paid in a run; a lump sum is paid by the municipality itself, always."""


TERUGVORDEREN, TERUGBOEKING = "TV", "TB"
"""What a reference of this room begins with: of a claim, and of money that was not ours."""


def referentie(nummer: int, soort: str = TERUGVORDEREN) -> str:
    """The creditor reference (ISO 11649) of a claim: what a provider says when it pays back."""
    own = f"{soort}{nummer:08}"
    return f"RF{mod_97_10.calc_check_digits(own + 'RF')}{own}"


class NietTeBetalen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Opdracht:
    """One transfer of a file: cents, to whom, and the mark that comes back."""

    kenmerk: str
    bedrag_cent: int
    iban: str
    tenaamstelling: str
    omschrijving: str


@dataclass(frozen=True)
class Melding:
    """What the bank said of one transfer; `kenmerk` empty: of the whole file `bericht`, or of nothing of ours."""

    gebeurtenis: str
    """`aanvaard`, `afgewezen`, `betaald` or `terug`."""
    kenmerk: str = ""
    bericht: str = ""
    bedrag_cent: int | None = None
    dag: date | None = None
    redencode: str = ""
    tekst: str = ""
    """What the payer wrote, and the reference it gave."""
    verwijzing: str = ""
    """How the bank itself names this transaction; empty when it does not."""
    naam: str = ""
    iban: str = ""
    """Who is on the other side, as the bank says it."""


@dataclass(frozen=True)
class Rekeningregel:
    """An account of a provider, half-open; `door` is the account number of who proposed it."""

    id: int
    aanbieder: str
    iban: str
    tenaamstelling: str
    bron: str
    stand: str
    van: date | None
    tot: date | None
    door: int
    voorgesteld_op: datetime


@dataclass(frozen=True)
class Openstaand:
    """What can be paid to a provider for a municipality (cents), and what holds it up: empty when nothing does."""

    gemeente: str
    aanbieder: str
    regels: int
    bedrag_cent: int
    reden: str


@dataclass(frozen=True)
class Ronde:
    """A payment run with its totals in cents."""

    id: int
    nummer: int
    boekmaand: Maand
    betaaldag: date
    stand: str
    gemaakt_door: int
    bevroren_door: int | None
    sha256: str
    opdrachten: int
    bedrag_cent: int
    betaald_cent: int
    terug_cent: int


@dataclass(frozen=True)
class Opdrachtregel:
    """One order as a page shows it."""

    id: int
    ronde: int
    gemeente: str
    aanbieder: str
    kenmerk: str
    bedrag_cent: int
    iban: str
    stand: str
    betaald_op: date | None
    terug_op: date | None
    redencode: str


@dataclass(frozen=True)
class Regel:
    """One booking in an order, in cents with its sign."""

    dienstmaand: Maand
    categorie: str
    code: str
    oorzaak: str
    oorzaak_id: int
    oorzaak_nr: int
    bedrag_cent: int


@dataclass(frozen=True)
class Lokaal:
    """What a municipality that pays itself has to pay to a provider for a month of care, in cents."""

    gemeente: str
    aanbieder: str
    dienstmaand: Maand
    regels: int
    bedrag_cent: int


@dataclass(frozen=True)
class Voorschotstand:
    """An advance and what is left of it (cents); `uitbetaald`: the bank paid it out, so claims are settled with it."""

    id: int
    gemeente: str
    aanbieder: str
    bedrag_cent: int
    verrekend_cent: int
    over_cent: int
    stand: str
    bron: str
    uitbetaald: bool


@dataclass(frozen=True)
class Vorderingstand:
    """
    What a provider has to pay back, and what came of it (cents); `kenmerk` is what it says then.

    Without a provider: what a municipality pays, or gets. `kant` is how the bank of the region calls that (`terug`
    comes in, `betaald` goes out), `laatst` the day of the last receipt.
    """

    id: int
    gemeente: str
    aanbieder: str
    oorzaak: str
    kenmerk: str
    bedrag_cent: int
    ontvangen_cent: int
    oorzaak_id: int
    laatst: date | None
    kant: str

    @property
    def open_cent(self) -> int:
        """What is still to come."""
        return self.bedrag_cent - self.ontvangen_cent


@dataclass(frozen=True)
class Koppelregel:
    """
    A part of a bank line, in cents: what someone says it is, and where that stands.

    `kenmerk` says of which claim, or of which money to send back.
    """

    id: int
    bankregel: int
    soort: str
    bedrag_cent: int
    kenmerk: str
    reden: str
    stand: str
    dag: date | None
    teruggeboekt_op: date | None


@dataclass(frozen=True)
class Bankmelding:
    """
    A transaction that fits nothing by itself, in cents; `open_cent` is what nobody said of what it is.

    `tekst`, `naam` and `iban` are what the bank told of it, read from its file; empty in a list.
    """

    id: int
    kenmerk: str
    gebeurtenis: str
    bedrag_cent: int | None
    open_cent: int
    dag: date | None
    uitkomst: str
    opdracht: int | None
    vordering: int | None
    tekst: str = ""
    naam: str = ""
    iban: str = ""

    @property
    def koppelbaar(self) -> bool:
        """Whether people can say what it is: a transaction of a statement, and not one of our payments."""
        return self.dag is not None and self.opdracht is None and self.open_cent > 0


@dataclass(frozen=True)
class Ingelezen:
    """What a file of the bank came to: number of transactions per outcome."""

    bestand: int
    was_bekend: bool
    aantallen: dict[str, int] = field(default_factory=dict)
