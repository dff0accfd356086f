# SPDX-License-Identifier: EUPL-1.2
"""How the pages of this room show a team, and what went wrong."""

from functools import partial

from jeugdregio.components import blad
from jeugdregio.components.schrijfwijze import bedrag_kort, promille
from jeugdregio.components.values import Deel as Meterdeel
from jeugdregio.components.values import Meter
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.teambudget.actions import NietVastTeLeggen
from jeugdregio.teambudget.queries import GeenTeam
from jeugdregio.teambudget.values import VOL, Teamstand

BOVEN = "Teambudget"
VOORGESTELD = "Het voorstel staat klaar onder Voorstellen. Een collega met hetzelfde recht moet het bevestigen."
PLICHT = (
    "Een budget dat op is, stopt niets: de plicht om te helpen blijft (inkoopnotitie 2015, par. 4.5). Besluiten gaan "
    "door. Het bestuur hoort het wel."
)


doe = partial(blad.doe, weigert=(NietToegestaan, NietVastTeLeggen, GeenTeam))
"""As `components.blad.doe`, with the refusals of this room."""


def beeld(one: Teamstand) -> Meter:
    """How much of a budget is gone, as one bar."""
    whole = max(one.budget_cent or 0, one.kosten_cent, 1)
    own, free = one.eigen_cent, one.kosten_cent - one.eigen_cent
    left = max((one.budget_cent or 0) - one.kosten_cent, 0)
    parts = [
        Meterdeel("Hulp van het team zelf", bedrag_kort(own), own * VOL // whole, "positief"),
        Meterdeel("Vrij te besteden", bedrag_kort(free), free * VOL // whole, "waarschuwing"),
        Meterdeel("Over", bedrag_kort(left), left * VOL // whole, "neutraal"),
    ]
    used = (
        "geen budget vastgesteld"
        if one.budget_cent is None
        else f"{promille(one.promille)} van {bedrag_kort(one.budget_cent)}"
    )
    return Meter(f"{one.team.naam}: {used}", tuple(parts))


def jaar_uit(text: str, van_zelf: int) -> int:
    """The year that was asked for, or that of today."""
    return int(text) if text.isdecimal() and len(text) == 4 and 2015 <= int(text) <= van_zelf + 1 else van_zelf
