# SPDX-License-Identifier: EUPL-1.2
"""A month as people and spreadsheets write it."""

import pytest

from jeugdregio.core.periode import Maand


def test_a_month_is_read_back_as_it_is_written():
    assert Maand.lees(str(Maand(2026, 9))) == Maand(2026, 9)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "10000-01", "x-y", "9" * 20 + "-01", "9" * 5_000 + "-01"])
def test_anything_else_is_refused_with_an_example(text: str):
    with pytest.raises(ValueError, match="is geen maand; schrijf bijvoorbeeld 2026-09"):
        Maand.lees(text)
