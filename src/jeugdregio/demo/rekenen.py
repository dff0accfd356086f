# SPDX-License-Identifier: EUPL-1.2
"""
How much a provider may declare: the arithmetic of TR321, TR322, TR346 and IV076-IV089 for the simulator.

Periods here are inclusive, as in the messages. Volumes are whole numbers in the unit of the
declaration; when hours are declared in minutes every maximum is multiplied by 60 (TR341).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ONBEGRENSD = date.max
PER_DAG, PER_WEEK, PER_MAAND, TOTAAL = "1", "2", "4", "6"
OUTPUT = ("82", "83")


@dataclass(frozen=True, slots=True)
class Omvang:
    """What was allocated, over which dates; `factor` is 60 when hours are declared in minutes."""

    volume: int
    eenheid: str
    frequentie: str
    ingang: date
    einde: date | None
    factor: int = 1


def laatste_van_maand(dag: date) -> date:
    """The last day of the month of a date."""
    return dag.replace(day=monthrange(dag.year, dag.month)[1])


def volgende_maand(dag: date) -> date:
    """The first day of the next month."""
    return laatste_van_maand(dag) + timedelta(days=1)


def productperiode(maand: date, ingang: date, einde: date | None) -> tuple[date, date]:
    """The month cut to the allocation (IV089, TR387, TR388); empty when the first is after the second."""
    return max(maand, ingang), min(laatste_van_maand(maand), einde or ONBEGRENSD)


def weken(van: date, tot: date) -> int:
    """Number of distinct ISO weeks a period touches."""
    return ((tot - timedelta(days=tot.weekday())) - (van - timedelta(days=van.weekday()))).days // 7 + 1


def zondagen(van: date, tot: date) -> int:
    """Number of Sundays in a period."""
    eerste = van + timedelta(days=6 - van.weekday())
    return max(0, (tot - eerste).days // 7 + 1) if eerste <= tot else 0


def _outputweken(o: Omvang, van: date, tot: date) -> int:
    """Sundays, and the broken last week in the month of the last Sunday (IV076, IV077)."""
    if o.einde is None:
        return zondagen(van, tot)
    laatste_zondag = o.einde - timedelta(days=(o.einde.weekday() + 1) % 7)
    if laatste_zondag < o.ingang:
        return int(van <= o.einde <= tot)
    staart = o.einde != laatste_zondag and van <= laatste_zondag <= tot
    return zondagen(van, tot) + staart


def maand_maximum(o: Omvang, van: date, tot: date) -> int:
    """The most one prestatie may hold over a product period (TR321)."""
    if o.frequentie == PER_DAG:
        return o.factor * o.volume * ((tot - van).days + 1)
    if o.frequentie == PER_WEEK:
        aantal = _outputweken(o, van, tot) if o.eenheid in OUTPUT else weken(van, tot)
        return o.factor * o.volume * aantal
    return o.factor * o.volume


def totaal_maximum(o: Omvang) -> int | None:
    """The most all prestaties together may hold (TR322); None where nothing bounds it."""
    if o.frequentie == TOTAAL:
        return o.factor * o.volume
    if o.einde is None:
        return None
    if o.frequentie == PER_DAG:
        return o.factor * o.volume * ((o.einde - o.ingang).days + 1)
    if o.frequentie == PER_MAAND:
        maanden = (o.einde.year - o.ingang.year) * 12 + o.einde.month - o.ingang.month + 1
        return o.factor * o.volume * maanden
    if o.eenheid in OUTPUT:
        return o.factor * o.volume * _outputweken(o, o.ingang, o.einde)
    return o.factor * o.volume * weken(o.ingang, o.einde)


def minuuttarief(uurtarief_cent: int) -> int:
    """Hourly tariff per minute, half up to whole cents (IV081)."""
    return (uurtarief_cent + 30) // 60


def bedrag_minuten(uurtarief_cent: int, minuten: int) -> int:
    """Amount of minutes at an hourly tariff, half up to whole cents; never minutes times minute tariff."""
    return (uurtarief_cent * minuten + 30) // 60
