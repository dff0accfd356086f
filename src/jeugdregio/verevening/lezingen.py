# SPDX-License-Identifier: EUPL-1.2
"""
The three readings of the solidarity of 2015 and 2016, worked out to the cent (S61, N03; K01b).

No source has the formula, so it is a parameter with a name. Every reading keeps the total: what municipalities bear
after it is what they spent together, so the settlements sum to zero. `budget` weighs, `kosten` are what was spent.

Solidarity "over advantages and disadvantages" (inkoopnotitie 2015, §2.1) is no fourth reading: sharing 85 per cent of
what each has left or is short comes to the same cents as bearing 15 per cent oneself and sharing 85 by budget.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jeugdregio.core.money import Cent, allocate, round_half_up
from jeugdregio.core.source import Source

PROMILLE = 1000
SOLIDAIR = 850


class NietTeVerevenen(Exception):
    """Raised when figures cannot be settled; the Dutch text says which and what to do."""


class Lezing(StrEnum):
    """How the sources can be read."""

    EIGEN_DEEL = "eigen_deel"
    BUDGETPOT = "budgetpot"
    TOTALE_KOSTEN = "totale_kosten"


class Bijdrage(StrEnum):
    """Who bears what a municipality missed by not collecting the parental contribution (S66)."""

    SAMEN = "samen"
    ZELF = "zelf"


@dataclass(frozen=True)
class Gemeentecijfers:
    """
    One municipality in one year, in cents.

    `kosten` are net of what parents paid; `misgelopen` is what they would have paid where it was not collected.
    """

    gemeente: str
    budget_cent: int
    kosten_cent: int
    misgelopen_cent: int = 0


@dataclass(frozen=True)
class Aandeel:
    """
    What one municipality bears: `stappen` are the lines of the arithmetic (text, cents), which sum to `na_cent`.

    `verrekening_cent` is what it pays to the others; below zero it receives.
    """

    gemeente: str
    eigen_cent: int
    na_cent: int
    stappen: tuple[tuple[str, int], ...]

    @property
    def verrekening_cent(self) -> int:
        """After minus own."""
        return self.na_cent - self.eigen_cent


@dataclass(frozen=True)
class Uitkomst:
    """One reading worked out for all municipalities, in order of code."""

    lezing: Lezing
    bijdrage: Bijdrage
    aandelen: tuple[Aandeel, ...]

    @property
    def som_cent(self) -> int:
        """The sum of the settlements: always zero."""
        return sum(one.verrekening_cent for one in self.aandelen)


@dataclass(frozen=True)
class Uitleg:
    """A reading in words, with its source."""

    naam: str
    uitleg: str
    bron: Source


_Stappen = dict[str, list[tuple[str, int]]]


def _eigen_deel(rows: Mapping[str, Gemeentecijfers]) -> _Stappen:
    own = {code: round_half_up(one.kosten_cent * (PROMILLE - SOLIDAIR), PROMILLE) for code, one in rows.items()}
    pool = sum(one.kosten_cent for one in rows.values()) - sum(own.values())
    shared = _verdeel(pool, {code: one.budget_cent for code, one in rows.items()})
    return {
        code: [("15 procent van de eigen kosten", own[code]), ("aandeel in de gedeelde kosten, naar budget", part)]
        for code, part in shared.items()
    }


def _budgetpot(rows: Mapping[str, Gemeentecijfers]) -> _Stappen:
    budgets = {code: one.budget_cent for code, one in rows.items()}
    costs = {code: one.kosten_cent for code, one in rows.items()}
    pot = round_half_up(sum(budgets.values()) * SOLIDAIR, PROMILLE)
    paid, received = _verdeel(pot, budgets), _verdeel(pot, costs)
    return {
        code: [
            ("eigen kosten", costs[code]),
            ("inleg: aandeel in de pot van 85 procent, naar budget", paid[code]),
            ("uit de pot, naar kosten", -received[code]),
        ]
        for code in rows
    }


def _totale_kosten(rows: Mapping[str, Gemeentecijfers]) -> _Stappen:
    total = sum(one.kosten_cent for one in rows.values())
    shared = _verdeel(total, {code: one.budget_cent for code, one in rows.items()})
    return {code: [("aandeel in alle kosten, naar budget", part)] for code, part in shared.items()}


def _verdeel(amount: int, weights: Mapping[str, int]) -> dict[str, Cent]:
    if min(weights.values()) < 0 or sum(weights.values()) == 0:
        raise NietTeVerevenen(
            "Een gemeente heeft een bedrag onder nul, of er is geen bedrag: dan valt er niets te verdelen. "
            "Kijk de kosten en budgetten na."
        )
    return allocate(Cent(amount), weights)


_REKENWIJZEN: dict[Lezing, Callable[[Mapping[str, Gemeentecijfers]], _Stappen]] = {
    Lezing.EIGEN_DEEL: _eigen_deel,
    Lezing.BUDGETPOT: _budgetpot,
    Lezing.TOTALE_KOSTEN: _totale_kosten,
}
LEZINGEN = {
    Lezing.EIGEN_DEEL: Uitleg(
        "15 procent zelf, 85 procent samen",
        "Elke gemeente draagt 15 procent van haar kosten. De rest van alle kosten wordt verdeeld naar budget.",
        Source("Regionale visie jeugdhulp 2017-2020", "§2 en §4 punt 1"),
    ),
    Lezing.BUDGETPOT: Uitleg(
        "Een pot van 85 procent van de budgetten",
        "Elke gemeente legt 85 procent van haar budget in. De pot gaat naar gemeenten naar wat zij uitgaven.",
        Source("Regionale visie jeugdhulp 2017-2020", "§2, ‘85 procent van het budget’ naar de letter"),
    ),
    Lezing.TOTALE_KOSTEN: Uitleg(
        "Alle kosten samen",
        "Alle kosten worden verdeeld naar budget. Wat een gemeente zelf uitgaf, telt dan niet meer.",
        Source("Inkoopnotitie jeugdhulp 2015", "§4.1.5"),
    ),
}
"""Every reading in words."""


def vereven(cijfers: Mapping[str, Gemeentecijfers], lezing: Lezing, bijdrage: Bijdrage) -> Uitkomst:
    """
    What each municipality bears under this reading, by its code.

    With `Bijdrage.ZELF` a municipality that did not collect the parental contribution bears what it missed: the others
    share the costs as if it had. Raises `NietTeVerevenen`.
    """
    if not cijfers:
        raise NietTeVerevenen("Er zijn geen gemeenten met een budget en kosten in dit jaar. Vul eerst de budgetten in.")
    missed = {code: one.misgelopen_cent if bijdrage is Bijdrage.ZELF else 0 for code, one in cijfers.items()}
    rows = {
        code: Gemeentecijfers(code, one.budget_cent, one.kosten_cent - missed[code]) for code, one in cijfers.items()
    }
    steps = _REKENWIJZEN[lezing](rows)
    shares = []
    for code in sorted(cijfers):
        lines = tuple(steps[code])
        if missed[code]:
            lines += (("niet geïnde ouderbijdrage, voor eigen rekening", missed[code]),)
        shares.append(Aandeel(code, cijfers[code].kosten_cent, sum(amount for _, amount in lines), lines))
    return Uitkomst(lezing, bijdrage, tuple(shares))


def past_bij(uitkomst: Uitkomst, tekens: Mapping[str, int]) -> bool:
    """
    Whether a reading can be right, given what a source says of some municipalities.

    `tekens` is per municipality 1 when it paid in and -1 when it received, as Dalfsen paid in over 2015.
    """
    found = {one.gemeente: one.verrekening_cent for one in uitkomst.aandelen}
    return all(found.get(code, 0) * sign > 0 for code, sign in tekens.items())
