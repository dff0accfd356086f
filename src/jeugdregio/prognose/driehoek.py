# SPDX-License-Identifier: EUPL-1.2
"""
Incurred but not yet declared: the chain ladder on months of care by months of delay.

Factors are weighted by volume over the last months of care, so that a change in how fast providers declare is seen.
What a triangle is too young to show (the tail) goes on as its last two steps did.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

LANGSTE = 18
"""After so many months of delay a month of care counts as complete."""
VENSTER = 9
"""So many months of care, back from the newest, give the factors."""
AANNAME = (30.0, 1.35, 1.08, 1.03, 1.01, 1.0)
"""Steps where a region is too young to show its own: most claims come within a month after care, the last after six."""
STAART_RATIO = 0.5
"""How much smaller each next step of the tail is when the triangle shows too little to say."""
KLEINSTE_AANDEEL = 0.001
"""Stands for nothing: no claim has come after so many months of delay."""

Regel = tuple[int, int, int]
"""Month of care, month in which it was known, cents."""
Driehoek = Mapping[int, Sequence[int]]
"""Per month of care what was known in all after 0, 1, 2 … months of delay."""


def driehoek(regels: Iterable[Regel], peil: int) -> dict[int, list[int]]:
    """Cumulative amounts by delay, up to what could be known on the first day of month `peil`."""
    steps: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for dienst, bekend, cents in regels:
        if bekend < peil and dienst < peil:
            steps[dienst][min(max(bekend - dienst, 0), peil - 1 - dienst)] += cents
    found = {}
    for dienst, by_delay in steps.items():
        total, row = 0, []
        for delay in range(peil - dienst):
            total += by_delay.get(delay, 0)
            row.append(total)
        found[dienst] = row
    return found


def factoren(rijen: Driehoek, terugval: Sequence[float] = ()) -> list[float]:
    """
    By which an amount grows from each delay to the next, `LANGSTE` of them.

    `terugval` gives the factor where this triangle has no pair of its own; without one the tail goes on by itself.
    """
    newest = max(rijen, default=0)
    recent = [row for dienst, row in rijen.items() if dienst > newest - VENSTER - LANGSTE]
    found: list[float] = []
    ratio = STAART_RATIO
    for delay in range(LANGSTE):
        pairs = [(row[delay], row[delay + 1]) for row in recent if len(row) > delay + 1]
        pairs = pairs[-VENSTER:]
        before, after = sum(one for one, _ in pairs), sum(one for _, one in pairs)
        if before > 0 and after > 0:
            found.append(after / before)
        elif after > 0:
            found.append(1 / KLEINSTE_AANDEEL)
        elif delay < len(terugval):
            found.append(terugval[delay])
        else:
            if len(found) > 1 and found[-2] > 1 < found[-1]:
                ratio = min((found[-1] - 1) / (found[-2] - 1), STAART_RATIO)
            found.append(1 + max((found[-1] - 1) * ratio if found else 0.0, 0.0))
    return found


def aandelen(stappen: Sequence[float]) -> list[float]:
    """Which share of a month of care is known after 0, 1, 2 … months of delay; the last is 1."""
    shares = [1.0]
    for step in reversed(stappen):
        shares.append(shares[-1] / step)
    return [min(max(share, KLEINSTE_AANDEEL), 1.5) for share in reversed(shares)]


def aandeel(shares: Sequence[float], dienst: int, peil: int) -> float:
    """The share of a month of care that is known on the first day of month `peil`; 1 when it is complete."""
    seen = peil - 1 - dienst
    return shares[seen] if seen < LANGSTE else 1.0


def nog_te_declareren(geboekt: int, share: float, vooraf: float) -> float:
    """
    What is still to be declared: the unseen share of what the month will be (Benktander).

    That is half way between two classics: a chain ladder follows a single early or late invoice of a young month
    entirely, Bornhuetter-Ferguson follows `vooraf`, what was expected of the month, entirely. Nought when complete.
    """
    return (1 - share) * (geboekt + (1 - share) * vooraf)
