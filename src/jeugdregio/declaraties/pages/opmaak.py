# SPDX-License-Identifier: EUPL-1.2
"""How the pages of this room name things."""

from datetime import date

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Toon
from jeugdregio.declaraties.values import AFGEKEURD, ALLES, DEELS, TOEGEKEND

STAND: dict[str, tuple[str, Toon]] = {
    TOEGEKEND: ("Toegekend", "positief"),
    DEELS: ("Deels afgewezen", "waarschuwing"),
    ALLES: ("Alles afgewezen", "negatief"),
    AFGEKEURD: ("Als geheel afgekeurd", "negatief"),
}
NIVEAUS = {
    1: "vorm van het bericht",
    2: "inhoud van het bericht zelf",
    3: "samenhang met eerdere berichten",
    4: "afspraken en registers",
}


def kort(dag: date) -> str:
    """A day in figures: 05-09-2026."""
    return f"{dag:%d-%m-%Y}"


def tot_en_met(begin: date, einde: date) -> str:
    """Both ends of a period, both included."""
    return f"{kort(begin)} t/m {kort(einde)}"


def hoeveelheid(volume: int, eenheid: str) -> str:
    """A volume with the name of its unit."""
    return f"{getal(volume)} {codelijst('eenheid').omschrijving(eenheid).lower()}"
