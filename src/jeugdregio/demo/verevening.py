# SPDX-License-Identifier: EUPL-1.2
"""
Figures of 2015, 2016 and 2017 to try solidarity with: invented, and they say so.

What is known stands: costs of Dalfsen in 2015 were below its share (raadsvoorstel 2016, kanttekening 1.2), and Zwolle
did not collect the parental contribution of youth mental care (inkoopnotitie 2015, §4.1.5).
"""

from jeugdregio.core.money import round_half_up
from jeugdregio.demo.regio import Regio
from jeugdregio.verevening import actions
from jeugdregio.verevening.values import Gemeentecijfers, Jaarcijfers

PROMILLE = 1000
BUDGET_PROMILLE = {2015: 790, 2016: 765, 2017: 750}
"""Of the invented budget of the demo, falling as the national budget did."""
KOSTEN_PROMILLE = {
    "0148": (930, 955, 960), "0150": (1060, 1040, 1020), "0160": (980, 1010, 1030), "0166": (1020, 985, 1005),
    "1773": (955, 1090, 940), "0175": (1075, 970, 1060), "0177": (990, 1025, 995), "0180": (905, 940, 925),
    "1708": (1035, 1000, 1015), "1896": (1010, 950, 970), "0193": (1045, 1055, 1040),
}  # fmt: skip
GEMIDDELD = (1000, 1000, 1000)
MISGELOPEN_PROMILLE = {"0193": 9, "0150": 6}
"""Of the costs of 2015; abolished from 2016 on (L10)."""
BRON = "Verzonnen voor de demo"


def laad(regio: Regio) -> None:
    """Load them, in the transaction of the caller."""
    actions.leg_jaarcijfers_vast(
        _figures(one.code, one.jeugdbudget_cent, year, place)
        for one in regio.gemeenten
        for place, year in enumerate(BUDGET_PROMILLE)
    )


def _figures(code: str, budget: int, year: int, place: int) -> Jaarcijfers:
    mine = round_half_up(budget * BUDGET_PROMILLE[year], PROMILLE)
    costs = round_half_up(mine * KOSTEN_PROMILLE.get(code, GEMIDDELD)[place], PROMILLE)
    missed = round_half_up(costs * MISGELOPEN_PROMILLE.get(code, 0), PROMILLE) if year == min(BUDGET_PROMILLE) else 0
    return Jaarcijfers(Gemeentecijfers(code, mine, costs, missed), year, BRON, verzonnen=True)
