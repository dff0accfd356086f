# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The accounts of the ledger, and the two shapes that leave the room."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.bulk import KOSTEN, TE_BETALEN

BANK, VOORSCHOTTEN, TE_VORDEREN_VAN_AANBIEDERS = "1000", "1200", "1310"
TE_VORDEREN_VAN_GEMEENTEN, TE_BETALEN_AAN_GEMEENTEN = "1300", "1610"
VOORSCHOT_SVB, ONTVANGEN_VOOR_PGB, KOSTEN_PGB = "1330", "1620", "4010"
KOSTEN_TAAKGERICHT, KOSTEN_SUBSIDIE, KOSTEN_LUMPSUM = "4020", "4030", "4040"

VEREVENING = "4900"
"""What municipalities bear of each other's costs: solidarity, not care of the own municipality."""

# The taakveld of Iv3 follows from the category of a booking and its year (room `boekhouding`).
REKENINGEN: Mapping[str, str] = MappingProxyType(
    {
        BANK: "Bank",
        VOORSCHOTTEN: "Voorschotten aan aanbieders",
        TE_VORDEREN_VAN_GEMEENTEN: "Te vorderen van gemeenten",
        TE_VORDEREN_VAN_AANBIEDERS: "Te vorderen van aanbieders",
        VOORSCHOT_SVB: "Voorschot bij de SVB",
        TE_BETALEN: "Te betalen aan aanbieders",
        TE_BETALEN_AAN_GEMEENTEN: "Te betalen aan gemeenten",
        ONTVANGEN_VOOR_PGB: "Ontvangen van gemeenten voor pgb",
        KOSTEN_PGB: "Kosten pgb",
        KOSTEN_TAAKGERICHT: "Kosten taakgericht",
        KOSTEN_SUBSIDIE: "Subsidies",
        KOSTEN_LUMPSUM: "Lumpsum toegangsteams",
        KOSTEN: "Kosten jeugdhulp",
        VEREVENING: "Verevening tussen gemeenten",
    }
)

__all__ = [
    "BANK",
    "KOSTEN",
    "KOSTEN_LUMPSUM",
    "KOSTEN_PGB",
    "KOSTEN_SUBSIDIE",
    "KOSTEN_TAAKGERICHT",
    "ONTVANGEN_VOOR_PGB",
    "REKENINGEN",
    "TE_BETALEN",
    "TE_BETALEN_AAN_GEMEENTEN",
    "TE_VORDEREN_VAN_AANBIEDERS",
    "TE_VORDEREN_VAN_GEMEENTEN",
    "VEREVENING",
    "VOORSCHOTTEN",
    "VOORSCHOT_SVB",
    "Journaal",
    "Nagekomen",
    "Saldo",
]


@dataclass(frozen=True)
class Journaal:
    """
    One movement to book: `bedrag_cent` (positive) goes from account `credit` to account `debet`.

    (`oorzaak`, `oorzaak_id`, `oorzaak_nr`) names the cause; the same cause is booked once per municipality.
    """

    gemeente: str
    aanbieder: str
    categorie: str
    code: str
    oorzaak: str
    oorzaak_id: int
    oorzaak_nr: int
    debet: str
    credit: str
    bedrag_cent: Cent
    boekmaand: Maand
    dienstmaand: Maand


@dataclass(frozen=True)
class Saldo:
    """What is on one account, in cents: debit minus credit, so the saldi of all accounts sum to zero."""

    rekening: str
    naam: str
    debet_cent: int
    credit_cent: int

    @property
    def saldo_cent(self) -> int:
        """Positive is a debit balance."""
        return self.debet_cent - self.credit_cent


@dataclass(frozen=True)
class Nagekomen:
    """What was booked later than the month of care: of one month (of care or of booking), lines and cents of costs."""

    maand: Maand
    regels: int
    bedrag_cent: int
