# SPDX-License-Identifier: EUPL-1.2
"""How pages name what is on an allocation."""

from datetime import date

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Toon
from jeugdregio.toewijzingen.values import TIJDELIJK, Toegewezen

EURO, UUR, MINUUT = "83", "04", "01"


def kort(day: date | None) -> str:
    """A day in figures: 05-09-2026; nothing for none."""
    return f"{day:%d-%m-%Y}" if day else ""


def periode(begin: date, einde: date | None) -> str:
    """Both ends of a period, both included."""
    return f"{kort(begin)} t/m {kort(einde)}" if einde else f"vanaf {kort(begin)}"


def eenheid(code: str) -> str:
    """The name of a unit, in the middle of a sentence."""
    return codelijst("eenheid").omschrijving(code).lower()


def hoeveelheid(volume: int, unit: str) -> str:
    """A volume with its unit; euros as an amount."""
    return cent(volume) if unit == EURO else f"{getal(volume)} {eenheid(unit)}"


def uren(minutes: int) -> str:
    """Minutes as hours: "2 uur en 30 minuten"."""
    hours, rest = divmod(minutes, 60)
    return f"{getal(hours)} uur" + (f" en {rest} minuten" if rest else "")


def omvang(one: Toegewezen) -> str:
    """What was allocated: an amount, or a volume per day, week, month or in all."""
    if one.budget_cent is not None:
        return cent(one.budget_cent)
    if one.volume is None or one.eenheid is None or one.frequentie is None:
        return "zonder omvang"
    return f"{hoeveelheid(one.volume, one.eenheid)}, {codelijst('frequentie').omschrijving(one.frequentie).lower()}"


def over(one: Toegewezen, used: tuple[int, int]) -> str:
    """What is left of the whole allocation; hours are counted in minutes."""
    if one.maximaal is None:
        return "geen maximum"
    if one.maat == "bedrag":
        return cent(one.maximaal - used[1])
    left = one.maximaal - used[0]
    if one.eenheid == UUR:
        return ("-" if left < 0 else "") + uren(abs(left))
    return hoeveelheid(left, one.eenheid) if one.eenheid else getal(left)


def zorgstand(one: Toegewezen) -> tuple[str, Toon]:
    """How the care on an allocation stands."""
    care = one.levering
    if care is None:
        return "Niet gestart", "neutraal"
    if care.loopt:
        return "Loopt", "positief"
    return ("Tijdelijk gestopt", "waarschuwing") if care.reden == TIJDELIJK else ("Gestopt", "neutraal")
