# SPDX-License-Identifier: EUPL-1.2
"""
Money is whole eurocents; rounding and splitting happen here and nowhere else.

Amounts are plain integers of the type `Cent`; a variable that holds one ends in `_cent`.
"""

from collections.abc import Mapping
from typing import NewType, TypeVar

Cent = NewType("Cent", int)
K = TypeVar("K", str, int)


def allocate(amount_cent: Cent, weights: Mapping[K, int]) -> dict[K, Cent]:
    """
    Split `amount_cent` in proportion to whole, non-negative weights without losing a cent.

    The method is largest remainder; when remainders tie, the lowest key gets the cent, so the
    outcome never depends on the order in which the keys were given. Negative amounts split as
    the mirror image of their positive counterpart. Raises `ValueError` when there is no weight.
    """
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError("een verdeelsleutel heeft minstens één gewicht boven nul en geen negatieve gewichten")
    sign = -1 if amount_cent < 0 else 1
    parts = {key: divmod(abs(amount_cent) * weight, total) for key, weight in weights.items()}
    left_over = abs(amount_cent) - sum(whole for whole, _ in parts.values())
    by_remainder = sorted(parts, key=lambda key: (-parts[key][1], key))
    one_more = set(by_remainder[:left_over])
    return {key: Cent(sign * (whole + (key in one_more))) for key, (whole, _) in parts.items()}


def round_half_up(numerator: int, denominator: int) -> int:
    """Divide and round halves away from zero: the rounding of iJw 3.2 (IV081), in whole cents."""
    quotient, remainder = divmod(abs(numerator), abs(denominator))
    quotient += 2 * remainder >= abs(denominator)
    return quotient if (numerator < 0) == (denominator < 0) else -quotient


def euro(amount_cent: int) -> str:
    """An amount as a Dutch reader writes it: `€ 1.234,56`, with a minus before the number."""
    whole, cents = divmod(abs(amount_cent), 100)
    sign = "-" if amount_cent < 0 else ""
    return f"€ {sign}{whole:,}".replace(",", ".") + f",{cents:02d}"
