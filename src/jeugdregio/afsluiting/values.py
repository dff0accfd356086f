# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What month and year end give back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from jeugdregio.begroting.values import MaandRapport
from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.values import Nagekomen

MAANDRAPPORT, JAARRAPPORT = "maandrapport", "jaarrapport"
PROEFBALANS, OPENSTAAND, VOORSCHOTTEN = "proefbalans", "openstaand", "voorschotten"
PROGNOSE, NAGEKOMEN, PGB, NAAST = "prognose", "nagekomen", "pgb", "naast"
SOORTEN: Mapping[str, tuple[str, str]] = {
    MAANDRAPPORT: ("Maandrapport", "De uitputting van het budget, van januari tot en met de maand."),
    PROEFBALANS: ("Proefbalans", "Wat op elke rekening van het grootboek staat, tot en met de maand."),
    OPENSTAAND: ("Te betalen per aanbieder", "Wat van wat is geboekt nog niet is betaald, tot en met de maand."),
    VOORSCHOTTEN: ("Voorschotten", "Elk voorschot, en wat daarvan over was toen de maand dichtging."),
    PROGNOSE: ("Prognose van het jaar", "De prognose van de eerste dag na de maand, als die er was."),
    NAGEKOMEN: ("Nagekomen", "Kosten die in deze maand zijn geboekt en over eerdere maanden gaan."),
    NAAST: (
        "Kosten naast declaraties",
        "Pgb, taken, subsidies, teams en verevening: wat sinds januari op die rekeningen is geboekt.",
    ),
    PGB: ("Pgb", "Wat bij de SVB staat en wat die heeft verantwoord, en hoeveel houders er waren."),
    JAARRAPPORT: ("Jaarrapport", "Budget, kosten, afrekening en balans van het hele jaar."),
}
"""What is frozen: the name of each kind, and what is in it."""


@dataclass(frozen=True)
class Afsluiting:
    """What closing did: the municipalities that were closed now, and those that already were."""

    maand: Maand
    gesloten: tuple[str, ...]
    was_al_gesloten: tuple[str, ...]


@dataclass(frozen=True)
class Editie:
    """
    A report with its standing: `vastgesteld_op` is when it was frozen, None when it may change.

    `keer` counts the closings of the month, from 1; 0 for a month that is open.
    """

    rapport: MaandRapport
    vastgesteld_op: datetime | None
    sha256: str
    keer: int = 0

    @property
    def definitief(self) -> bool:
        """Whether these figures will be the same for ever."""
        return self.vastgesteld_op is not None


@dataclass(frozen=True)
class RegioEditie:
    """The reports of the municipalities, in order of name, and their total; `zonder` names who is not counted."""

    totaal: MaandRapport
    gemeenten: tuple[Editie, ...]
    zonder: tuple[str, ...] = ()

    @property
    def definitief(self) -> bool:
        """Whether every municipality is closed, so that the total stays the same too."""
        return bool(self.gemeenten) and all(editie.definitief for editie in self.gemeenten)


@dataclass(frozen=True)
class Stuk:
    """
    A frozen document of a month: one of `SOORTEN`, with what is in it and its fingerprint (SHA-256, hexadecimal).

    `geldig` is False for an edition of a month that was re-opened since.
    """

    gemeente: str
    soort: str
    maand: Maand
    keer: int
    inhoud: Mapping[str, Any]
    sha256: str
    vastgesteld_op: datetime
    geldig: bool

    @property
    def naam(self) -> str:
        """What it is called."""
        return SOORTEN[self.soort][0]

    @property
    def bytes(self) -> bytes:
        """The document in the one form of which `sha256` is the fingerprint."""
        return canoniek(self.inhoud)


@dataclass(frozen=True)
class Heropend:
    """A closing that was undone: when, why, and by whom; a name is empty for who is of another organisation."""

    keer: int
    op: datetime
    reden: str
    voorgesteld_door: str
    bevestigd_door: str


@dataclass(frozen=True)
class Wijziging:
    """A figure that differs between two editions, in its own unit; None where an edition does not have it."""

    groep: str
    naam: str
    eenheid: str
    was: int | None
    nu: int | None

    @property
    def verschil(self) -> int:
        """What came or went."""
        return (self.nu or 0) - (self.was or 0)


@dataclass(frozen=True)
class Punt:
    """
    One line of the checklist of a year: how many there are, and whether that stops the closing or only warns.

    `pagina` is the name of the page with the rows; empty where there is none.
    """

    code: str
    naam: str
    aantal: int
    blokkeert: bool
    uitleg: str
    pagina: str = ""

    @property
    def goed(self) -> bool:
        """Whether there is nothing."""
        return self.aantal == 0


@dataclass(frozen=True)
class Jaarafsluiting:
    """What closing a year did: the municipalities that were closed now, and those that already were."""

    jaar: int
    gesloten: tuple[str, ...]
    was_al_gesloten: tuple[str, ...]


@dataclass(frozen=True)
class Jaarbeeld:
    """
    A year as the asker sees it: the checklist, who is closed, and what came later per municipality.

    `open` has the months that are not closed yet, per municipality that took part at the end of the year.
    """

    jaar: int
    namen: Mapping[str, str]
    punten: tuple[Punt, ...]
    open: Mapping[str, tuple[Maand, ...]]
    gesloten: frozenset[str]
    later: Mapping[str, tuple[Nagekomen, ...]]
    peildatum: date

    @property
    def klaar(self) -> bool:
        """Whether nothing stops the closing."""
        return not any(one.blokkeert and one.aantal for one in self.punten)

    @property
    def dicht(self) -> bool:
        """Whether the year is closed for everyone in it."""
        return bool(self.namen) and self.gesloten >= set(self.namen)


def canoniek(inhoud: Mapping[str, Any]) -> bytes:
    """A document in its one canonical form: keys in order, no spaces, UTF-8. SQL does the same (migration 0003)."""
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def vingerafdruk(inhoud: Mapping[str, Any]) -> bytes:
    """The SHA-256 of a document in its canonical form."""
    return sha256(canoniek(inhoud)).digest()
