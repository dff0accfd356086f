# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis plays the attacker: from what is shown, no count below the line follows by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.core.kleine_aantallen import KLEINST, TOTAAL, Kruistabel, bescherm


def tabel(counts):
    rows, columns = range(len(counts)), range(len(counts[0]))
    cells = {(r, c): counts[r][c] for r in rows for c in columns}
    cells |= {(r, TOTAAL): sum(counts[r]) for r in rows}
    cells |= {(TOTAAL, c): sum(counts[r][c] for r in rows) for c in columns}
    cells[TOTAAL, TOTAAL] = sum(map(sum, counts))
    return Kruistabel(rows, columns, cells)


def regel(counts):
    return [bescherm(tabel([counts])).cel(0, column) for column in (*range(len(counts)), TOTAAL)]


def test_a_count_below_the_line_is_hidden_and_the_smallest_other_one_with_it():
    assert regel([KLEINST - 1, 40, 30]) == [None, 40, None, 79]


def test_two_hidden_counts_that_add_up_to_too_little_take_a_third():
    assert regel([1, 1, 12, 50]) == [None, None, None, 50, 64]


def test_nothing_is_hidden_where_all_is_large_or_nothing():
    assert regel([10, 0, 300]) == [10, 0, 300, 310]


def test_a_single_small_count_takes_its_total_along():
    assert regel([4]) == [None, None]


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_no_row_and_no_column_gives_a_small_count_away(counts):
    before = tabel(counts)
    after = bescherm(before)

    assert all(after.cel(*key) in (None, count) for key, count in before.cellen.items())
    lines = [[(r, c) for c in (*after.kolommen, TOTAAL)] for r in (*after.rijen, TOTAAL)]
    lines += [[(r, c) for r in (*after.rijen, TOTAAL)] for c in (*after.kolommen, TOTAAL)]
    for *parts, total in lines:
        hidden = [key for key in parts if after.cel(*key) is None]
        if hidden and after.cel(*total) is not None:
            assert len(hidden) > 1
            assert sum(before.cel(*key) for key in hidden) >= KLEINST
