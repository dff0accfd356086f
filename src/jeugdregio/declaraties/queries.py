# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Declaraties, the fall-out queue and the weekly letter, as far as they exist for the asker."""

from dataclasses import replace
from datetime import date

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import inzage
from jeugdregio.declaraties import uitval as queue
from jeugdregio.declaraties.regels.ijw_3_2 import DECLARATIE, REGELS
from jeugdregio.declaraties.values import Detail, Keuze, Lijst, Maandtotaal, Oorzaak, Uitvalregel, Weekbrief
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.verzoeken import queries as verzoeken

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
    per_pagina: int = PER_PAGINA,
) -> list[Uitvalregel]:
    """A page of the refused lines that meet all filters (`maand`: of the declaratie), gravest first."""
    with namens(on_behalf_of):
        return queue.regels(
            gemeente=gemeente,
            aanbieder=aanbieder,
            regel=regel,
            maand=maand,
            ook_opgelost=ook_opgelost,
            aantal=per_pagina,
            vanaf=(max(pagina, 1) - 1) * per_pagina,
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


AFKEURING = frozenset(rule.code for rule in DECLARATIE)
"""Rules that refuse a declaratie as a whole; it then stays visible as one."""


def declaraties(keuze: Keuze, *, pagina: int = 1, per_pagina: int = PER_PAGINA, on_behalf_of: Machtiging) -> Lijst:
    """A page of the declaraties that meet the filter, newest first, with the totals of all of them."""
    with namens(on_behalf_of):
        return inzage.lijst(keuze, aantal=per_pagina, vanaf=(max(pagina, 1) - 1) * per_pagina)


def keuzes(*, on_behalf_of: Machtiging) -> tuple[list[Maand], list[str], list[str]]:
    """The months, municipalities and providers of all declaraties."""
    with namens(on_behalf_of):
        return inzage.keuzes()


def declaratie(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> Detail | None:
    """One declaratie with its lines, or None when there is none for the asker."""
    with namens(on_behalf_of):
        return inzage.detail(gemeente, bericht_id)


def regels() -> dict[str, Regel]:
    """Every rule that messages are judged by, by code, in order of code."""
    every = (*berichten.regels(), *toewijzingen.regels(), *verzoeken.regels(), *REGELS)
    merged: dict[str, Regel] = {}
    for rule in every:
        before = merged.get(rule.code)
        merged[rule.code] = replace(before, plaatsen=before.plaatsen + rule.plaatsen) if before else rule
    return dict(sorted(merged.items()))


def per_maand(*, on_behalf_of: Machtiging) -> list[Maandtotaal]:
    """What was declared and granted per month, oldest first."""
    with namens(on_behalf_of):
        return inzage.per_maand()
