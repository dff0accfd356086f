# SPDX-License-Identifier: EUPL-1.2
"""Whatever is granted and by whatever weight, the eleven balances sum to zero (N02)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.verevening.slot import reken_af

ELF = ("0148", "0150", "0160", "0166", "0175", "0177", "0180", "0193", "1708", "1773", "1896")
CENTEN = st.lists(st.integers(0, 10**12), min_size=11, max_size=11)


@given(amounts=CENTEN, parts=CENTEN)
def test_whatever_is_granted_the_eleven_balances_sum_to_zero(amounts: list[int], parts: list[int]) -> None:
    granted = {code: amount for code, amount in zip(ELF, amounts, strict=True) if amount}
    weights = dict(zip(ELF, parts, strict=True)) if any(parts) else dict.fromkeys(ELF, 1)

    shares = reken_af(granted, weights)

    assert sum(one.saldo_cent for one in shares) == 0
    assert sum(one.draagt_cent for one in shares) == sum(granted.values())
    assert {one.gemeente: one.ontvangt_cent for one in shares if one.ontvangt_cent} == granted


def test_who_receives_shares_too() -> None:
    with pytest.raises(ValueError, match="deelt niet mee"):
        reken_af({"0148": 1}, {"0193": 1})
