# SPDX-License-Identifier: EUPL-1.2
"""
Whether the second check works: how often it changed anything, and what its own history says of the threshold (N13).

What was read at each look is kept with it, so what changed between the first look and what was agreed is seen in the
decisions themselves. A proposal for a threshold is arithmetic and never sets anything.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from jeugdregio.besluiten.values import Besluit, Toets

GENOEG = 10
"""So many looks before a threshold is proposed: fewer say nothing. A choice of this house."""
MAAND = 30
SOORTEN = {
    "bedrag": "Bedrag of omvang",
    "duur": "Duur",
    "aanbieder": "Aanbieder",
    "geweigerd": "Niet doorgegaan",
    "anders": "Alleen de tekst",
}


@dataclass(frozen=True)
class Les:
    """
    What the second looks of a municipality come to.

    `gewijzigd` counts decisions by what changed; one decision can be under more than one. `dagen` is the middle of the
    days between the first and the last look, of those that were sent back; None when there are none. `drempel_cent` and
    `drempel_maanden` are the lowest at which something of substance still changed; None says too little is known.
    """

    getoetst: int
    zonder_wijziging: int
    gewijzigd: dict[str, int]
    wacht: int
    dagen: int | None
    drempel_cent: int | None
    drempel_maanden: int | None


def leer(besluiten: Sequence[Besluit]) -> Les:
    """What these decisions with their looks say together."""
    looked = [one for one in besluiten if one.toetsen]
    done = [one for one in looked if one.stand != "tweede" and one.stand != "concept"]
    changes = {one.id: wat_veranderde(one) for one in done}
    counted = Counter(kind for kinds in changes.values() for kind in kinds)
    back = [_dagen(one.toetsen) for one in done if len(one.toetsen) > 1]
    real = [one for one in done if changes[one.id] - {"anders"}]
    enough = len(done) >= GENOEG
    amounts = [amount for one in real if (amount := bedrag_cent(one.toetsen[0].inhoud)) is not None]
    months = [length for one in real if (length := maanden(one.toetsen[0].inhoud)) is not None]
    return Les(
        getoetst=len(done),
        zonder_wijziging=sum(not kinds for kinds in changes.values()),
        gewijzigd={kind: counted[kind] for kind in SOORTEN},
        wacht=sum(one.stand == "tweede" for one in besluiten),
        dagen=round(median(back)) if back else None,
        drempel_cent=min(amounts, default=None) if enough else None,
        drempel_maanden=min(months, default=None) if enough else None,
    )


def wat_veranderde(one: Besluit) -> frozenset[str]:
    """What is different between the first look and what became of the decision; empty: nothing."""
    if one.stand == "vervallen":
        return frozenset({"geweigerd"})
    first, last = one.toetsen[0].inhoud, one.toetsen[-1].inhoud
    if first == last:
        return frozenset()
    before, after = _regels(first), _regels(last)
    found = {
        kind
        for kind, names in (
            ("bedrag", ("volume", "eenheid", "frequentie", "budget_cent")),
            ("duur", ("geldig",)),
            ("aanbieder", ("aanbieder",)),
        )
        if [[line.get(name) for name in names] for line in before]
        != [[line.get(name) for name in names] for line in after]
    }
    return frozenset(found or {"anders"})


def bedrag_cent(inhoud: dict[str, Any]) -> int | None:
    """The budgets in what was read, together; None when one of its provisions has none."""
    amounts = [line.get("budget_cent") for line in _regels(inhoud)]
    return sum(amounts) if amounts and all(amount is not None for amount in amounts) else None  # type: ignore[arg-type]


def maanden(inhoud: dict[str, Any]) -> int | None:
    """The longest provision in what was read, in whole months; None when one is open."""
    lengths = []
    for line in _regels(inhoud):
        begin, end = line["geldig"]
        if not (begin and end):
            return None
        lengths.append((date.fromisoformat(end) - date.fromisoformat(begin)).days // MAAND)
    return max(lengths, default=None)


def _regels(inhoud: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = inhoud.get("voorzieningen") or []
    return found


def _dagen(looks: Sequence[Toets]) -> int:
    return (looks[-1].gezet_op - looks[0].gezet_op).days
