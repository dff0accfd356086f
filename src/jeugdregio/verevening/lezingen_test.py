# SPDX-License-Identifier: EUPL-1.2
"""Three readings of one sentence: none loses a cent, the order does not matter, and the sign of Dalfsen is right."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.core.money import round_half_up
from jeugdregio.verevening.lezingen import (
    PROMILLE,
    SOLIDAIR,
    Bijdrage,
    Gemeentecijfers,
    Lezing,
    NietTeVerevenen,
    past_bij,
    vereven,
)

MILJOEN = 100_000_000
BEDRAG = st.integers(0, 50_000_000_00)
DALFSEN = "0148"


def regio(*rows: tuple[int, int] | tuple[int, int, int]) -> dict[str, Gemeentecijfers]:
    """A region of (budget, costs, missed) in cents, by code."""
    return {f"{nr:04}": Gemeentecijfers(f"{nr:04}", *row) for nr, row in enumerate(rows, 1)}


@st.composite
def regios(draw: st.DrawFn) -> Mapping[str, Gemeentecijfers]:
    rows = draw(st.lists(st.tuples(BEDRAG.map(lambda amount: amount + 1), BEDRAG), min_size=1, max_size=11))
    return regio(*((budget, costs, draw(st.integers(0, costs))) for budget, costs in rows))


def test_to_28_in_millions() -> None:
    """The oracle: budgets 10, 20 and 70, costs 12, 18 and 75."""
    found = vereven(
        regio((10 * MILJOEN, 12 * MILJOEN), (20 * MILJOEN, 18 * MILJOEN), (70 * MILJOEN, 75 * MILJOEN)),
        Lezing.EIGEN_DEEL,
        Bijdrage.SAMEN,
    )
    assert [one.na_cent for one in found.aandelen] == [1_072_500_000, 2_055_000_000, 7_372_500_000]


@pytest.mark.parametrize(
    ("lezing", "na"),
    [
        (Lezing.EIGEN_DEEL, [1_072_500_000, 2_055_000_000, 7_372_500_000]),
        # pot 85: in 8.5, 17, 59.5; out 85 x 12, 18, 75 / 105
        (Lezing.BUDGETPOT, [1_078_571_428, 2_042_857_143, 7_378_571_429]),
        (Lezing.TOTALE_KOSTEN, [1_050_000_000, 2_100_000_000, 7_350_000_000]),
    ],
)
def test_what_each_reading_comes_to(lezing: Lezing, na: list[int]) -> None:
    rows = regio((10 * MILJOEN, 12 * MILJOEN), (20 * MILJOEN, 18 * MILJOEN), (70 * MILJOEN, 75 * MILJOEN))
    assert [one.na_cent for one in vereven(rows, lezing, Bijdrage.SAMEN).aandelen] == na


@pytest.mark.parametrize("bijdrage", Bijdrage)
@pytest.mark.parametrize("lezing", Lezing)
@given(data=st.data(), rows=regios())
def test_no_cent_is_lost_and_the_order_does_not_matter(
    lezing: Lezing, bijdrage: Bijdrage, data: st.DataObject, rows: Mapping[str, Gemeentecijfers]
) -> None:
    """TO-29, for every reading."""
    try:
        found = vereven(rows, lezing, bijdrage)
    except NietTeVerevenen:
        assert lezing is Lezing.BUDGETPOT
        return
    assert found.som_cent == 0
    assert sum(one.na_cent for one in found.aandelen) == sum(one.kosten_cent for one in rows.values())
    for one in found.aandelen:
        assert sum(amount for _, amount in one.stappen) == one.na_cent
    mixed = dict(data.draw(st.permutations(list(rows.items()))))
    assert vereven(mixed, lezing, bijdrage) == found


@pytest.mark.parametrize("lezing", [Lezing.EIGEN_DEEL, Lezing.TOTALE_KOSTEN])
@given(rows=regios())
def test_a_negative_total_is_the_mirror_image(lezing: Lezing, rows: Mapping[str, Gemeentecijfers]) -> None:
    """A year in which more was taken back than paid is shared as one in which that was paid."""
    mirror = {code: Gemeentecijfers(code, one.budget_cent, -one.kosten_cent) for code, one in rows.items()}

    there, back = vereven(rows, lezing, Bijdrage.SAMEN), vereven(mirror, lezing, Bijdrage.SAMEN)

    assert [one.na_cent for one in back.aandelen] == [-one.na_cent for one in there.aandelen]
    assert [one.verrekening_cent for one in back.aandelen] == [-one.verrekening_cent for one in there.aandelen]


@given(rows=regios())
def test_sharing_gains_and_losses_is_the_reading_with_an_own_share(rows: Mapping[str, Gemeentecijfers]) -> None:
    """Budget minus result, of which 85 per cent goes by budget: within a cent per rounding the same."""
    budget = sum(one.budget_cent for one in rows.values())
    costs = sum(one.kosten_cent for one in rows.values())
    found = vereven(rows, Lezing.EIGEN_DEEL, Bijdrage.SAMEN)
    for one in found.aandelen:
        mine = rows[one.gemeente]
        left = mine.budget_cent - mine.kosten_cent
        kept = round_half_up(left * (PROMILLE - SOLIDAIR), PROMILLE)
        shared = round_half_up((budget - costs) * SOLIDAIR * mine.budget_cent, PROMILLE * budget)
        assert abs(mine.budget_cent - kept - shared - one.na_cent) <= len(rows) + 2


@pytest.mark.parametrize("bijdrage", Bijdrage)
@pytest.mark.parametrize("lezing", Lezing)
def test_to_30_whoever_spends_less_than_its_share_pays_in(lezing: Lezing, bijdrage: Bijdrage) -> None:
    """As Dalfsen did in 2015: its real costs were below those after the settlement."""
    rows = {
        DALFSEN: Gemeentecijfers(DALFSEN, 4_200_000_00, 3_900_000_00),
        "0193": Gemeentecijfers("0193", 30_000_000_00, 33_000_000_00, 500_000_00),
    }
    found = vereven(rows, lezing, bijdrage)
    assert found.aandelen[0].verrekening_cent > 0
    assert past_bij(found, {DALFSEN: 1})
    assert not past_bij(found, {DALFSEN: -1})


def test_who_did_not_collect_bears_it_or_all_do() -> None:
    rows = regio((10 * MILJOEN, 10 * MILJOEN, MILJOEN), (10 * MILJOEN, 9 * MILJOEN))
    together = vereven(rows, Lezing.EIGEN_DEEL, Bijdrage.SAMEN)
    alone = vereven(rows, Lezing.EIGEN_DEEL, Bijdrage.ZELF)
    assert [one.verrekening_cent for one in together.aandelen] == [-42_500_000, 42_500_000]
    assert [one.verrekening_cent for one in alone.aandelen] == [0, 0]
    assert alone.aandelen[0].stappen[-1] == ("niet geïnde ouderbijdrage, voor eigen rekening", MILJOEN)


def test_without_municipalities_there_is_nothing_to_settle() -> None:
    with pytest.raises(NietTeVerevenen, match="Vul eerst de budgetten in"):
        vereven({}, Lezing.EIGEN_DEEL, Bijdrage.SAMEN)
