# SPDX-License-Identifier: EUPL-1.2
"""How appointments read on the pages of this room."""

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.beheer.values import Rolregel
from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Toon
from jeugdregio.gebruikers.rollen import Soort
from jeugdregio.regio import queries as regio


def loopt_tot(rol: Rolregel) -> str:
    """The days of an appointment, the last one included."""
    if rol.tot is None:
        return f"vanaf {datum(rol.vanaf)}, zonder einddatum"
    return periode(rol.vanaf, rol.tot)


def rolstand(rol: Rolregel) -> tuple[str, Toon]:
    """Whether it counts now."""
    if rol.loopt:
        return "Loopt", "positief"
    if rol.beeindigd_op:
        return "Beëindigd", "neutraal"
    return "Loopt nu niet", "waarschuwing"


def organisaties() -> dict[str, str]:
    """Every municipality and provider by its code."""
    return {**regio.namen(), **aanbieders.namen()}


def organisatienaam(rol: Rolregel, namen: dict[str, str]) -> str:
    """The organisation of an appointment."""
    if rol.soort is Soort.REGIO:
        return "de regio"
    if rol.soort is Soort.VERTROUWEN:
        return f"vertrouwenspersonen {rol.organisatie}"
    if rol.soort is Soort.PRAKTIJK:
        return f"verwijzer {rol.organisatie}"
    if rol.soort is Soort.GEZIN:
        return f"gezinslid {rol.organisatie}"
    return namen.get(rol.organisatie, rol.organisatie)
