# SPDX-License-Identifier: EUPL-1.2
"""
Counting with a saved definition (N15, S51): the number, and always the names behind it.

The conditions of a definition are data. A definition is a list of alternatives; a provider counts when it meets all
conditions of one of them. A condition names a property, the values of which one is enough (none: any value will do),
and whether it is turned round:

    [[{"kenmerk": "lijst", "een_van": ["ggz-2015"]}, {"kenmerk": "rechtsvorm", "een_van": ["bv"], "niet": true}],
     [{"kenmerk": "keten", "een_van": ["onderaannemer"]}]]
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jeugdregio.aanbieders.values import Definitie, Eenheid, Geteld, Telling, Verschil, Voorwaarde

KENMERKEN = {
    "lijst": "staat op de lijst",
    "aanduiding": "heet op een lijst",
    "rechtsvorm": "heeft als rechtsvorm",
    "keten": "is in een keten",
    "toezicht": "heeft intern toezicht",
    "contract": "heeft een contract voor",
}
"""What a condition can ask, as it reads; `contract` is known to who sees contracts, and is given along."""
KETEN = ("hoofdaannemer", "onderaannemer", "coöperatie", "lid")

Kenmerken = Mapping[str, frozenset[str]]


class OnleesbareVoorwaarden(ValueError):
    """The conditions are not in the vocabulary; the text says what is wrong."""


@dataclass(frozen=True)
class Feiten:
    """What is known of one provider on a day; `leden` are the AGB codes of those who carry out its work."""

    agb: str
    naam: str
    kenmerken: Kenmerken
    leden: tuple[str, ...] = ()


def lees_voorwaarden(data: Any) -> tuple[tuple[Voorwaarde, ...], ...]:
    """The conditions of a definition; raises OnleesbareVoorwaarden."""
    if not isinstance(data, list) or not data or not all(isinstance(one, list) and one for one in data):
        raise OnleesbareVoorwaarden("Geef minstens één rij met voorwaarden.")
    return tuple(tuple(_lees(one) for one in alternative) for alternative in data)


def _lees(data: Any) -> Voorwaarde:
    if not isinstance(data, dict) or not {"kenmerk"} <= data.keys() <= {"kenmerk", "een_van", "niet"}:
        raise OnleesbareVoorwaarden("Een voorwaarde heeft een kenmerk, en verder alleen een_van en niet.")
    if data["kenmerk"] not in KENMERKEN:
        raise OnleesbareVoorwaarden(f"Het kenmerk {data['kenmerk']} is er niet. Kies uit: {', '.join(KENMERKEN)}.")
    values = data.get("een_van", [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise OnleesbareVoorwaarden("Geef bij een_van een lijst met woorden.")
    return Voorwaarde(data["kenmerk"], tuple(values), bool(data.get("niet", False)))


def in_woorden(voorwaarden: Sequence[Sequence[Voorwaarde]], namen: Mapping[str, str]) -> str:
    """The conditions as a Dutch sentence; `namen` gives the name of a list by its code."""
    return "; of ".join(" en ".join(_zin(one, namen) for one in alternative) for alternative in voorwaarden)


def _zin(one: Voorwaarde, names: Mapping[str, str]) -> str:
    values = " of ".join(names.get(value, value) for value in one.een_van) or "wat dan ook"
    return f"{'niet: ' if one.niet else ''}{KENMERKEN[one.kenmerk]} {values}"


def tel(definitie: Definitie, feiten: Sequence[Feiten]) -> Telling:
    """Count these providers by this definition; the names come in order, for lines as often as there are lines."""
    found = _UNITS[definitie.eenheid](definitie.voorwaarden, feiten)
    return Telling(definitie, tuple(sorted(found, key=lambda one: (one.naam.casefold(), one.agb, one.regel))))


def vergelijk(een: Telling, ander: Telling) -> Verschil:
    """
    Who is in one count and not in the other, by name; who is more often in one is there for the difference.

    What both hold is given as a number, so the three add up.
    """
    first, second = Counter(g.agb for g in een.geteld), Counter(g.agb for g in ander.geteld)
    return Verschil(_left(een, second), _left(ander, first), sum((first & second).values()))


def _left(telling: Telling, other: Counter[str]) -> tuple[Geteld, ...]:
    """The counted ones beyond those of the other; of two lines of one provider the last remain."""
    spare = Counter(other)
    rest = []
    for one in telling.geteld:
        if spare[one.agb]:
            spare[one.agb] -= 1
        else:
            rest.append(one)
    return tuple(rest)


def _meets(alternatives: Sequence[Sequence[Voorwaarde]], known: Kenmerken) -> bool:
    return any(all(_holds(one, known) for one in alternative) for alternative in alternatives)


def _holds(one: Voorwaarde, known: Kenmerken) -> bool:
    values = known.get(one.kenmerk, frozenset())
    return bool(values & set(one.een_van) if one.een_van else values) is not one.niet


def _providers(alternatives: Sequence[Sequence[Voorwaarde]], facts: Sequence[Feiten]) -> list[Geteld]:
    return [Geteld(one.agb, one.naam) for one in facts if _meets(alternatives, one.kenmerken)]


def _lines(alternatives: Sequence[Sequence[Voorwaarde]], facts: Sequence[Feiten]) -> list[Geteld]:
    """Each line of a list is looked at as if its provider stood on that list alone."""
    found = []
    for one in facts:
        for code in sorted(one.kenmerken.get("lijst", ())):
            own = {name for name in one.kenmerken.get("aanduiding", ()) if name.startswith(f"{code}:")}
            alone = {**one.kenmerken, "lijst": frozenset({code}), "aanduiding": frozenset(own)}
            if _meets(alternatives, replace(one, kenmerken=alone).kenmerken):
                found.append(Geteld(one.agb, one.naam, code))
    return found


def _carriers_out(alternatives: Sequence[Sequence[Voorwaarde]], facts: Sequence[Feiten]) -> list[Geteld]:
    """The members in the place of their cooperative; one that has none stays itself."""
    by_agb = {one.agb: one for one in facts}
    found: dict[str, Geteld] = {}
    for one in facts:
        if _meets(alternatives, one.kenmerken):
            for agb in one.leden or (one.agb,):
                found[agb] = Geteld(agb, by_agb[agb].naam)
    return list(found.values())


_UNITS: Mapping[Eenheid, Callable[[Sequence[Sequence[Voorwaarde]], Sequence[Feiten]], list[Geteld]]] = {
    Eenheid.AANBIEDER: _providers,
    Eenheid.VERMELDING: _lines,
    Eenheid.UITVOERDER: _carriers_out,
}
