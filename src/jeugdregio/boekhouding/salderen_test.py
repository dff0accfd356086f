# SPDX-License-Identifier: EUPL-1.2
"""Taken together it is nought, in any order; below zero is the mirror; and one account is left per municipality."""

from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.boekhouding.salderen import Stand, salderen, van_verevening, van_vordering, vingerafdruk
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.woonplaats.values import TeVerrekenen

TOWNS = ("0148", "0193", "0166", "0177")
MAAND = Maand(2026, 10)
CLAIMS = st.builds(
    lambda number, pair, cents, back: TeVerrekenen(
        number, f"WV-{number}", *pair, Cent(-cents if back else cents), back
    ),
    st.integers(1, 10**9),
    st.permutations(TOWNS).map(lambda towns: tuple(towns[:2])),
    st.integers(0, 10**11),
    st.booleans(),
)


def posts(claims):
    return [post for one in claims for post in van_vordering(one)]


@given(st.lists(CLAIMS, max_size=20), st.randoms())
def test_all_balances_sum_to_nought_and_order_does_not_matter(claims, chance):
    rows = posts(claims)
    mixed = rows[:]
    chance.shuffle(mixed)

    assert sum(one.saldo_cent for one in salderen(rows).values()) == 0
    assert salderen(mixed) == salderen(rows)
    assert vingerafdruk(MAAND, mixed) == vingerafdruk(MAAND, rows)


@given(st.lists(CLAIMS, max_size=20))
def test_below_zero_is_the_mirror(claims):
    other = [
        TeVerrekenen(one.vordering, one.kenmerk, one.schuldeiser, one.schuldenaar, Cent(-one.bedrag_cent), one.terug)
        for one in claims
    ]
    mirrored = {
        town: Stand(-one.te_vorderen_cent, -one.te_betalen_cent) for town, one in salderen(posts(claims)).items()
    }

    assert salderen(posts(other)) == mirrored


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_one_account_is_left_with_the_balance(claim, debt):
    one = Stand(claim, debt)
    left_claim, left_debt = claim - one.weg_te_strepen_cent, debt - one.weg_te_strepen_cent

    assert (left_claim, left_debt) == (max(one.saldo_cent, 0), max(-one.saldo_cent, 0))


def test_one_cent_makes_another_fingerprint():
    one, other = (posts([TeVerrekenen(1, "WV", "0148", "0193", Cent(cents))]) for cents in (100, 101))

    assert vingerafdruk(MAAND, one) != vingerafdruk(MAAND, other)
    assert vingerafdruk(MAAND, one) != vingerafdruk(MAAND.volgende, one)


def test_solidarity_stands_where_it_was_booked():
    assert van_verevening("vier-o", 2025, "0148", 5).rekening == "1300"
    assert van_verevening("vier-o", 2025, "0148", -5).rekening == "1610"
