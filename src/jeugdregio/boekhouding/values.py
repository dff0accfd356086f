# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The shapes that leave the room: an entry of the ledger, and what an export came to."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Post:
    """An entry, or the sum of entries with the same municipality, booking month, cause and accounts (cents)."""

    gemeente: str
    boekmaand: date
    oorzaak: str
    debet: str
    credit: str
    bedrag_cent: int


@dataclass(frozen=True)
class Uitgevoerd:
    """What is in a written ledger: how many transactions, and how many bookings only as part of a sum."""

    transacties: int
    opgeteld: int
