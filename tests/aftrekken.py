# SPDX-License-Identifier: EUPL-1.2
"""The attacker of small counts: knows what adds up to what, and works out what is hidden from what is shown."""

from collections.abc import Collection, Hashable, Sequence
from fractions import Fraction


def af_te_leiden(lijnen: Collection[Sequence[Hashable]], verborgen: Collection[Hashable]) -> set[Hashable]:
    """
    The hidden counts that have one value only in all solutions of the sums together.

    A line is parts and, last, their total. Fractions and a full table, so that nothing is shared with what hides.
    """
    unknown = list(verborgen)
    rows = []
    for *parts, total in lijnen:
        row = {key: Fraction(1) for key in parts} | {total: Fraction(-1)}
        rows.append([row.get(key, Fraction(0)) for key in unknown])
    solved: list[int] = []
    for column in range(len(unknown)):
        rank = len(solved)
        pivot = next((nr for nr in range(rank, len(rows)) if rows[nr][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        first = rows[rank][column]
        rows[rank] = [value / first for value in rows[rank]]
        for nr, row in enumerate(rows):
            if nr != rank and row[column]:
                times = row[column]
                rows[nr] = [mine - times * other for mine, other in zip(row, rows[rank], strict=True)]
        solved.append(column)
    return {unknown[column] for nr, column in enumerate(solved) if sum(map(bool, rows[nr])) == 1}
