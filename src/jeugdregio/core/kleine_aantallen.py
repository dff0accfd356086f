# SPDX-License-Identifier: EUPL-1.2
"""
Small counts of children stay hidden from whoever may not see those children, also by subtraction.

A count from 1 up to `KLEINST` says too much about one child. A hidden count comes back when the rest of its row and
the total are shown; so then more of that row goes, until what is hidden together is large enough. Nought is shown.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

KLEINST = 10
"""The smallest count that is shown. A choice of this house: the sources name no figure."""
TOTAAL = None
"""The key of a total: of a row, of a column, and of both."""
PRIEM = 2**31 - 1
"""A prime; sums of counts are worked out modulo this."""

R = TypeVar("R", bound=Hashable)
K = TypeVar("K", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True)
class Kruistabel(Generic[R, K]):
    """
    Counts by row and column with their totals; a total is its own count, for a child may be in two columns.

    None in `cel` is hidden.
    """

    rijen: Sequence[R]
    kolommen: Sequence[K]
    cellen: Mapping[tuple[R | None, K | None], int | None]

    def cel(self, rij: R | None, kolom: K | None) -> int | None:
        """The count, 0 where there is nothing, None where it is hidden; `TOTAAL` for a total."""
        return self.cellen.get((rij, kolom), 0)


def bescherm(tabel: Kruistabel[R, K], kleinst: int = KLEINST) -> Kruistabel[R, K]:
    """The same table with small counts hidden, and with them what would give them away."""
    cells = dict(tabel.cellen)
    rows, columns = [*tabel.rijen, TOTAAL], [*tabel.kolommen, TOTAAL]
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    counts = {key: count for key, count in cells.items() if count is not None}
    hidden = verberg(counts, lines, kleinst) | {key for key, count in cells.items() if count is None}
    return Kruistabel(
        tabel.rijen, tabel.kolommen, {key: None if key in hidden else count for key, count in cells.items()}
    )


def verberg(tellingen: Mapping[S, int], lijnen: Iterable[Sequence[S]], kleinst: int = KLEINST) -> frozenset[S]:
    """
    Which counts to hide: the small ones, and more where a line would give those away.

    A line is parts and, last, their total. A count may be in many lines, as the end of one period that is the begin
    of the next; a key without a count is nought.
    """
    small = {key for key, count in tellingen.items() if 0 < count < kleinst}
    hidden, lines = set(small), list(lijnen)
    while sum(_hide_more(line, tellingen, hidden, kleinst) for line in lines) or _hide_around(
        small & _determined(lines, hidden), lines, tellingen, hidden
    ):
        pass
    return frozenset(hidden)


def _hide_more(line: Sequence[S], count: Mapping[S, int], hidden: set[S], kleinst: int) -> bool:
    """Hide one count more when what is hidden in this line follows from what is shown; the total goes last."""
    *parts, total = line
    gone = [key for key in parts if key in hidden]
    left = [key for key in parts if key not in hidden and count.get(key)]
    if total in hidden:
        if gone or not left:  # two or more are hidden, or the total is that of parts that are nought
            return False
    elif not gone or (len(gone) > 1 and sum(count.get(key, 0) for key in gone) >= kleinst):
        return False
    hidden.add(min(left, key=lambda key: count.get(key, 0)) if left else total)
    return True


def _hide_around(found: set[S], lines: Sequence[Sequence[S]], count: Mapping[S, int], hidden: set[S]) -> bool:
    """Hide one count more that stands in a line with hidden ones, nearest to a count that can be worked out."""
    beside = [line for line in lines if found.intersection(line)]
    around = [line for line in lines if hidden.intersection(line)]
    for chosen in (beside, around) if found else ():
        left = {key for line in chosen for key in line if key not in hidden and count.get(key)}
        if left:
            hidden.add(min(left, key=lambda key: (count[key], repr(key))))
            return True
    return False


def _determined(lines: Sequence[Sequence[S]], hidden: Set[S]) -> set[S]:
    """
    The hidden counts that have one value only in all solutions of the sums, over several lines together.

    Gauss-Jordan on what is hidden, modulo a prime: whole numbers, and no fractions that grow.
    """
    solved: dict[S, dict[S, int]] = {}
    for *parts, total in lines:
        row = {key: 1 for key in parts if key in hidden} | ({total: PRIEM - 1} if total in hidden else {})
        for key in [one for one in row if one in solved]:
            _subtract(row, solved[key], row[key])
        if not row:
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, PRIEM)
        row = {key: value * inverse % PRIEM for key, value in row.items()}
        for other in solved.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        solved[pivot] = row
    return {key for key, row in solved.items() if len(row) == 1}


def _subtract(row: dict[S, int], other: Mapping[S, int], times: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - times * value) % PRIEM
        if left:
            row[key] = left
        else:
            row.pop(key, None)
