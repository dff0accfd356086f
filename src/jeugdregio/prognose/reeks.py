# SPDX-License-Identifier: EUPL-1.2
"""
A series of months forward: level, season and growth, each as strong as the series itself shows.

Short series of monthly totals (tens of points, often fewer): why no larger library does this is in ADR 0043.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean, pvariance

JAAR = 12
HALVERING = 4.0
"""Months after which a month weighs half in the level."""
DEMPING = 0.8
"""Each next month of growth counts so much of the one before: growth does not go on for ever."""
GROEIVENSTER = 24


@dataclass(frozen=True)
class Vorm:
    """Season by month of the year (mean 1) and growth per month (in logarithm)."""

    seizoen: tuple[float, ...] = (1.0,) * JAAR
    groei: float = 0.0

    def factor(self, maand: int, peil: int) -> float:
        """What a month is per unit of the level at the last month before `peil`."""
        ahead = maand - (peil - 1)
        if ahead > 0:
            grown = self.groei * DEMPING * (1 - DEMPING**ahead) / (1 - DEMPING)
        else:
            grown = self.groei * max(ahead, -GROEIVENSTER)
        return self.seizoen[maand % JAAR] * exp(grown)


def vorm(waarden: Mapping[int, float]) -> Vorm:
    """The season and the growth of a series of complete months; gaps and months at nought or below are left out."""
    season = seizoen(waarden)
    return Vorm(season, groei({month: value / season[month % JAAR] for month, value in waarden.items()}))


def seizoen(waarden: Mapping[int, float]) -> tuple[float, ...]:
    """
    How each month of the year stands to the year around it; all 1 with less than two years of months.

    Months that differ among years more than months among themselves are drawn to 1 (James-Stein).
    """
    ratios: list[list[float]] = [[] for _ in range(JAAR)]
    for month, value in waarden.items():
        around = [waarden.get(month + step, 0.0) for step in range(-6, 7)]
        if value > 0 and min(around) > 0:
            middle = (sum(around[1:-1]) + (around[0] + around[-1]) / 2) / JAAR
            ratios[month % JAAR].append(log(value / middle))
    if any(not one for one in ratios):
        return (1.0,) * JAAR
    means = [fmean(one) for one in ratios]
    centre = fmean(means)
    means = [one - centre for one in means]
    many = fmean([len(one) for one in ratios])
    within = [pvariance(one) * len(one) / (len(one) - 1) for one in ratios if len(one) > 1]
    noise = fmean(within) / many if within else pvariance(means) / 2
    spread = pvariance(means)
    kept = max(0.0, 1 - noise / spread) if spread > 0 else 0.0
    raw = [exp(kept * one) for one in means]
    return tuple(one / fmean(raw) for one in raw)


def groei(waarden: Mapping[int, float]) -> float:
    """Growth per month in logarithm over the last two years, drawn to nought by its own uncertainty."""
    last = max(waarden, default=0)
    points = [(month, log(value)) for month, value in waarden.items() if value > 0 and month > last - GROEIVENSTER]
    if len(points) < JAAR // 2:
        return 0.0
    mid_x, mid_y = fmean(x for x, _ in points), fmean(y for _, y in points)
    width = sum((x - mid_x) ** 2 for x, _ in points)
    if not width:
        return 0.0
    slope = sum((x - mid_x) * (y - mid_y) for x, y in points) / width
    rest = sum((y - mid_y - slope * (x - mid_x)) ** 2 for x, y in points) / max(len(points) - 2, 1)
    unsure = rest / width
    return slope * max(0.0, 1 - unsure / slope**2) if slope else 0.0


def niveau(waarden: Mapping[int, float], gewichten: Mapping[int, float], shape: Vorm, peil: int) -> float:
    """The level at the last month before `peil`: a mean of months made comparable, the newest weighing most."""
    top = bottom = 0.0
    for month, value in waarden.items():
        weight = gewichten.get(month, 0.0) * 0.5 ** ((peil - 1 - month) / HALVERING)
        factor = shape.factor(month, peil)
        # Weighted by the factor itself: a quiet month says less of the level.
        top += weight * value
        bottom += weight * factor
    return top / bottom if bottom > 0 else 0.0


def vooruit(level: float, shape: Vorm, maanden: Sequence[int], peil: int) -> dict[int, float]:
    """What each of these months will be."""
    return {month: max(level * shape.factor(month, peil), 0.0) for month in maanden}
