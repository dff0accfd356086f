# SPDX-License-Identifier: EUPL-1.2
"""TO-22, and every age has one amount in every period."""

from datetime import date
from itertools import pairwise

from jeugdregio.prijzen.pleegvergoeding import PERIODEN, pleegvergoeding


def test_the_amounts_of_2026_per_day_and_per_month():
    found = pleegvergoeding(date(2026, 1, 1))

    assert found is not None
    assert [(one.dag_cent, one.maand_cent) for one in found.bedragen] == [
        (24_88, 757_00), (25_21, 767_00), (27_45, 835_00), (30_31, 922_00), (30_62, 931_00),
    ]  # fmt: skip


def test_a_year_of_which_nothing_is_known_has_no_amount():
    assert pleegvergoeding(date(2025, 12, 31)) is None


def test_every_age_has_one_amount_and_periods_join():
    for one in PERIODEN:
        assert one.bedragen[0].van_jaar == 0
        assert one.bedragen[-1].tot_en_met_jaar is None
        for younger, older in pairwise(one.bedragen):
            assert younger.tot_en_met_jaar is not None
            assert younger.tot_en_met_jaar + 1 == older.van_jaar
            assert younger.dag_cent < older.dag_cent
    for before, after in pairwise(PERIODEN):
        assert before.tot == after.vanaf
