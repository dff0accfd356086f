# SPDX-License-Identifier: EUPL-1.2
"""
Small counts of children stay hidden from whoever may not see those children, also by subtraction.

A count from 1 up to `KLEINST` says too much about one child. A hidden count comes back when the rest of its row and
the total are shown; so then more of that row goes, until what is hidden together is large enough. Nought is shown.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

KLEINST = 10
"""The smallest count that is shown. A choice of this house: the sources name no figure."""
TOTAAL = None
"""The key of a total: of a row, of a column, and of both."""

R = TypeVar("R", bound=Hashable)
K = TypeVar("K", bound=Hashable)


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
    hidden = {key for key, count in cells.items() if count is not None and 0 < count < kleinst}
    rows, columns = [*tabel.rijen, TOTAAL], [*tabel.kolommen, TOTAAL]
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    while any(_hide_more(line, cells.get, hidden, kleinst) for line in lines):
        pass
    return Kruistabel(
        tabel.rijen, tabel.kolommen, {key: None if key in hidden else count for key, count in cells.items()}
    )


def _hide_more(
    line: Sequence[tuple[R | None, K | None]],
    count: Callable[[tuple[R | None, K | None]], int | None],
    hidden: set[tuple[R | None, K | None]],
    kleinst: int,
) -> bool:
    """Hide one count more when what is hidden in this line follows from what is shown; the total goes last."""
    *parts, total = line
    gone = [key for key in parts if key in hidden]
    if not gone or total in hidden:
        return False
    if len(gone) > 1 and sum(count(key) or 0 for key in gone) >= kleinst:
        return False
    left = [key for key in parts if key not in hidden and count(key)]
    hidden.add(min(left, key=lambda key: count(key) or 0) if left else total)
    return True
