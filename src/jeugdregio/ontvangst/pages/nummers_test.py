# SPDX-License-Identifier: EUPL-1.2
"""File numbers in an address."""

from hypothesis import given
from hypothesis import strategies as st

from jeugdregio.ontvangst.pages.nummers import HOOGSTENS, lees_nummers, schrijf_nummers


@given(st.sets(st.integers(0, 10**12), max_size=50))
def test_what_was_written_is_read_back(numbers):
    assert lees_nummers(schrijf_nummers(numbers)) == numbers


def test_ranges_are_short():
    assert schrijf_nummers([7, *range(12, 41)]) == "7,12-40"


@given(st.text(max_size=60))
def test_nonsense_is_left_out(text):
    assert len(lees_nummers(text)) <= HOOGSTENS


def test_a_huge_range_is_cut():
    assert len(lees_nummers("1-999999999999,5-9")) == HOOGSTENS
