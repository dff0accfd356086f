# SPDX-License-Identifier: EUPL-1.2
"""Circulars, scenarios and the pgb prognosis, by the figures of the sources (S65, S66, S68, S69, S70, K06)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.begroting.macro import (
    OUDERBIJDRAGE,
    WLZ,
    bronversies,
    effect,
    ouderbijdrage,
    pgb,
    scenarios,
    schadelastjaar,
)

ELF = ("0148", "0150", "0160", "0166", "0175", "0177", "0180", "0193", "1708", "1773", "1896")
ZWOLLE = "0193"
GEWICHTEN = {code: 1000 + 7 * place for place, code in enumerate(ELF)}
WEGEN = st.lists(st.integers(1, 10**6), min_size=11, max_size=11).map(lambda made: dict(zip(ELF, made, strict=True)))


def test_dalfsen_goes_from_4_2_to_4_3_million_with_a_band_and_each_circular_is_a_version() -> None:
    circulars, versions = bronversies()

    assert [(one.code, str(one.maand)) for one in circulars] == [
        ("mei-2013", "2013-05"),
        ("december-2013", "2013-12"),
        ("mei-2014", "2014-05"),
        ("mei-2015", "2015-05"),
    ]
    assert [(v.gemeente, v.circulaire, v.laag_cent, v.bedrag_cent, v.hoog_cent, v.ongeveer) for v in versions] == [
        ("0148", "mei-2013", 415_000_000, 420_000_000, 425_000_000, True),
        ("0148", "december-2013", 425_000_000, 430_000_000, 435_000_000, True),
    ]


def test_the_withdrawal_for_the_wlz_is_about_1_2_million_for_zwolle_and_4_million_for_the_region() -> None:
    made = effect(scenarios()[WLZ], None, GEWICHTEN)

    assert made
    assert (made.per_gemeente[ZWOLLE], made.som_cent, made.aanname) == (-120_000_000, -400_000_000, False)
    assert sum(cents for code, cents in made.per_gemeente.items() if code != ZWOLLE) == -280_000_000
    assert scenarios()[WLZ].feiten == (
        ("Cliënten met overgangsrecht", 14_000),
        ("Daarvan eerst onder andere wetten", 10_000),
    )


@pytest.mark.parametrize("code", ["awbz", "jggz", "vergeten", OUDERBIJDRAGE])
def test_what_no_source_gives_is_not_filled_in(code: str) -> None:
    assert effect(scenarios()[code], None, GEWICHTEN) is None


def test_an_assumption_is_marked_as_one_and_takes_the_place_of_what_is_given() -> None:
    made = effect(scenarios()[WLZ], 100, GEWICHTEN)

    assert made
    assert (made.som_cent, made.aanname) == (-100, True)


def test_about_35_percent_of_jggz_spending_began_in_2014() -> None:
    assert schadelastjaar(1_000_001) == (350_000, 650_001)


def test_the_national_parental_contribution_is_26_million_and_zwolle_stopped_collecting() -> None:
    one = scenarios()[OUDERBIJDRAGE]

    assert (one.landelijk_cent, one.gestopt) == (2_600_000_000, (ZWOLLE,))


def test_the_pgb_prognosis_is_as_given_and_its_hypothesis_is_off_by_2_85() -> None:
    one = pgb()

    assert (one.houders, one.lopend_cent, one.prognose_cent) == (367, 423_898_371, 548_662_500)
    assert (one.gemiddeld_cent, one.verhouding) == (1_155_036, "1,29433")
    assert (one.hypothese_cent, one.verschil_cent) == (548_662_785, 285)


@given(amount=st.integers(0, 10**12), weights=WEGEN)
def test_effects_sum_to_the_amount_to_the_cent(amount: int, weights: dict[str, int]) -> None:
    for one in scenarios().values():
        made = effect(one, amount, weights)

        assert made
        assert made.som_cent == one.teken * amount


@given(amount=st.integers(0, 10**12), weights=WEGEN, stopped=st.sets(st.sampled_from(ELF)))
def test_who_bears_what_was_not_collected_changes_no_sum(
    amount: int, weights: dict[str, int], stopped: set[str]
) -> None:
    own = ouderbijdrage(amount, weights, stopped, samen=False)
    shared = ouderbijdrage(amount, weights, stopped, samen=True)

    assert own.som_cent == shared.som_cent
    assert {code for code, cents in own.per_gemeente.items() if cents} <= stopped
