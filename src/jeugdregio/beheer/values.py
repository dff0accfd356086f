# SPDX-License-Identifier: EUPL-1.2
"""DOOR: people and their roles, as the pages and the yearly review show them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jeugdregio.gebruikers.rollen import Rol, Soort

LANG_NIET = timedelta(days=90)
"""Someone who did not log in for longer is named in the review."""


@dataclass(frozen=True)
class Rolregel:
    """One appointment of one person; `door` is a name, or says that it is of another organisation."""

    id: int
    account: int
    rol: Rol
    soort: Soort
    organisatie: str
    vanaf: date
    tot: date | None
    reden: str
    door: str
    gezet_op: datetime
    beeindigd_op: datetime | None = None
    einde_reden: str = ""
    loopt: bool = False


@dataclass(frozen=True)
class Mens:
    """One person with the appointments at the organisation that asks."""

    account: int
    naam: str
    wie: str
    email: str
    actief: bool
    laatst: datetime | None
    van_ons: bool
    rollen: tuple[Rolregel, ...]


@dataclass(frozen=True)
class Rechtenregel:
    """One row of the yearly review: one role of one person that counts now."""

    rol: Rolregel
    naam: str
    wie: str
    laatst: datetime | None
    tweede_factor: bool
    sleutels: int
    aantal_rollen: int
    peil: datetime

    @property
    def opvallend(self) -> tuple[str, ...]:
        """What a reviewer should look at."""
        found = []
        if self.laatst is None:
            found.append("nooit ingelogd")
        elif self.peil - self.laatst > LANG_NIET:
            found.append(f"{LANG_NIET.days} dagen niet ingelogd")
        if self.rol.tot is None:
            found.append("zonder einddatum")
        if self.aantal_rollen > 1:
            found.append("meer dan één rol")
        if not self.tweede_factor:
            found.append("geen tweede factor")
        return tuple(found)


@dataclass(frozen=True)
class Nagelopen:
    """One statement that the review was done."""

    organisatie: str
    door: str
    gezet_op: datetime
    bevinding: str
    sha256: str
