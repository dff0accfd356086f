# SPDX-License-Identifier: EUPL-1.2
"""
What a scale-down of places costs: friction, availability, and what happens without availability money (S39, S52, S74).

All of it is arithmetic on assumptions that a person gives; a page shows them beside the outcome. Amounts are cents.
"""

from dataclasses import dataclass

from jeugdregio.core.money import round_half_up

DAGEN, MAANDEN = 365, 12


@dataclass(frozen=True)
class Aannames:
    """
    `tarief_cent` per place and day, `vast_cent` per place and year, `ontslag_cent` per full job, `vervanging_cent` per
    child and year; the scale-down takes `maanden`, evenly.
    """

    plaatsen: int
    bezetting_promille: int
    tarief_cent: int
    vast_cent: int
    banen_tiende: int
    ontslag_cent: int
    boekwaarde_cent: int
    vervanging_cent: int
    beschikbaarheid: bool
    maanden: int


@dataclass(frozen=True)
class Raming:
    """
    What it comes to, in cents.

    `frictie_cent` once: dismissal, and the book value of the building. `leegstand_cent`: fixed costs of places that are
    already empty during the scale-down; the region pays those with availability money. `besparing_cent` per year
    afterwards, which can be negative. `opvulling`: places that the provider fills again to cover its fixed costs when
    nobody pays them. `terugverdien_maanden` is None when it never pays.
    """

    ontslag_cent: int
    boekwaarde_cent: int
    leegstand_cent: int
    opbrengst_cent: int
    vervanging_cent: int
    opvulling: int
    opvulling_cent: int
    beschikbaarheid: bool

    @property
    def frictie_cent(self) -> int:
        """What is paid once."""
        return self.ontslag_cent + self.boekwaarde_cent

    @property
    def eenmalig_cent(self) -> int:
        """Friction, and availability money when the region pays it."""
        return self.frictie_cent + (self.leegstand_cent if self.beschikbaarheid else 0)

    @property
    def besparing_cent(self) -> int:
        """What the region saves per year: the care that stops, less what replaces it, less places filled again."""
        return self.opbrengst_cent - self.vervanging_cent - self.opvulling_cent

    @property
    def terugverdien_maanden(self) -> int | None:
        """After how many months the savings cover what is paid once; None when they never do."""
        if self.besparing_cent <= 0:
            return None
        return -(-self.eenmalig_cent * MAANDEN // self.besparing_cent)


def raam(one: Aannames) -> Raming:
    """
    The estimate.

    Refilling: without availability money the fixed costs stay with the provider. It fills as many places as pay for
    those of a year, at most those that were occupied.
    """
    occupied = one.plaatsen * one.bezetting_promille
    yearly = round_half_up(occupied * one.tarief_cent * DAGEN, 1000)
    empty = round_half_up(one.plaatsen * one.vast_cent * one.maanden, 2 * MAANDEN)
    per_place = one.tarief_cent * DAGEN
    wanted = -(-one.plaatsen * one.vast_cent // per_place) if per_place and not one.beschikbaarheid else 0
    refilled = min(wanted, -(-occupied // 1000))
    replaced = round_half_up(occupied * one.vervanging_cent, 1000)
    return Raming(
        ontslag_cent=round_half_up(one.banen_tiende * one.ontslag_cent, 10),
        boekwaarde_cent=one.boekwaarde_cent,
        leegstand_cent=empty,
        opbrengst_cent=yearly,
        vervanging_cent=replaced,
        opvulling=refilled,
        opvulling_cent=min(refilled * per_place, yearly),
        beschikbaarheid=one.beschikbaarheid,
    )
