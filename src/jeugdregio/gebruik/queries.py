# SPDX-License-Identifier: EUPL-1.2
"""DOOR. How many jeugdigen have help, come and go; shares of age groups; published figures and whether they fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jeugdregio.core.periode import Maand
from jeugdregio.gebruik import gegevens, onderliggend, tellen
from jeugdregio.gebruik.values import (
    GROEPEN,
    REGIO,
    Gepubliceerd,
    Halfjaar,
    Noemer,
    Regels,
    Telling,
    Vergelijking,
    gebruikspercentage,
)
from jeugdregio.gebruik.vergelijken import vergelijk
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio

AANTAL = 6
"""So many half-years are shown, the one of the day included."""
LANDELIJK = ("Nederland", "IJsselland")


class NietTeZien(Exception):
    """Raised when a figure is of another municipality, or there is no such municipality or figure."""


@dataclass(frozen=True)
class Gebruik:
    """
    The share of an age group that had help in a half-year. `procent` is not rounded.

    `procent` is None when the count is hidden, or when it is not known how many people of that age live there.
    """

    groep: str
    teller: int | None
    noemer: Noemer | None
    procent: Decimal | None


def peildag(dag: date) -> date:
    """
    Until when is counted on a day: the first of its month.

    A count of every day, beside that of the day before, would tell of one child.
    """
    return Maand.van(dag).begin


def halfjaren(peildatum: date) -> list[Halfjaar]:
    """The last half-years, oldest first, the one of the day included."""
    found = [Halfjaar.van_dag(peildatum)]
    while len(found) < AANTAL:
        found.append(found[-1].vorige)
    return found[::-1]


def tellingen(peildatum: date, *, on_behalf_of: Machtiging) -> list[Telling]:
    """
    The counts of the last half-years until `peildag`, oldest first: of every municipality for the region, else of the
    own one.

    Who may not see allocations gets no small numbers, also not by subtraction.
    """
    return tellen.tel(halfjaren(peildatum), peildag(peildatum), on_behalf_of=on_behalf_of)


def gebruik(telling: Telling) -> list[Gebruik]:
    """The percentage of every age group of a count, each by the residents of that very group."""
    towns = [telling.gemeente] if telling.gemeente else list(regio.namen())
    found = []
    for group in GROEPEN:
        many, under = telling.leeftijd[group], _noemer(telling.gemeente, group, towns)
        share = gebruikspercentage(many, under.inwoners) if many is not None and under is not None else None
        found.append(Gebruik(group, many, under, share))
    return found


def _noemer(gemeente: str, groep: str, gemeenten: Sequence[str]) -> Noemer | None:
    """The residents of these municipalities together; None when they are not known of each."""
    known = gegevens.noemers()
    parts = [known[town, groep] for town in gemeenten if (town, groep) in known]
    if not parts or len(parts) < len(gemeenten):
        return None
    return replace(parts[0], gemeente=gemeente, inwoners=sum(one.inwoners for one in parts))


def regels(gemeente: str, halfjaar: Halfjaar, figuur: str, peildatum: date, *, on_behalf_of: Machtiging) -> Regels:
    """The children under a figure, for the municipality itself and the region. Raises `NietTeZien`."""
    until = peildag(peildatum)
    if gemeente == REGIO or on_behalf_of.gemeente not in ("", gemeente) or not _is_gemeente(on_behalf_of):
        raise NietTeZien
    if halfjaar not in halfjaren(peildatum) or halfjaar.van >= until:
        raise NietTeZien
    try:
        return onderliggend.regels(gemeente, halfjaar, figuur, until, on_behalf_of=on_behalf_of)
    except KeyError as unknown:
        raise NietTeZien from unknown


def _is_gemeente(wie: Machtiging) -> bool:
    return bool(wie.gemeente or wie.regio)


def gepubliceerd() -> Mapping[str, Gepubliceerd]:
    """Every published figure by code."""
    return gegevens.gepubliceerd()


def gepubliceerd_gebruik(gebied: str = "") -> list[Gepubliceerd]:
    """Published percentages of use, of the Netherlands, the region, and the area with this name."""
    places = (*LANDELIJK, gebied)
    return [
        one
        for one in gegevens.gepubliceerd().values()
        if one.eenheid == "procent"
        and one.gebied in places
        and one.onderwerp.startswith(("jeugdigen met", "jongeren met"))
    ]


def vergelijkingen() -> list[Vergelijking]:
    """Published figures beside what follows from their parts: those that contradict first."""
    found = [vergelijk(one) for one in gegevens.toetsen()]
    return sorted(found, key=lambda one: not one.strijdig)
