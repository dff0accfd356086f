# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Readings of solidarity with their outcome, and the texts of the four O's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jeugdregio.core.source import Source
from jeugdregio.regimes.values import Regel
from jeugdregio.verevening.lezingen import (
    LEZINGEN,
    Aandeel,
    Bijdrage,
    Gemeentecijfers,
    Lezing,
    NietTeVerevenen,
    Uitkomst,
)
from jeugdregio.verevening.vier_o import TEKSTEN, Feiten, Grond, O, Tekst, Vergelijking, toewijsbaar, vergelijk

__all__ = [
    "LEZINGEN",
    "TEKSTEN",
    "Aandeel",
    "Bijdrage",
    "Comiteoordeel",
    "Feiten",
    "Gemeentecijfers",
    "Grond",
    "Jaarcijfers",
    "Jaarstand",
    "Lab",
    "Lezing",
    "NietTeVerevenen",
    "O",
    "Regime",
    "Sleutel",
    "Slotaandeel",
    "Stand",
    "Teken",
    "Tekst",
    "Uitkomst",
    "Vergelijking",
    "Verzoek",
    "Verzoekgegevens",
    "toewijsbaar",
    "vergelijk",
]


@dataclass(frozen=True)
class Jaarcijfers:
    """The figures of one municipality in one year, in cents, with their source."""

    cijfers: Gemeentecijfers
    jaar: int
    bron: str
    verzonnen: bool = False
    id: int = 0


@dataclass(frozen=True)
class Teken:
    """What a source says of one municipality in one year: 1 paid in, -1 received."""

    gemeente: str
    teken: int
    bron: Source


@dataclass(frozen=True)
class Lab:
    """
    One year under every reading. `regels` is what held then; `mag` whether that is a settlement at all.

    `past` says per outcome whether it agrees with what sources say (`tekens`).
    """

    jaar: int
    cijfers: tuple[Jaarcijfers, ...]
    uitkomsten: tuple[Uitkomst, ...]
    regels: tuple[Regel, ...]
    tekens: tuple[Teken, ...]
    past: tuple[bool, ...]

    @property
    def mag(self) -> bool:
        """Whether the rules of that year share costs (S61: only 2015 and 2016)."""
        return any("over" in one.waarde for one in self.regels)

    @property
    def weigering(self) -> str:
        """Why this year is not settled, with what held and where that stands; empty when it is."""
        if self.mag:
            return ""
        said = " ".join(f"{one.regel} ({one.vindplaats})" for one in self.regels) or "Geen bron noemt een verevening."
        return f"Over {self.jaar} wordt niet verevend. {said}"


@dataclass(frozen=True)
class Regime:
    """
    A way to settle between municipalities, laid over the figures of one year, whether it held then or not.

    `verrekening` is per municipality what it pays (above zero) or receives; it sums to zero. `uitleg` says what it is.
    """

    code: str
    naam: str
    uitleg: str
    bron: str
    verrekening: Mapping[str, int]

    @property
    def som_cent(self) -> int:
        """Of all settlements: always zero."""
        return sum(self.verrekening.values())


class Sleutel(StrEnum):
    """By what municipalities share what was granted; no source names one."""

    BUDGET = "budget"
    JEUGDIGEN = "jeugdigen"
    GELIJK = "gelijk"

    @property
    def label(self) -> str:
        """In words."""
        return _SLEUTELS[self]


_SLEUTELS = {
    Sleutel.BUDGET: "naar budget van dat jaar",
    Sleutel.JEUGDIGEN: "naar aantal jeugdigen",
    Sleutel.GELIJK: "elke gemeente evenveel",
}


class Stand(StrEnum):
    """How far a request is."""

    INGEDIEND = "ingediend"
    COMITE = "comité oordeelt"
    ADVIES = "advies gegeven"
    TOEGEKEND = "toegekend"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True)
class Verzoekgegevens:
    """What a municipality asks: `gevraagd_cent` of `kosten_cent`, with the facts and a reason per O."""

    jaar: int
    omschrijving: str
    kosten_cent: int
    gevraagd_cent: int
    tekst: Tekst
    feiten: Feiten
    waarom: Mapping[O, str]


@dataclass(frozen=True)
class Comiteoordeel:
    """What one member of the committee said about one O."""

    gemeente: str
    o: O
    voldaan: bool
    reden: str
    gegeven_op: datetime


@dataclass(frozen=True)
class Verzoek:
    """A request as it stands; what did not happen yet is None or empty."""

    id: int
    gemeente: str
    gegevens: Verzoekgegevens
    ingediend_op: datetime
    ingediend_door: str
    ingetrokken_op: datetime | None
    einde_reden: str
    leden: Mapping[str, str]
    oordelen: tuple[Comiteoordeel, ...]
    ingesteld_op: datetime | None = None
    advies_op: datetime | None = None
    positief: bool | None = None
    motivering: str = ""
    besloten_op: datetime | None = None
    toegekend_cent: int | None = None
    besluit_reden: str = ""

    @property
    def stand(self) -> Stand:
        """How far it is, from what happened."""
        if self.ingetrokken_op:
            return Stand.INGETROKKEN
        if self.besloten_op:
            return Stand.TOEGEKEND if self.toegekend_cent else Stand.GEWEIGERD
        if self.advies_op:
            return Stand.ADVIES
        return Stand.COMITE if self.ingesteld_op else Stand.INGEDIEND

    @property
    def stemmen(self) -> dict[O, tuple[int, int]]:
        """(met, not met) per O."""
        return {
            one: (
                sum(vote.voldaan for vote in self.oordelen if vote.o is one),
                sum(not vote.voldaan for vote in self.oordelen if vote.o is one),
            )
            for one in O
        }

    @property
    def per_o(self) -> dict[O, bool | None]:
        """What the committee finds per O: more than half of all members; None until every member voted on it."""
        return {
            one: None if yes + no < len(self.leden) or not self.leden else 2 * yes > len(self.leden)
            for one, (yes, no) in self.stemmen.items()
        }

    @property
    def nog_te_horen(self) -> tuple[str, ...]:
        """The municipalities of members that did not vote on all four."""
        return tuple(code for code in self.leden if sum(vote.gemeente == code for vote in self.oordelen) < len(O))


@dataclass(frozen=True)
class Slotaandeel:
    """What one municipality receives and bears in a settlement, in cents; `saldo_cent` above zero: pays."""

    gemeente: str
    gewicht: int
    ontvangt_cent: int
    draagt_cent: int

    @property
    def saldo_cent(self) -> int:
        """What it bears less what it receives."""
        return self.draagt_cent - self.ontvangt_cent


@dataclass(frozen=True)
class Jaarstand:
    """
    One budget year under the four O's: how it was settled, or how it would be by a key.

    `missend` says why it cannot be worked out by this key; then there are no shares.
    """

    jaar: int
    sleutel: Sleutel
    aandelen: tuple[Slotaandeel, ...]
    vastgesteld_op: datetime | None = None
    bron: str = ""
    missend: str = ""
    open_verzoeken: int = 0

    @property
    def som_cent(self) -> int:
        """Of all balances: always zero."""
        return sum(one.saldo_cent for one in self.aandelen)
