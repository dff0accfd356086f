# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.core.money import Cent, allocate, euro, round_half_up


def test_the_cent_left_over_goes_to_the_largest_remainder() -> None:
    assert allocate(Cent(100), {"Zwolle": 1, "Dalfsen": 1, "Ommen": 1}) == {"Dalfsen": 34, "Ommen": 33, "Zwolle": 33}


@given(
    amount=st.integers(-(10**14), 10**14),
    weights=st.dictionaries(st.integers(0, 400), st.integers(0, 10**9), min_size=1).filter(
        lambda w: sum(w.values()) > 0
    ),
)
def test_nothing_is_lost_and_nobody_is_a_cent_off(amount: int, weights: dict[int, int]) -> None:
    parts = allocate(Cent(amount), weights)
    total = sum(weights.values())

    assert sum(parts.values()) == amount
    for key, part in parts.items():
        assert abs(part * total - amount * weights[key]) < total


def test_a_key_without_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="verdeelsleutel"):
        allocate(Cent(1), {"a": 0})


def test_hour_tariff_to_minutes_follows_iv081() -> None:
    assert round_half_up(7135, 60) == 119
    assert round_half_up(7135 * 425, 60) == 50540
    assert round_half_up(-150, 100) == -2


class TestEuro:
    def test_writes_amounts_as_a_dutch_reader_does(self):
        assert [euro(cent) for cent in (0, 5, -5, 123_456_78, -1_000_00)] == [
            "€ 0,00",
            "€ 0,05",
            "€ -0,05",
            "€ 123.456,78",
            "€ -1.000,00",
        ]
