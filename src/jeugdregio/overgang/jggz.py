# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Youth mental care that began before 2015: inflow compared, claim year and book year, and the agreed most (S69).

The comparison is of the source: the second half of 2014 with the second halves of earlier years; a difference is to be
explained. From how much on a difference stands out is no source's but an assumption that the page shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jeugdregio.core.money import round_half_up
from jeugdregio.overgang.values import Afspraak, Instroomgegevens, Jeugdaandeelgegevens, Uitgavegegevens

VERGELEKEN, EERDER = 2014, (2011, 2012, 2013)
MILLE = 1000
DREMPEL_PROMILLE = 100


@dataclass(frozen=True)
class Vergelijking:
    """
    The inflow of one provider in the second half of 2014 beside that of earlier years (None: not known).

    `gemiddeld_tiende` is the mean of the earlier ones in tenths. `onverklaard_tiende` is what is more than that mean
    and was not explained, never below nought.
    """

    aanbieder: str
    aantal: int
    eerder: tuple[int | None, ...]
    gemiddeld_tiende: int
    verklaard: int
    toelichting: str
    onverklaard_tiende: int
    opvallend: bool
    bron: str
    verzonnen: bool

    @property
    def groei_promille(self) -> int | None:
        """More (or fewer) than the mean, per mille; None when that is nought."""
        if not self.gemiddeld_tiende:
            return None
        return round_half_up((10 * self.aantal - self.gemiddeld_tiende) * MILLE, self.gemiddeld_tiende)


@dataclass(frozen=True)
class Overgang:
    """
    The book year of one provider by claim year, and the agreed most for what began in the year before.

    `boven_cent` is what comes above that; None without an agreement.
    """

    aanbieder: str
    jaar: int
    uitgaven_cent: int
    eerder_cent: int
    afspraak: Afspraak | None
    bron: str
    verzonnen: bool

    @property
    def nieuw_cent(self) -> int:
        """Of trajectories that began in the book year: its claim year."""
        return self.uitgaven_cent - self.eerder_cent

    @property
    def eerder_promille(self) -> int | None:
        """The part that began before; None when nothing was spent."""
        return round_half_up(self.eerder_cent * MILLE, self.uitgaven_cent) if self.uitgaven_cent else None

    @property
    def boven_cent(self) -> int | None:
        """Above the agreed most."""
        return max(self.eerder_cent - self.afspraak.maximum_cent, 0) if self.afspraak else None

    @property
    def te_betalen_cent(self) -> int:
        """What the agreement leaves of the book year; all of it without one."""
        return self.uitgaven_cent - (self.boven_cent or 0)


def vergelijk(rijen: Iterable[Instroomgegevens], drempel_promille: int = DREMPEL_PROMILLE) -> list[Vergelijking]:
    """
    Every provider with inflow in 2014 and in at least one earlier second half, what stands out most on top.

    A provider stands out when more began than in each earlier second half, and what is above their mean and was not
    explained is more than the threshold of that mean.
    """
    by_provider: dict[str, dict[int, Instroomgegevens]] = {}
    for one in rijen:
        by_provider.setdefault(one.aanbieder, {})[one.jaar] = one
    found = [
        _vergelijk(years[VERGELEKEN], before, drempel_promille)
        for years in by_provider.values()
        if VERGELEKEN in years and (before := [years.get(year) for year in EERDER])
        if any(before)
    ]
    return sorted(found, key=lambda one: (not one.opvallend, -one.onverklaard_tiende, one.aanbieder))


def _vergelijk(last: Instroomgegevens, before: Sequence[Instroomgegevens | None], drempel: int) -> Vergelijking:
    known = [one.aantal for one in before if one is not None]
    mean = Fraction(sum(known), len(known))
    unexplained = max(last.aantal - last.verklaard - mean, Fraction(0))
    return Vergelijking(
        aanbieder=last.aanbieder,
        aantal=last.aantal,
        eerder=tuple(one.aantal if one else None for one in before),
        gemiddeld_tiende=_tiende(mean),
        verklaard=last.verklaard,
        toelichting=last.toelichting,
        onverklaard_tiende=_tiende(unexplained),
        opvallend=last.aantal > max(known) and unexplained * MILLE > mean * drempel,
        bron=last.bron,
        verzonnen=last.verzonnen or any(one.verzonnen for one in before if one),
    )


def _tiende(number: Fraction) -> int:
    return round_half_up(number.numerator * 10, number.denominator)


def overgang(uitgaven: Iterable[Uitgavegegevens], afspraken: Iterable[Afspraak]) -> list[Overgang]:
    """Every provider and book year with the agreement that is about it, newest year first."""
    agreed = {(one.aanbieder, one.jaar): one for one in afspraken}
    found = [
        Overgang(
            one.aanbieder,
            one.jaar,
            one.uitgaven_cent,
            one.eerder_cent,
            agreed.get((one.aanbieder, one.jaar)),
            one.bron,
            one.verzonnen,
        )
        for one in uitgaven
    ]
    return sorted(found, key=lambda one: (-one.jaar, -one.eerder_cent, one.aanbieder))


def gemiddeld_aandeel(rijen: Iterable[Jeugdaandeelgegevens]) -> Fraction | None:
    """
    The mean of the youth shares of 2011, 2012 and 2013, each year as heavy; None when a year is missing.

    The source says "the mean share of the years", not the share of the sums: those differ when spending grows.
    """
    shares = {one.jaar: Fraction(one.jeugd_cent, one.cggz_cent) for one in rijen}
    if any(year not in shares for year in EERDER):
        return None
    return sum((shares[year] for year in EERDER), Fraction(0)) / len(EERDER)


def structureel_cent(aandeel: Fraction, cggz_cent: int) -> int:
    """What the structural budget for youth mental care follows from: the mean share of what curative care costs."""
    return round_half_up(aandeel.numerator * cggz_cent, aandeel.denominator)
