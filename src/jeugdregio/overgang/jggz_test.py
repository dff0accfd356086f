# SPDX-License-Identifier: EUPL-1.2
"""Inflow compared flags one provider; claim year and book year; an agreed most (S69)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.overgang import jggz
from jeugdregio.overgang.values import Afspraak, Instroomgegevens, Jeugdaandeelgegevens, Uitgavegegevens


def rijen(code: str, *numbers: int, verklaard: int = 0) -> list[Instroomgegevens]:
    years = (2011, 2012, 2013, 2014)
    return [
        Instroomgegevens(code, year, number, "test", verklaard if year == 2014 else 0, "waarom" if verklaard else "")
        for year, number in zip(years, numbers, strict=True)
    ]


GROEIT, VERKLAART, GEWOON = (
    rijen("1", 100, 110, 90, 140),
    rijen("2", 50, 50, 50, 80, verklaard=28),
    rijen("3", 60, 70, 80, 75),
)


def test_one_provider_with_unexplained_growth_is_flagged() -> None:
    seen = jggz.vergelijk([*GEWOON, *VERKLAART, *GROEIT])

    assert [(one.aanbieder, one.opvallend) for one in seen] == [("1", True), ("3", False), ("2", False)]
    first = seen[0]
    assert (first.gemiddeld_tiende, first.groei_promille, first.onverklaard_tiende) == (1000, 400, 400)


@given(order=st.randoms())
def test_the_order_of_import_does_not_matter(order) -> None:
    rows = [*GEWOON, *VERKLAART, *GROEIT]
    order.shuffle(rows)

    assert jggz.vergelijk(rows) == jggz.vergelijk([*GROEIT, *VERKLAART, *GEWOON])


@pytest.mark.parametrize(("threshold", "flagged"), [(399, True), (400, False), (1000, False)])
def test_from_how_much_on_it_stands_out_is_an_assumption(threshold, flagged) -> None:
    assert jggz.vergelijk(GROEIT, threshold)[0].opvallend is flagged


def test_who_grew_less_than_in_an_earlier_year_does_not_stand_out() -> None:
    assert not jggz.vergelijk(rijen("1", 20, 20, 150, 149))[0].opvallend


def test_without_an_earlier_year_there_is_nothing_to_compare() -> None:
    assert jggz.vergelijk([Instroomgegevens("1", 2014, 5, "test")]) == []


def test_an_agreement_caps_what_began_before() -> None:
    spent = [Uitgavegegevens("1", 2015, 100_00, 35_00, "test"), Uitgavegegevens("2", 2015, 10_00, 2_00, "test")]

    capped, free = jggz.overgang(spent, [Afspraak("1", 2015, 30_00, "afspraak"), Afspraak("2", 2016, 0, "ander jaar")])

    assert (capped.eerder_promille, capped.nieuw_cent, capped.boven_cent, capped.te_betalen_cent) == (
        350,
        65_00,
        5_00,
        95_00,
    )
    assert (free.boven_cent, free.te_betalen_cent) == (None, 10_00)


@given(spent=st.integers(0, 10**12), part=st.integers(0, 1000), most=st.integers(0, 10**12))
def test_by_either_year_all_of_it_is_counted_once(spent, part, most) -> None:
    before = spent * part // 1000
    (one,) = jggz.overgang([Uitgavegegevens("1", 2015, spent, before, "t")], [Afspraak("1", 2015, most, "t")])

    assert one.eerder_cent + one.nieuw_cent == one.uitgaven_cent
    assert one.te_betalen_cent + (one.boven_cent or 0) == spent
    assert one.te_betalen_cent >= one.nieuw_cent


def test_the_mean_share_counts_each_year_as_heavy() -> None:
    rows = [
        Jeugdaandeelgegevens(year, whole, young, "t")
        for year, whole, young in ((2011, 100, 10), (2012, 200, 40), (2013, 400, 60))
    ]

    mean = jggz.gemiddeld_aandeel(rows)

    assert mean == Fraction(15, 100)
    assert jggz.structureel_cent(mean, 1_001) == 150
    assert jggz.gemiddeld_aandeel(rows[:2]) is None
