# SPDX-License-Identifier: EUPL-1.2
"""
The forecast: facts as known on a first of the month in, every month of the year per municipality and segment out.

1. Months of care that passed: what was granted, and what is still to be declared (`driehoek`).
2. Months to come, twice: the series of costs forward (`reeks`), and allocations along their pattern (`toestroom`).
3. Both weighed by how well each would have done on this same region a while ago.
4. Bands by how far such forecasts were off.

Nothing here reads a database or a clock; all sums are of whole cents.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean

from jeugdregio.prognose import driehoek, prijs, reeks, toestroom
from jeugdregio.prognose.values import LOOPTIJD, MAANDEN, Band, Cel, Celstand, Feiten, Maandcijfer, Uitkomst

ZICHTBAAR = 0.2
"""From this share known on, a month of care helps to find the level."""
BEGONNEN = 10
"""A region has begun in the first month with a tenth of its dearest month."""
RIJP = 0.6
"""From this share known on, a month of care helps to find season and growth."""
Z10 = 1.2816
"""Standard deviations between the middle and one in ten."""
ZONDER_PROEF = 0.25
"""Uncertainty of a year to come (in logarithm) where nothing was forecast before."""
TERUG = (3, 6, 9)
"""Months back from which the two ways are tried."""
BANDTERUG = 24
"""Forecasts of up to so many months back give the bands."""


@dataclass(frozen=True)
class _Stand:
    """What is known and expected per cell on a peildatum."""

    geboekt: Mapping[Cel, Mapping[int, int]]
    rest: Mapping[Cel, Mapping[int, float]]
    reeks: Mapping[Cel, Mapping[int, float]]
    uitloop: Mapping[Cel, Mapping[int, float]]


def voorspel(feiten: Feiten, peil: int) -> Uitkomst:
    """
    The forecast of the year of month `peil` with what was known on its first day.

    Facts that became known later are left out here, so that no caller can look ahead.
    """
    known = feiten.tot(peil)
    year = peil // MAANDEN * MAANDEN
    ahead = range(peil, year + MAANDEN)
    now = _stand(known, peil, ahead)
    weights, errors = _proef(known, peil, len(ahead))
    months: dict[tuple[Cel, int], Maandcijfer] = {}
    for cell, booked in now.geboekt.items():
        for month in range(year, peil):
            months[cell, month] = Maandcijfer(booked.get(month, 0), round(now.rest[cell].get(month, 0.0)))
        for month in ahead:
            months[cell, month] = Maandcijfer(
                booked.get(month, 0), 0, max(round(_weeg(now, cell, month, weights)) - booked.get(month, 0), 0)
            )
    return Uitkomst(peil, months, _banden(months, errors), _standen(known, peil, now.geboekt))


def _weeg(now: _Stand, cell: Cel, month: int, weights: Mapping[str, float]) -> float:
    part = weights.get(cell.segment, 0.0) if month in now.uitloop.get(cell, {}) else 0.0
    by_allocation = now.uitloop[cell][month] if part else 0.0
    return part * by_allocation + (1 - part) * now.reeks[cell][month]


def _stand(known: Feiten, peil: int, ahead: range) -> _Stand:
    booked, lines = _per_cel(known, peil)
    shares = _aandelen(lines, peil)
    index, begin = prijs.indexen(known.prijzen), _begin(booked, peil)
    rest: dict[Cel, dict[int, float]] = {}
    series: dict[Cel, dict[int, float]] = {}
    shapes = {segment: _vorm(booked, segment, shares[segment], index.get(segment), peil) for segment in shares}
    for cell, own in booked.items():
        share, shape, price = shares[cell.segment], shapes[cell.segment], index.get(cell.segment)
        past = {month: cents for month, cents in own.items() if month < peil}
        seen = {month: driehoek.aandeel(share, month, peil) for month in past}
        real = {month: cents / seen[month] / prijs.op(price, month) for month, cents in past.items()}
        if past:  # a month without care counts, once care has begun
            real = {month: real.get(month, 0.0) for month in range(max(min(past), begin), peil)}
        weight = _gewicht(share, real, peil)
        level = reeks.niveau(real, weight, shape, peil)
        expected = reeks.vooruit(level, shape, range(min(real, default=peil), ahead.stop), peil)
        rest[cell] = {
            month: driehoek.nog_te_declareren(
                past.get(month, 0), driehoek.aandeel(share, month, peil), expected[month] * prijs.op(price, month)
            )
            for month in real
        }
        series[cell] = {month: expected[month] * prijs.op(price, month) for month in ahead}
    return _Stand(booked, rest, series, _uitloop(known, booked, shares, shapes, peil, ahead))


def _begin(booked: Mapping[Cel, Mapping[int, int]], peil: int) -> int:
    """The month in which this region began to declare: stray claims of before do not make earlier months quiet ones."""
    total: defaultdict[int, int] = defaultdict(int)
    for own in booked.values():
        for month, cents in own.items():
            total[month] += cents
    top = max(total.values(), default=0)
    return min((month for month, cents in total.items() if cents * BEGONNEN >= top > 0), default=peil)


def _gewicht(share: list[float], months: Iterable[int], peil: int) -> dict[int, float]:
    """How much each month says of the level: the square of the share that is known, nought when that is hardly any."""
    seen = {month: driehoek.aandeel(share, month, peil) for month in months}
    return {month: one**2 if one >= ZICHTBAAR else 0.0 for month, one in seen.items()}


def _per_cel(known: Feiten, peil: int) -> tuple[dict[Cel, dict[int, int]], dict[str, list[driehoek.Regel]]]:
    booked: defaultdict[Cel, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    lines: defaultdict[str, list[driehoek.Regel]] = defaultdict(list)
    for one in known.kosten:
        booked[Cel(one.gemeente, one.segment)][one.dienst] += one.bedrag_cent
        lines[one.segment].append((one.dienst, one.bekend, one.bedrag_cent))
    for row in known.toegewezen:
        booked[Cel(row.gemeente, row.segment)]  # a cell that costs nothing yet
    return {cell: dict(own) for cell, own in booked.items()}, {
        segment: lines[segment] for segment in sorted({cell.segment for cell in booked})
    }


def _aandelen(lines: Mapping[str, list[driehoek.Regel]], peil: int) -> dict[str, list[float]]:
    everything = (row for rows in lines.values() for row in rows)
    whole = driehoek.factoren(driehoek.driehoek(everything, peil), driehoek.AANNAME)
    return {
        segment: driehoek.aandelen(driehoek.factoren(driehoek.driehoek(rows, peil), whole))
        for segment, rows in lines.items()
    }


def _vorm(
    booked: Mapping[Cel, Mapping[int, int]],
    segment: str,
    share: list[float],
    price: Mapping[int, float] | None,
    peil: int,
) -> reeks.Vorm:
    total: defaultdict[int, float] = defaultdict(float)
    for cell, own in booked.items():
        if cell.segment == segment:
            for month, cents in own.items():
                seen = driehoek.aandeel(share, month, peil) if month < peil else 0.0
                if seen >= RIJP:
                    total[month] += cents / seen / prijs.op(price, month)
    return reeks.vorm(total)


def _uitloop(
    known: Feiten,
    booked: Mapping[Cel, Mapping[int, int]],
    shares: Mapping[str, list[float]],
    shapes: Mapping[str, reeks.Vorm],
    peil: int,
    ahead: range,
) -> dict[Cel, dict[int, float]]:
    """The second way, for segments whose allocations have been followed long enough."""
    cohorts = toestroom.instroom(known.toegewezen, booked, peil)
    spent = toestroom.per_start(known.verloop)
    older = toestroom.oudere_kosten(known.kosten)
    found: dict[Cel, dict[int, float]] = {}
    for segment, share in shares.items():
        cells = [cell for cell in booked if cell.segment == segment]
        total: defaultdict[int, float] = defaultdict(float)
        for cell in cells:
            for start, value in cohorts[cell].items():
                total[start] += value
        pattern = toestroom.leverpatroon(total, spent.get(segment, {}), share, peil)
        if pattern is None or len(pattern) < LOOPTIJD:
            continue
        shape = reeks.vorm({start: value for start, value in total.items() if start < peil})
        season = shapes[segment]
        for cell in cells:
            along = toestroom.uitloop(cohorts[cell], shape, pattern, ahead, peil)
            past = {month: value for month, value in older.get(cell, {}).items() if month < peil}
            real = {month: value / driehoek.aandeel(share, month, peil) for month, value in past.items()}
            weight = _gewicht(share, real, peil)
            rest = reeks.niveau(real, weight, season, peil)
            found[cell] = {
                month: along[month] * season.seizoen[month % MAANDEN] + rest * season.factor(month, peil)
                for month in ahead
            }
    return found


def _proef(known: Feiten, peil: int, length: int) -> tuple[dict[str, float], dict[str, float]]:
    """
    Forecast again from earlier months, each with what was known then, and lay that beside what is known now.

    Gives per segment the weight of the way by allocations, and how far the mix of both was off (in logarithm, over the
    `length` months that are left) for cells (key: segment), municipalities ("gemeente") and the region ("regio").
    """
    first = min((one.dienst for one in known.kosten), default=peil)
    truth = _nu_bekend(known, peil)
    back = [step for step in range(3, BANDTERUG + 1, 3) if peil - step - first >= MAANDEN // 2]
    tries = {step: _stand(known.tot(peil - step), peil - step, range(peil - step, peil)) for step in back}
    weights = _gewichten({step: tries[step] for step in back if step in TERUG}, truth, peil)
    misses: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for step, stand in tries.items():
        many = min(step, max(length, 3))
        window = range(peil - step, peil - step + many)
        expected: defaultdict[str, float] = defaultdict(float)
        came: defaultdict[str, float] = defaultdict(float)
        for cell in stand.geboekt:
            one = sum(_weeg(stand, cell, month, weights) for month in window)
            two = sum(truth.get(cell, {}).get(month, 0.0) for month in window)
            _mis(misses[cell.segment], one, two, many)
            for key in (f"gemeente {cell.gemeente}", "regio"):
                expected[key] += one
                came[key] += two
        for key, value in expected.items():
            _mis(misses[key.split(" ")[0]], value, came[key], many)
    return weights, {key: _afwijking(found, length) for key, found in misses.items()}


def _nu_bekend(known: Feiten, peil: int) -> dict[Cel, dict[int, float]]:
    now = _stand(known, peil, range(peil, peil))
    return {
        cell: {month: own.get(month, 0) + value for month, value in now.rest[cell].items()}
        for cell, own in now.geboekt.items()
    }


def _mis(found: list[tuple[float, int]], expected: float, came: float, months: int) -> None:
    if expected > 0 and came > 0:
        found.append((log(came / expected), months))


def _afwijking(found: list[tuple[float, int]], length: int) -> float:
    """The usual error over so many months; drawn to a wide one as long as there were few forecasts."""
    wide = ZONDER_PROEF * sqrt(length / MAANDEN)
    # An error of n months grows slower than n: seen errors are stretched by the root of the lengths.
    own = [error**2 * length / max(months, 1) for error, months in found]
    return sqrt((sum(own) + 2 * wide**2) / (len(own) + 2)) if length else 0.0


def _gewichten(tries: Mapping[int, _Stand], truth: Mapping[Cel, Mapping[int, float]], peil: int) -> dict[str, float]:
    """Per segment the weight of allocations against the series: the inverse of the squared errors of each."""
    errors: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for step, stand in tries.items():
        off: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for cell, along in stand.uitloop.items():
            for month in range(peil - step, peil):
                came = truth.get(cell, {}).get(month, 0.0)
                off[cell.segment][0] += along[month] - came
                off[cell.segment][1] += stand.reeks[cell][month] - came
        for segment, (one, two) in off.items():
            errors[segment].append((one, two))
    found = {}
    for segment, pairs in errors.items():
        first, second = fmean(a * a for a, _ in pairs), fmean(b * b for _, b in pairs)
        found[segment] = second / (first + second) if first + second else 0.5
    return found


def _banden(months: Mapping[tuple[Cel, int], Maandcijfer], errors: Mapping[str, float]) -> dict[Cel, Band]:
    """The band of every cell, municipality and the region: what is granted is certain, the rest is not."""
    totals: defaultdict[Cel, Maandcijfer] = defaultdict(Maandcijfer)
    for (cell, _), month in months.items():
        for whole in {cell, Cel(cell.gemeente, ""), Cel("", "")}:
            totals[whole] += month
    found = {}
    for cell, one in totals.items():
        error = errors.get(cell.segment or ("gemeente" if cell.gemeente else "regio"), ZONDER_PROEF)
        open_cent = max(one.verwacht_cent - one.geboekt_cent, 0)
        low, high = round(open_cent * exp(-Z10 * error)), round(open_cent * exp(Z10 * error))
        found[cell] = Band(one.verwacht_cent - open_cent + low, one.verwacht_cent, one.verwacht_cent - open_cent + high)
    return found


def _standen(known: Feiten, peil: int, cells: Iterable[Cel]) -> dict[Cel, Celstand]:
    """What explains a change: the step in price of this month, and what a line costs over the last quarter."""
    cents: defaultdict[Cel, int] = defaultdict(int)
    lines: defaultdict[Cel, int] = defaultdict(int)
    for one in known.kosten:
        if peil - 4 <= one.dienst < peil:
            cents[Cel(one.gemeente, one.segment)] += one.bedrag_cent
            lines[Cel(one.gemeente, one.segment)] += one.prestaties
    index = prijs.indexen(known.prijzen)
    found = {}
    for cell in cells:
        price = index.get(cell.segment)
        step = prijs.op(price, peil - 1) / prijs.op(price, peil - 2)
        each = cents[cell] // lines[cell] if lines[cell] > 0 and cents[cell] > 0 else 0
        found[cell] = Celstand(round(step * 1_000_000), each)
    return found
