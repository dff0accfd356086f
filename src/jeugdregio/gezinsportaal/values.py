# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What someone of a family may see, and who was let in."""

from dataclasses import dataclass
from datetime import date, datetime

from jeugdregio.gezinsportaal.models import Regelsoort

__all__ = ["Portaalregel", "Regelsoort", "Toegang", "Zicht"]


@dataclass(frozen=True)
class Zicht:
    """
    Whether one person may see the file of one youth on a day, with why and the article.

    `deels`: without what the youth keeps back. `tot` is the first day on which the answer may be another.
    """

    ziet: bool
    waarom: str
    artikel: str
    deels: bool = False
    tot: date | None = None


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
