# SPDX-License-Identifier: EUPL-1.2
"""Margins are exact, whatever the preferences."""

from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.demo.verdeling import kruistabel, verdeel


def test_largest_remainder_gives_the_left_over_to_the_largest_fraction():
    assert verdeel(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert verdeel(7, {"a": 0.5, "b": 0.25, "c": 0.25}) == {"a": 3, "b": 2, "c": 2}


@given(st.integers(0, 5000), st.lists(st.integers(1, 1000), min_size=1, max_size=20))
def test_a_division_loses_nobody_and_misses_each_share_by_less_than_one(aantal, gewichten):
    uit = verdeel(aantal, dict(enumerate(gewichten)))

    assert sum(uit.values()) == aantal
    for k, g in enumerate(gewichten):
        assert abs(uit[k] - aantal * g / sum(gewichten)) < 1


@given(
    st.lists(st.integers(0, 300), min_size=2, max_size=7),
    st.lists(st.integers(1, 50), min_size=2, max_size=8),
)
def test_a_cross_table_has_both_margins(rijen, gewichten):
    kolommen = verdeel(sum(rijen), dict(enumerate(gewichten)))
    kolommen = {k: n for k, n in kolommen.items() if n} or {0: 0}
    if not sum(rijen):
        return
    voorkeur = {r: [1 + (r * k) % 5 for k in kolommen] for r in range(len(rijen))}

    tabel = kruistabel(dict(enumerate(rijen)), kolommen, voorkeur)

    assert {r: sum(t.values()) for r, t in tabel.items()} == dict(enumerate(rijen))
    assert {k: sum(t[k] for t in tabel.values()) for k in kolommen} == kolommen
    assert all(n >= 0 for t in tabel.values() for n in t.values())
