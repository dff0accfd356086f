# SPDX-License-Identifier: EUPL-1.2
"""What a municipality has to look at again: drawn messages, and the allocations that come up."""

import pytest

from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.verzoeken.nazien import AFSPRAKEN, na_te_zien
from tests.wereld import PEILDATUM, Wereld

pytestmark = pytest.mark.django_db


def found(wereld: Wereld, on_behalf_of: Machtiging | None = None) -> dict[str, set[str]]:
    """Per agreement the rows that came up."""
    name = {number: label for label, number in wereld.nummers.items()} | {0: "nieuw"}
    result: dict[str, set[str]] = {}
    for one in na_te_zien(peildatum=PEILDATUM, on_behalf_of=on_behalf_of or verwerking("IJSSELLAND")):
        result.setdefault(one.afspraak.regel, set()).add(name[one.toewijzing_nummer])
    return result


def test_a_picture_that_is_not_complete(wereld: Wereld):
    wereld.gegeven("""
        JW301 | bericht | product | einde
        T1    | een     | 45A14   |
        T2    | een     | 45A16   |
        T3    | een     | 45A84   | 2027-01-31
    """)
    assert found(wereld) == {}
    wereld.gegeven("""
        JW301 | nummer | product | besluit    | einde      | reden
        T1b   | T1     | 45A14   | 2027-06-01 | 2027-12-31 | 04
    """)
    assert found(wereld) == {"OP087": {"T2"}}
    wereld.gegeven("""
        JW301 | bericht | nummer | product | besluit    | einde
        T1c   | heel    | T1     | 45A14   | 2027-06-02 | 2027-12-31
        T2b   | heel    | T2     | 45A16   | 2025-12-15 |
    """)
    assert found(wereld) == {}


def test_the_same_product_twice_at_once(wereld: Wereld):
    wereld.gegeven("""
        JW301 | begin      | einde
        T1    | 2026-01-01 | 2027-12-31
    """)
    wereld.gegeven("""
        JW301 | bericht | nummer | begin      | einde      | besluit
        T1b   | twee    | T1     | 2026-01-01 | 2027-12-31 | 2026-12-15
        T2    | twee    |        | 2028-01-01 | 2028-06-30 | 2026-12-15
    """)
    assert "OP259" not in found(wereld)
    wereld.gegeven("""
        JW301 | begin      | einde      | besluit
        T3    | 2027-12-31 | 2027-12-31 | 2026-12-16
    """)
    assert found(wereld)["OP259"] == {"T3"}


@pytest.mark.parametrize(
    ("second", "comes_up"),
    [
        ("2027-07-01 | 2027-12-31 | 2027-06-20 | 10 | 4", True),
        ("2027-07-01 | 2027-12-31 | 2027-06-20 | 11 | 4", False),
        ("2027-07-02 | 2027-12-31 | 2027-06-20 | 10 | 4", False),
    ],
)
def test_a_new_number_where_the_end_should_have_moved(wereld: Wereld, second: str, comes_up: bool):
    wereld.gegeven("""
        JW301 | einde      | volume
        T1    | 2027-06-30 | 10
    """)
    wereld.gegeven(f"""
        JW301 | bericht | nummer | begin      | einde      | besluit    | volume | frequentie
        T1b   | samen   | T1     | 2026-01-01 | 2027-06-30 | 2025-12-15 | 10 | 4
        T2    | samen   |        | {second}
    """)
    assert ("OP380" in found(wereld)) is comes_up


def test_a_new_number_after_the_end_is_as_it_should_be(wereld: Wereld):
    wereld.gegeven("""
        JW301 | einde
        T1    | 2027-05-31
    """)
    wereld.gegeven("""
        JW301 | begin      | besluit
        T2    | 2027-06-01 | 2027-06-02
    """)
    assert found(wereld) == {}


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("10 | 6 |", "9 | 6 |", "OP298"),
        ("10 | 6 |", "11 | 6 |", ""),
        ("10 | 4 |", "9 | 4 |", "OP033x1"),
        ("10 | 4 |", "10 | 6 |", "OP033x1"),
        (" | | 500000", " | | 400000", "OP299"),
        (" | | 500000", " | | 600000", ""),
    ],
)
def test_less_than_before(wereld: Wereld, before: str, after: str, rule: str):
    wereld.gegeven(f"""
        JW301 | einde      | volume | frequentie | budget
        T1    | 2027-12-31 | {before}
    """)
    wereld.gegeven(f"""
        JW301 | nummer | einde      | besluit    | volume | frequentie | budget
        T1b   | T1     | 2027-12-31 | 2027-06-01 | {after}
    """)
    assert found(wereld) == ({rule: {"T1"}} if rule else {})


@pytest.mark.parametrize(
    ("end", "reason", "comes_up"),
    [("2027-05-31", "08", True), ("2027-06-01", "08", False), ("2026-01-01", "13", False)],
)
def test_an_end_in_the_past(wereld: Wereld, end: str, reason: str, comes_up: bool):
    wereld.gegeven("""
        JW301 | einde
        T1    | 2027-12-31
    """)
    wereld.gegeven(f"""
        JW301 | nummer | einde | besluit    | reden
        T1b   | T1     | {end} | 2027-06-01 | {reason}
    """)
    assert found(wereld) == ({"OP186": {"T1"}} if comes_up else {})


@pytest.mark.parametrize(("volume", "comes_up"), [("12", False), ("11", True)])
def test_another_thing_than_was_asked(wereld: Wereld, volume: str, comes_up: bool):
    wereld.gegeven("""
        JW301 | volume | frequentie | einde
        T1    | 20     | 6          | 2027-12-31
    """)
    wereld.gegeven("""
        JW317 | wat         | toewijzing | volume | begin      | einde      | referentie
        W     | te_wijzigen | T1         | 12     | 2026-01-01 | 2027-12-31 | R1
    """)
    wereld.gegeven(f"""
        JW301 | nummer | volume   | frequentie | einde      | besluit    | reden | referentie
        T1b   | T1     | {volume} | 6          | 2027-12-31 | 2027-06-20 | 12    | R1
    """)
    assert found(wereld) == ({"OP348": {"T1"}} if comes_up else {})


def test_everyone_gets_what_is_theirs(wereld: Wereld):
    wereld.gegeven("""
        JW301 | gemeente | aanbieder | bericht | product
        T1    | G1       | A1        | een     | 45A14
        T2    | G1       | A1        | een     | 45A16
    """)
    wereld.gegeven("""
        JW301 | gemeente | nummer | product | besluit
        T1b   | G1       | T1     | 45A14   | 2027-06-01
    """)
    assert found(wereld, Machtiging(rol=Rol.TOEGANG, gemeente="0193")) == {"OP087": {"T2"}}
    assert found(wereld, Machtiging(rol=Rol.TOEGANG, gemeente="0148")) == {}
    assert found(wereld, Machtiging(rol=Rol.AANBIEDER, aanbieder="99900002")) == {}


def test_every_agreement_is_a_rule_of_the_standard_in_dutch():
    codes = [one.regel for one in AFSPRAKEN]

    assert len(codes) == len(set(codes))
    assert all(one.uitleg.endswith(".") and one.wat_te_doen.endswith(".") for one in AFSPRAKEN)
