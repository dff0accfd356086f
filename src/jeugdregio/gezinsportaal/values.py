# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What someone of a family reads, and who was let in."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.gezinsportaal.models import Regelsoort

__all__ = ["Portaalregel", "Regelsoort", "Toegang"]


@dataclass(frozen=True)
class Toegang:
    """Someone of a family who was let in."""

    lid: int
    gemeente: str
    gezinslid: str
    account: int
    naam: str
    uitgenodigd_op: datetime
    beeindigd_op: datetime | None


@dataclass(frozen=True)
class Portaalregel:
    """One sentence about one youth; `dag` is when it was or will be."""

    persoon: str
    jeugdige: str
    soort: str
    tekst: str
    onder: str
    dag: date | None
