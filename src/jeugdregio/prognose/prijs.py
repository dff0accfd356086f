# SPDX-License-Identifier: EUPL-1.2
"""
The price level of a segment by month, from what was claimed: the same products at the same providers in two months.

A chain of steps; each step weighs products by the volume of the newer month. A shift to dearer products is no price.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from jeugdregio.prognose.values import Prijspunt

SPRONG = (0.5, 2.0)
"""A step outside this is an error in a claim rather than a price, and counts as none."""


def indexen(punten: Iterable[Prijspunt]) -> dict[str, dict[int, float]]:
    """Per segment the level of each month that has claims, the first being 1."""
    sums: defaultdict[str, defaultdict[int, defaultdict[str, list[int]]]]
    sums = defaultdict(lambda: defaultdict(lambda: defaultdict(lambda: [0, 0])))
    for one in punten:
        own = sums[one.segment][one.dienst][one.product]
        own[0] += one.volume
        own[1] += one.bedrag_cent
    return {segment: _keten(by_month) for segment, by_month in sums.items()}


def _keten(by_month: Mapping[int, Mapping[str, list[int]]]) -> dict[int, float]:
    found: dict[int, float] = {}
    prices: dict[str, float] = {}
    level = 1.0
    for month in sorted(by_month):
        old = new = 0.0
        for product, (volume, cents) in by_month[month].items():
            if volume > 0 and cents > 0:
                if product in prices:
                    old += volume * prices[product]
                    new += cents
                prices[product] = cents / volume
        step = new / old if old > 0 else 1.0
        level *= step if SPRONG[0] < step < SPRONG[1] else 1.0
        found[month] = level
    return found


def op(index: Mapping[int, float] | None, maand: int) -> float:
    """The level in a month: of the last month up to it that has one, or of the first; 1 without an index."""
    if not index:
        return 1.0
    if maand in index:
        return index[maand]
    earlier = [month for month in index if month < maand]
    return index[max(earlier)] if earlier else index[min(index)]
