# SPDX-License-Identifier: EUPL-1.2
"""
Parts of a budget: of a segment, a category in it, or a product; with what is not divided they are the budget (S58).

What is granted, declared or committed falls in the finest part that it fits, so those sum to their total as well.
"""

from collections.abc import Iterable, Mapping

from jeugdregio.begroting.values import Budgetdeel
from jeugdregio.core.money import Cent, allocate

HEEL = 10_000
"""All of it, in hundredths of a percent."""
REST = ("", "", "")
"""The key of what is not divided."""
_SCHEIDT = "\x1f"

Sleutel = tuple[str, str, str]


class NietTeVerdelen(ValueError):
    """Raised when parts do not fit the budget; the text says what to do."""


def controleer(bedrag_cent: int, delen: Iterable[Budgetdeel]) -> tuple[Budgetdeel, ...]:
    """The parts in one order with what they leave undivided; raises `NietTeVerdelen`."""
    by_key: dict[Sleutel, int] = {}
    for one in delen:
        if one.bedrag_cent < 0:
            raise NietTeVerdelen("Een deel is niet minder dan nul.")
        if (one.code and not one.categorie) or (one.categorie and not one.segment):
            raise NietTeVerdelen("Een product hoort in een categorie, en een categorie in een segment.")
        if one.sleutel in by_key:
            raise NietTeVerdelen("Een deel staat er twee keer. Haal er een weg.")
        by_key[one.sleutel] = one.bedrag_cent
    given_rest = by_key.pop(REST, None)
    rest = bedrag_cent - sum(by_key.values())
    if rest < 0 or given_rest not in (None, rest):
        raise NietTeVerdelen("De delen zijn samen niet het budget van deze versie. Verlaag een deel of het budget.")
    return (
        *(Budgetdeel(*key, by_key[key]) for key in sorted(by_key)),
        Budgetdeel(*REST, rest),
    )


def naar_aandeel(bedrag_cent: int, aandelen: Mapping[Sleutel, int]) -> tuple[Budgetdeel, ...]:
    """
    Split by shares in hundredths of a percent; what they leave of the whole is not divided. No cent is lost.

    A negative amount gives the mirror image. Raises `NietTeVerdelen` when the shares are more than the whole.
    """
    left = HEEL - sum(aandelen.values())
    if left < 0 or any(share < 0 for share in aandelen.values()):
        raise NietTeVerdelen("De aandelen zijn samen meer dan honderd procent. Verlaag er een.")
    weights = {_SCHEIDT.join(key): share for key, share in aandelen.items()} | {_SCHEIDT.join(REST): left}
    shared = allocate(Cent(bedrag_cent), weights)
    parts = {key: int(shared[_SCHEIDT.join(key)]) for key in (*sorted(aandelen), REST)}
    return tuple(Budgetdeel(*key, cents) for key, cents in parts.items())


def plaats(sleutels: Iterable[Sleutel], segment: str, categorie: str, code: str) -> Sleutel:
    """The finest of these parts in which a product falls."""
    known = frozenset(sleutels)
    for key in ((segment, categorie, code), (segment, categorie, ""), (segment, "", "")):
        if key in known:
            return key
    return REST
