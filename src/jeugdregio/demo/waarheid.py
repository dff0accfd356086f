# SPDX-License-Identifier: EUPL-1.2
"""What the simulator knows about each message it sends: right or wrong, and which codes must come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

GEEN: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WaarheidRegel:
    """
    The truth about one prestatie.

    A wrong line must be refused with all of `verwachte_codes`, and with nothing outside those plus
    `toegestane_extra`. `bedrag_cent` is signed: a credit is negative.
    """

    referentie: str
    juist: bool
    verwachte_codes: frozenset[str]
    toegestane_extra: frozenset[str]
    fout: str
    bedrag_cent: int


@dataclass(frozen=True, slots=True)
class Waarheid:
    """
    The truth about one message.

    `verwachte_codes` are codes on the message as a whole (0001, 9056, 9333, 8214; for JW305 and JW307
    every code, as one mistake refuses the message). `dubbel` marks a byte-identical second delivery,
    which must have no effect at all and has no lines here.
    """

    juist: bool
    fout: str = ""
    verwachte_codes: frozenset[str] = GEEN
    toegestane_extra: frozenset[str] = GEEN
    dubbel: bool = False
    regels: tuple[WaarheidRegel, ...] = ()

    @property
    def toegekend_cent(self) -> int:
        """What must be granted on this message, debet less credit, in eurocents."""
        return sum(r.bedrag_cent for r in self.regels if r.juist)


@dataclass(frozen=True, slots=True)
class Bericht:
    """One message on its way; the file name holds no citizen service number."""

    moment: datetime
    soort: str
    afzender: str
    ontvanger: str
    bestandsnaam: str
    xml: bytes
    waarheid: Waarheid
