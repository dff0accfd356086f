# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis plays the attacker: from what is shown, no count below the line follows by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.core.kleine_aantallen import KLEINST, TOTAAL, Kruistabel, bescherm, verberg
from tests.aftrekken import af_te_leiden


def tabel(counts):
    rows, columns = range(len(counts)), range(len(counts[0]))
    cells = {(r, c): counts[r][c] for r in rows for c in columns}
    cells |= {(r, TOTAAL): sum(counts[r]) for r in rows}
    cells |= {(TOTAAL, c): sum(counts[r][c] for r in rows) for c in columns}
    cells[TOTAAL, TOTAAL] = sum(map(sum, counts))
    return Kruistabel(rows, columns, cells)


def lijnen(tabel):
    rows, columns = (*tabel.rijen, TOTAAL), (*tabel.kolommen, TOTAAL)
    return [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]


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


def test_a_total_that_is_hidden_takes_a_part_of_its_own_along():
    """Else the parts of the second row give its total, and that gives the total of the first."""
    after = bescherm(tabel([[5, 0], [20, 0], [15, 100]]))

    assert after.cel(0, TOTAAL) is None
    for row in (1, 2):
        assert after.cel(row, TOTAAL) is not None or None in (after.cel(row, 0), after.cel(row, 1))


def test_a_count_in_two_sums_is_hidden_in_both():
    counts = {"begin": 40, "in": 3, "actief": 43, "uit": 13, "eind": 30}

    hidden = verberg(counts, [["begin", "in", "actief"], ["eind", "uit", "actief"]])

    assert "in" in hidden
    assert hidden & {"begin", "actief"}
    assert "actief" not in hidden or hidden & {"uit", "eind"}


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_no_row_and_no_column_gives_a_small_count_away(counts):
    before = tabel(counts)
    after = bescherm(before)

    assert all(after.cel(*key) in (None, count) for key, count in before.cellen.items())
    lines = lijnen(after)
    for *parts, total in lines:
        hidden = [key for key in parts if after.cel(*key) is None]
        if hidden and after.cel(*total) is not None:
            assert len(hidden) > 1
            assert sum(before.cel(*key) for key in hidden) >= KLEINST


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=4)
    )
)
def test_all_rows_and_columns_together_give_no_small_count_away(counts):
    before = tabel(counts)
    after = bescherm(before)

    hidden = [key for key in before.cellen if after.cel(*key) is None]
    assert [key for key in af_te_leiden(lijnen(after), hidden) if 0 < before.cel(*key) < KLEINST] == []


def test_a_count_that_follows_from_several_sums_together_is_hidden_better():
    """Each sum has two unknowns; together they leave one answer, as long as no other count is hidden."""
    counts = {"a": 4, "b": 20, "c": 30, "ab": 24, "bc": 50, "ac": 34, "d": 100, "abd": 124}
    lines = [["a", "b", "ab"], ["b", "c", "bc"], ["a", "c", "ac"], ["ab", "d", "abd"]]

    hidden = verberg(counts, lines)

    assert "a" in hidden
    assert "a" not in af_te_leiden(lines, hidden)
