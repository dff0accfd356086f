# SPDX-License-Identifier: EUPL-1.2
"""When a budget runs out, and why the expected year changed since a month ago: pure arithmetic on kept forecasts."""

from collections.abc import Mapping
from datetime import date, timedelta

from jeugdregio.core.money import round_half_up
from jeugdregio.prognose.values import Band, Cel, Celstand, Maandcijfer, Verklaring, maand_van

MILJOEN = 1_000_000
Maanden = Mapping[tuple[Cel, int], Maandcijfer]


def uitputting(budget_cent: int, per_maand: Mapping[int, int]) -> date | None:
    """
    The day on which what the months cost (cents, evenly over the days of a month) reaches the budget; None: not.

    It is the first day on the evening of which the budget is spent.
    """
    left = budget_cent
    for month, cents in sorted(per_maand.items()):
        if cents > 0 and cents >= left:
            here = maand_van(month)
            days = (here.einde - here.begin).days
            return here.begin + timedelta(days=max(-(-max(left, 0) * days // cents), 1) - 1)
        left -= cents
    return None


def uitputting_band(
    budget_cent: int, per_maand: Mapping[int, Maandcijfer], band: Band
) -> tuple[date | None, date | None]:
    """
    The days on which a budget runs out when the year ends at the top of the band, and at its bottom (None: not).

    Of every month what is not booked yet moves along, so a month that is known stays as it is.
    """
    unsure = sum(one.verwacht_cent - one.geboekt_cent for one in per_maand.values())

    def day(year_cent: int) -> date | None:
        moved = allocate_change(year_cent - band.midden_cent)
        return uitputting(budget_cent, {month: one.verwacht_cent + moved[month] for month, one in per_maand.items()})

    def allocate_change(change_cent: int) -> dict[int, int]:
        return {
            month: round_half_up(change_cent * (one.verwacht_cent - one.geboekt_cent), unsure) if unsure else 0
            for month, one in per_maand.items()
        }

    return day(band.hoog_cent), day(band.laag_cent)


def verklaar(
    vorig: Maanden,
    nu: Maanden,
    vorige_standen: Mapping[Cel, Celstand],
    standen: Mapping[Cel, Celstand],
    vorig_peil: int,
) -> Verklaring:
    """
    The change of the same year between two forecasts in four parts that add up to it, to the cent.

    Vertraging: months of care before `vorig_peil` turned out otherwise than was expected of them. Of the months from
    there on: prijs is the step of the price level; volume how many lines of claims are expected, at the mean price of a
    month ago; mix the rest: dearer or cheaper segments, and more or less per line.
    """
    late = _voor(nu, vorig_peil) - _voor(vorig, vorig_peil)
    before, after = _per_cel(vorig, vorig_peil), _per_cel(nu, vorig_peil)
    price = 0
    for cell, cents in after.items():
        step = standen[cell].prijsstap_ppm if cell in standen else MILJOEN
        price += cents - round_half_up(cents * MILJOEN, step)
    old, new = sum(before.values()), sum(after.values())
    lines_old, lines_new = _aantal(before, vorige_standen), _aantal(after, standen)
    volume = round_half_up(old * (lines_new - lines_old), lines_old) if lines_old > 0 and lines_new > 0 else 0
    return Verklaring(price, volume, new - old - price - volume, late)


def _voor(months: Maanden, tot: int) -> int:
    return sum(one.verwacht_cent for (_, month), one in months.items() if month < tot)


def _per_cel(months: Maanden, van: int) -> dict[Cel, int]:
    found: dict[Cel, int] = {}
    for (cell, month), one in months.items():
        if month >= van:
            found[cell] = found.get(cell, 0) + one.verwacht_cent
    return found


def _aantal(per_cel: Mapping[Cel, int], standen: Mapping[Cel, Celstand]) -> int:
    """How many thousandths of a line of claims are expected, from what a line costs."""
    return sum(
        cents * 1000 // standen[cell].per_prestatie_cent
        for cell, cents in per_cel.items()
        if cell in standen and standen[cell].per_prestatie_cent > 0
    )
