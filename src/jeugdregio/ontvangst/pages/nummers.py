# SPDX-License-Identifier: EUPL-1.2
"""Many file numbers in a short address: `7,12-40`."""

import re
from collections.abc import Iterable

HOOGSTENS = 5_000
_DEEL = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?")


def schrijf_nummers(nummers: Iterable[int]) -> str:
    """Numbers as ranges, in order, each once."""
    ranges: list[list[int]] = []
    for number in sorted(set(nummers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(f"{low}-{high}" if low < high else str(low) for low, high in ranges)


def lees_nummers(text: str) -> frozenset[int]:
    """The numbers of an address; what is not a number is left out, and at most `HOOGSTENS` are read."""
    found: set[int] = set()
    for part in text.split(","):
        if match := _DEEL.fullmatch(part.strip()):
            low, high = int(match[1]), int(match[2] or match[1])
            found.update(range(low, min(high, low + HOOGSTENS - len(found) - 1) + 1))
    return frozenset(found)
