# SPDX-License-Identifier: EUPL-1.2
"""Two lists of rules side by side; that the intake follows them is tested in tests/huis/release_test.py."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdregio.regels.release import Release, samen
from jeugdregio.regels.toetsing import masker, op
from jeugdregio.regels.values import ALTIJD, Geldigheid, Plaats, Regel, ijw

CHANGE = date(2027, 1, 1)


def rule(code: str, condition: str = "k.x IS NULL") -> Regel:
    return Regel(code, "9000", 3, ijw(code), "Er is iets.", "Doe iets.", (Plaats("JW301", "Client", condition),))


A, B, C = rule("TR001"), rule("TR002"), rule("TR003")
A_CHANGED = rule("TR001", "k.x = 1")


def days(*releases: Release) -> list[tuple[str, Geldigheid]]:
    return [(one.code, one.geldig) for one in samen(*releases)]


def test_one_release_without_limits_is_its_own_list():
    assert days(Release("een", (A, B))) == [("TR001", ALTIJD), ("TR002", ALTIJD)]
    assert ALTIJD.conditie("b.dagtekening") == ""


def test_what_stays_is_in_it_once_and_what_goes_or_comes_has_its_days():
    found = days(Release("een", (A, B), tot=CHANGE), Release("twee", (A, C), van=CHANGE))
    assert found == [("TR001", ALTIJD), ("TR002", Geldigheid(None, CHANGE)), ("TR003", Geldigheid(CHANGE, None))]


def test_what_changed_is_in_it_twice():
    found = samen(Release("een", (A,), tot=CHANGE), Release("twee", (A_CHANGED,), van=CHANGE))
    assert [one.geldig for one in found] == [Geldigheid(None, CHANGE), Geldigheid(CHANGE, None)]
    assert found[1].plaatsen == A_CHANGED.plaatsen


def test_what_comes_back_has_two_stretches():
    later = date(2028, 1, 1)
    found = days(Release("een", (A,), tot=CHANGE), Release("twee", (), CHANGE, later), Release("drie", (A,), later))
    assert found == [("TR001", Geldigheid(None, CHANGE)), ("TR001", Geldigheid(later, None))]


@pytest.mark.parametrize("begin", [None, date(2026, 12, 31), date(2027, 1, 2)])
def test_releases_follow_each_other(begin: date | None):
    with pytest.raises(AssertionError, match="sluiten niet aan"):
        samen(Release("een", (A,), tot=CHANGE), Release("twee", (A,), van=begin))
    with pytest.raises(AssertionError, match="geen einde"):
        samen(Release("een", (A,)), Release("twee", (A,), van=begin))


def test_the_days_are_part_of_the_condition():
    limited = replace(A, geldig=Geldigheid(CHANGE, date(2028, 1, 1)))
    found = masker(op((limited, B), "JW301", "Client"), {"TR001": 1, "TR002": 2})

    assert found == (
        "(CASE WHEN (k.x IS NULL) AND b.dagtekening >= DATE '2027-01-01' AND b.dagtekening < DATE '2028-01-01'"
        " THEN 1 ELSE 0 END + CASE WHEN k.x IS NULL THEN 2 ELSE 0 END)::bigint"
    )
