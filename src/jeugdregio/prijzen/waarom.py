# SPDX-License-Identifier: EUPL-1.2
"""
Why the amount of a declared line is what it is (N06), with the arithmetic of the check itself.

The standard prices a whole product period by the tariff of its first day (TR418). So a tariff that changes on a
Wednesday in the middle of a month works from the next period on; or at once, where the municipality ends the allocation
the day before and a new one begins. The stretches show what the period costs to the day, and the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from jeugdregio.contracten.values import Contractgegevens, Tariefgegevens
from jeugdregio.core.money import Cent, allocate
from jeugdregio.declaraties.queries import is_uurtarief, kies_tarief, verwacht_bedrag_cent, verwacht_tarief_cent
from jeugdregio.prijzen.values import Stuk, Waarom

MINUUT, EURO = "01", "83"


@dataclass(frozen=True)
class Regel:
    """What of a line its price follows from; the period is [begin, tot)."""

    aanbieder: str
    categorie: str
    code: str
    eenheid: str
    begin: date
    tot: date
    volume: int


def leg_uit(
    line: Regel, tarieven: Sequence[Tariefgegevens], contracten: Sequence[Contractgegevens], financiering: str
) -> Waarom:
    """The explanation of a line, out of the tariffs and contracts of its provider."""
    tariff = _op(line.begin, line, tarieven)
    return Waarom(
        contracten=tuple(one.nummer for one in contracten if one.van <= line.begin < one.tot),
        tarief_cent=tariff.tarief_cent if tariff else None,
        tarief_van=tariff.van if tariff else None,
        tarief_tot=tariff.tot if tariff and tariff.tot != date.max else None,
        per_uur=tariff is not None and is_uurtarief(tariff),
        tarief_per_eenheid_cent=verwacht_tarief_cent(tariff, line.eenheid) if tariff else None,
        verwacht_cent=verwacht_bedrag_cent(tariff, line.volume, line.eenheid) if tariff else None,
        som=_som(line, tariff),
        stukken=tuple(stukken(line, tarieven)),
        financiering=financiering,
    )


def stukken(line: Regel, tarieven: Sequence[Tariefgegevens]) -> list[Stuk]:
    """
    The product period cut where the tariff changes, oldest first; the volume is shared over them by days.

    Whole units, largest remainder, so the parts are the volume (`core.money.allocate`).
    """
    days = {line.begin} | {day for one in tarieven for day in (one.van, one.tot) if line.begin < day < line.tot}
    edges = [*sorted(days), line.tot]
    found = [(begin, end, _op(begin, line, tarieven)) for begin, end in pairwise(edges)]
    joined: list[tuple[date, date, Tariefgegevens | None]] = []
    for begin, end, tariff in found:
        if joined and joined[-1][2] == tariff:
            joined[-1] = (joined[-1][0], end, tariff)
        else:
            joined.append((begin, end, tariff))
    shares = allocate(Cent(line.volume), {nr: (end - begin).days for nr, (begin, end, _) in enumerate(joined)})
    return [
        Stuk(
            van=begin,
            tot=end,
            tarief_cent=tariff.tarief_cent if tariff else None,
            per_uur=tariff is not None and is_uurtarief(tariff),
            deel=shares[nr],
            bedrag_cent=verwacht_bedrag_cent(tariff, shares[nr], line.eenheid) if tariff else 0,
        )
        for nr, (begin, end, tariff) in enumerate(joined)
    ]


def _op(day: date, line: Regel, tarieven: Sequence[Tariefgegevens]) -> Tariefgegevens | None:
    """The tariff that the check takes on a day."""
    on_that_day = [one for one in tarieven if one.van <= day < one.tot]
    return kies_tarief(on_that_day, categorie=line.categorie, eenheid=line.eenheid)


def _som(line: Regel, tariff: Tariefgegevens | None) -> str:
    if tariff is None:
        return "Op de eerste dag van de periode staat er geen tarief in het contract."
    if line.eenheid == EURO or tariff.tarief_cent is None:
        return "Deze eenheid telt in centen: het volume is het bedrag."
    if is_uurtarief(tariff) and line.eenheid == MINUUT:
        return "uurtarief × minuten ÷ 60, een keer afgerond op hele centen, een halve naar boven (IV081)"
    return "volume × tarief (TR346)"
