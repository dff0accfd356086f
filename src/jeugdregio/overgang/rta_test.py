# SPDX-License-Identifier: EUPL-1.2
"""Fill the model with a budget: every provider gets an amount and a trace, and the sum is the budget (S03)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.overgang.rta import Aannames, NietInTeVullen, bronnen, toets, uitgangspunten, vul
from jeugdregio.overgang.values import Omzetgegevens

NAMEN = {"1": "Een", "2": "Twee", "3": "Drie"}
GEWOON = Aannames()


def omzet(code: str, cents: int, *, residentieel: bool = False) -> Omzetgegevens:
    return Omzetgegevens(code, 2012, cents, residentieel, "test")


OMZETTEN = (
    st.lists(st.integers(0, 10**11), min_size=1, max_size=30)
    .filter(any)
    .map(lambda found: [omzet(f"{place:08}", cents, residentieel=place % 3 == 0) for place, cents in enumerate(found)])
)
AANNAMES = st.builds(
    Aannames, innovatie=st.integers(0, 500), nieuw=st.integers(0, 500), residentieel=st.integers(1, 1000)
)


def test_the_five_principles_are_there_with_where_they_come_from() -> None:
    assert [one.code for one in uitgangspunten()] == ["continuiteit", "innovatie", "ombouw", "frictie", "samen"]
    assert [str(one) for one in bronnen()] == [
        "Inkoopnotitie Zwolle 2015, par. 2.1",
        "Informatienota jeugdhulp Dalfsen 2014, par. 1.2",
    ]


def test_a_budget_of_one_hundred_is_kept_apart_and_divided_by_turnover() -> None:
    seen = vul(100_00, [omzet("1", 300), omzet("2", 100), omzet("3", 200)], Aannames(residentieel=1000))

    assert (seen.innovatie_cent, seen.nieuw_cent, seen.te_verdelen_cent) == (2_00, 1_00, 97_00)
    assert [one.bedrag_cent for one in seen.regels] == [48_50, 16_17, 32_33]
    assert [one.naar_beneden_cent for one in seen.regels] == [48_50, 16_16, 32_33]


@given(budget=st.integers(-(10**12), 10**12), turnover=OMZETTEN, assumed=AANNAMES)
def test_everyone_gets_an_amount_and_no_cent_is_lost_whatever_the_order(budget, turnover, assumed) -> None:
    seen = vul(budget, turnover, assumed)

    assert seen.som_cent == budget
    assert {one.aanbieder for one in seen.regels} == {one.aanbieder for one in turnover}
    assert vul(budget, turnover[::-1], assumed) == seen
    mirrored = vul(-budget, turnover, assumed)
    assert [-one.bedrag_cent for one in mirrored.regels] == [one.bedrag_cent for one in seen.regels]
    assert all(abs(one.bedrag_cent - one.naar_beneden_cent) <= 1 for one in seen.regels)


def oordeel(outcome) -> dict[str, bool]:
    return {one.uitgangspunt.code: one.voldaan for one in toets(outcome, NAMEN)}


TURNOVER = [omzet("1", 50_000_00, residentieel=True), omzet("2", 30_000_00), omzet("3", 20_000_00)]


def test_with_enough_budget_all_principles_are_met() -> None:
    assert all(oordeel(vul(95_000_00, TURNOVER, GEWOON)).values())


@pytest.mark.parametrize(
    ("code", "budget", "assumed"),
    [
        ("continuiteit", 40_000_00, GEWOON),
        ("innovatie", 95_000_00, Aannames(innovatie=0)),
        ("ombouw", 95_000_00, Aannames(nieuw=0)),
        ("frictie", 95_000_00, Aannames(residentieel=500)),
    ],
)
def test_each_principle_can_fail(code, budget, assumed) -> None:
    assert not oordeel(vul(budget, TURNOVER, assumed))[code]


def test_a_stay_that_grows_is_against_a_principle() -> None:
    seen = vul(95_000_00, TURNOVER, Aannames(residentieel=1000))
    first, *rest = seen.regels
    grown = replace(seen, regels=(replace(first, bedrag_cent=first.bedrag_cent + 100_00), *rest))

    assert not oordeel(grown)["ombouw"]
    assert not oordeel(grown)["samen"]


@pytest.mark.parametrize(
    ("turnover", "assumed", "said"),
    [([], GEWOON, "geen aanbieder omzet"), (TURNOVER, Aannames(innovatie=900, nieuw=101), "meer apart gehouden")],
)
def test_what_cannot_be_filled_says_what_to_do(turnover, assumed, said) -> None:
    with pytest.raises(NietInTeVullen, match=said):
        vul(1_00, turnover, assumed)
