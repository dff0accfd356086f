# SPDX-License-Identifier: EUPL-1.2
"""DOOR. A file of a trust person as a page shows it."""

from dataclasses import dataclass
from datetime import datetime

from jeugdregio.vertrouwen.zegel import NietIngericht

__all__ = ["DossierDicht", "NietIngericht", "Notitieregel", "Vertrouwensdossier"]


class DossierDicht(Exception):
    """Raised when something is written in a file that is closed."""


@dataclass(frozen=True)
class Vertrouwensdossier:
    """One file; `woonplaats` is the code of a municipality, or empty. `persoon` is who it is in the read log."""

    nummer: int
    roepnaam: str
    woonplaats: str
    geopend_op: datetime
    gesloten_op: datetime | None
    persoon: str


@dataclass(frozen=True)
class Notitieregel:
    """One note; `wie` is the name of the colleague who wrote it."""

    nr: int
    tekst: str
    wie: str
    gezet_op: datetime
