# SPDX-License-Identifier: EUPL-1.2
"""A month as people and spreadsheets write it, and the last day of a half-open period."""

from datetime import date

import pytest

from jeugdregio.core.periode import Maand, dag_erna, laatste_dag


def test_a_month_is_read_back_as_it_is_written():
    assert Maand.lees(str(Maand(2026, 9))) == Maand(2026, 9)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "10000-01", "x-y", "9" * 20 + "-01", "9" * 5_000 + "-01"])
def test_anything_else_is_refused_with_an_example(text: str):
    with pytest.raises(ValueError, match="is geen maand; schrijf bijvoorbeeld 2026-09"):
        Maand.lees(text)


def test_the_last_day_and_the_day_after_it_turn_into_one_another():
    assert laatste_dag(date(2026, 3, 1)) == date(2026, 2, 28)
    assert dag_erna(date(2024, 2, 28)) == date(2024, 2, 29)
    assert laatste_dag(dag_erna(date(2026, 12, 31))) == date(2026, 12, 31)


def test_without_an_end_there_is_no_last_day():
    assert laatste_dag(None) is laatste_dag(date.max) is dag_erna(None) is None
