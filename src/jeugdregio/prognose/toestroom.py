# SPDX-License-Identifier: EUPL-1.2
"""
From allocations to spend: which part of what is allocated is delivered in each month after the start.

Allocations that begin in one month are a cohort. The pattern of a segment says which share of the value of a cohort is
spent in its first, second, third … month; known cohorts run off along it, and inflow that is still to come as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jeugdregio.prognose import driehoek, reeks
from jeugdregio.prognose.values import LOOPTIJD, Cel, Kosten, Toegewezen, Verloop

OUDSTE = 36
"""Months of start, back from the peildatum, that give the pattern."""
GENOEG = 6
"""With fewer cohorts than this a month after the start has no pattern."""


def leverpatroon(
    toegewezen: Mapping[int, float], kosten: Mapping[tuple[int, int], float], shares: Sequence[float], peil: int
) -> list[float] | None:
    """
    Per month after the start the share of the allocated value that is spent; None when there is too little to see.

    `kosten` is by month of start and month of care, as known; `shares` makes young months complete.
    """
    pattern = []
    for age in range(LOOPTIJD):
        starts = [one for one in toegewezen if peil - OUDSTE <= one and one + age < peil]
        if len(starts) < GENOEG:
            break
        value = sum(toegewezen[one] * driehoek.aandeel(shares, one + age, peil) for one in starts)
        spent = sum(kosten.get((one, one + age), 0.0) for one in starts)
        pattern.append(max(spent / value, 0.0) if value > 0 else 0.0)
    return pattern if len(pattern) >= GENOEG else None


def instroom(toegewezen: Iterable[Toegewezen], cells: Iterable[Cel], peil: int) -> dict[Cel, dict[int, float]]:
    """The value of new allocations per cell and month of start, with those that are not registered yet added."""
    rows = list(toegewezen)
    shares = driehoek.aandelen(driehoek.factoren(driehoek.driehoek(_regels(rows), peil)))
    found: dict[Cel, dict[int, float]] = {cell: {} for cell in cells}
    for one in rows:
        own = found.setdefault(Cel(one.gemeente, one.segment), {})
        own[one.start] = own.get(one.start, 0.0) + one.waarde_cent
    for own in found.values():
        for start in own:
            if start < peil:
                own[start] /= driehoek.aandeel(shares, start, peil)
    return found


def _regels(rows: Iterable[Toegewezen]) -> Iterable[driehoek.Regel]:
    return ((one.start, one.bekend, one.waarde_cent) for one in rows)


def uitloop(
    cohorten: Mapping[int, float], shape: reeks.Vorm, pattern: Sequence[float], maanden: Sequence[int], peil: int
) -> dict[int, float]:
    """What cohorts that began and cohorts that will begin cost in these months, along the pattern of the segment."""
    past = {start: value for start, value in cohorten.items() if start < peil}
    level = reeks.niveau(past, dict.fromkeys(past, 1.0), shape, peil)
    last = max(maanden, default=peil)
    future = reeks.vooruit(level, shape, range(peil, last + 1), peil)
    for start, value in cohorten.items():  # what is known to begin later is the least that will
        if start >= peil:
            future[start] = max(future.get(start, 0.0), value)
    everything = {**past, **future}
    return {
        month: sum(
            value * pattern[month - start] for start, value in everything.items() if 0 <= month - start < len(pattern)
        )
        for month in maanden
    }


def per_start(verloop: Iterable[Verloop]) -> dict[str, dict[tuple[int, int], float]]:
    """Costs by month of start and month of care, per segment."""
    found: dict[str, dict[tuple[int, int], float]] = defaultdict(lambda: defaultdict(float))
    for one in verloop:
        found[one.segment][one.start, one.dienst] += one.bedrag_cent
    return found


def oudere_kosten(kosten: Iterable[Kosten]) -> dict[Cel, dict[int, float]]:
    """Costs of allocations that began longer ago than the pattern reaches, per cell and month of care."""
    found: dict[Cel, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for one in kosten:
        if one.langer:
            found[Cel(one.gemeente, one.segment)][one.dienst] += one.bedrag_cent
    return found
