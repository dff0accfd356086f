# SPDX-License-Identifier: EUPL-1.2
"""
Citizen service numbers that belong to nobody: only the test range 9999nnnnn, with a valid elfproef.

The range holds about nine thousand valid numbers, fewer than the region has children in care. We do
not look for more numbers elsewhere: any other range may hold a real person. Instead every
municipality draws from the same range, because the system keeps people apart by (gemeente, bsn).
The same number in two municipalities is two different invented children.
"""

from __future__ import annotations

from functools import cache
from random import Random

EERSTE, LAATSTE = 999_900_000, 999_999_999


def elfproef(bsn: str) -> bool:
    """Whether nine digits pass 9a+8b+7c+6d+5e+4f+3g+2h-i divisible by 11 (CS002)."""
    if len(bsn) != 9 or not bsn.isdigit():
        return False
    som = sum(gewicht * int(cijfer) for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), bsn, strict=True))
    return som % 11 == 0


@cache
def reeks() -> tuple[str, ...]:
    """All valid numbers of the test range, ascending."""
    return tuple(b for b in map(str, range(EERSTE, LAATSTE + 1)) if elfproef(b))


def trek(aantal: int, rng: Random) -> list[str]:
    """Draw distinct test numbers for one municipality; raises ValueError when it needs too many."""
    nummers = reeks()
    if aantal > len(nummers):
        raise ValueError(f"Een gemeente kan ten hoogste {len(nummers)} testburgers hebben, gevraagd: {aantal}.")
    return rng.sample(nummers, aantal)


def onjuist(bsn: str) -> str:
    """A number in the test range that fails the elfproef, made by turning the last digit."""
    return bsn[:-1] + str((int(bsn[-1]) + 1) % 10)
