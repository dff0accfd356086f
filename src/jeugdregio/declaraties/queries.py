# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The fall-out queue and the weekly letter; row-level security decides which lines the asker has."""

from datetime import date

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import uitval as queue
from jeugdregio.declaraties.values import Oorzaak, Uitvalregel, Weekbrief
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

PER_PAGINA = 50


def uitval(
    *,
    on_behalf_of: Machtiging,
    gemeente: str = "",
    aanbieder: str = "",
    regel: str = "",
    maand: Maand | None = None,
    ook_opgelost: bool = False,
    pagina: int = 1,
) -> list[Uitvalregel]:
    """A page of the refused lines that meet all filters (`maand`: of the declaratie), gravest first."""
    with namens(on_behalf_of):
        return queue.regels(
            gemeente=gemeente,
            aanbieder=aanbieder,
            regel=regel,
            maand=maand,
            ook_opgelost=ook_opgelost,
            aantal=PER_PAGINA,
            vanaf=(max(pagina, 1) - 1) * PER_PAGINA,
        )


def oorzaken(*, on_behalf_of: Machtiging, gemeente: str = "", aanbieder: str = "") -> list[Oorzaak]:
    """How often each main cause came, per month and provider, and how much of it was repaired."""
    with namens(on_behalf_of):
        return queue.oorzaken(gemeente=gemeente, aanbieder=aanbieder)


def weekbrief(aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> Weekbrief:
    """What this provider still has to repair, of declaraties dated up to and including `peildatum`."""
    with namens(on_behalf_of):
        lines = tuple(queue.regels(aanbieder=aanbieder, tot_en_met=peildatum))
        naam = aanbieders.namen().get(aanbieder, aanbieder)
    return Weekbrief(aanbieder, naam, peildatum, lines)
