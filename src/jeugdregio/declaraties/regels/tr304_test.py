# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.declaraties.regels.tr304 import TR304
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_child_that_is_not_known_is_refused_with_all_its_lines(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
        T2    | K2
    """)

    assert wereld.neem_in("""
        JW323               | toewijzing | kind | maand
        own child           | T1         | K1   | 2026-01
        other child         | T1         | K2   | 2026-02
        same child, its own | T2         | K2   | 2026-02
        unknown child       | T1         | K3   | 2026-03
        unknown, no number  | T9         | K4   | 2026-04
        no such number      | T9         | K1   | 2026-05
    """) == {
        "other child": "TR304",
        "same child, its own": "TR304",
        "unknown child": "TR304",
        "unknown, no number": "TR304",
        "no such number": "TR338",
    }
    assert wereld.uitleg("other child", TR304) == (
        f"Toewijzing {wereld.nummer('T1')} hoort niet bij deze jeugdige, of de jeugdige is hier niet bekend als cliënt."
    )


def test_a_client_of_another_provider_or_municipality_is_not_known_here(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind | aanbieder | gemeente
        T1    | K1   | A2        | G1
        T2    | K1   | A1        | G2
    """)

    assert wereld.neem_in("""
        JW323 | toewijzing
        a     | T1
        b     | T2
    """) == {"a": "TR304", "b": "TR304"}


def test_a_refused_client_may_come_again_with_the_same_references(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
    """)
    assert wereld.neem_in("""
        JW323 | kind
        first | K2
    """) == {"first": "TR304"}

    assert wereld.neem_in("""
        JW323 | kind | referentie
        again | K2   | first
    """) == {"again": "TR304"}
    assert wereld.neem_in("""
        JW323    | kind | referentie
        repaired | K1   | first
    """) == {"repaired": "TR314"}


def test_a_reference_that_a_refused_client_shares_with_a_good_line(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
    """)

    assert wereld.neem_in("""
        JW323 | kind | maand   | referentie
        good  | K1   | 2026-01 |
        bad   | K2   | 2026-02 | good
    """) == {"bad": "TR304"}


def test_a_credit_of_another_child_is_refused_as_well(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
        T2    | K2
    """)
    wereld.gegeven("""
        JW323 | toewijzing | kind
        debit | T1         | K1
    """)

    assert wereld.neem_in("""
        JW323  | vorige | kind
        credit | debit  | K2
    """) == {"credit": "TR304"}


def test_a_child_that_becomes_known_later_in_the_batch_is_not_known_yet(wereld: Wereld):
    wereld.product("45T01", variant="taak")
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
    """)
    claim = wereld.teken("""
        JW323 | toewijzing | kind
        line  | T9         | K2
    """)
    start = wereld.teken("""
        JW305 | toewijzing | kind | product
        start | -          | K2   | 45T01
    """)

    assert wereld.verwerk([*claim, *start]) == {"line": "TR304"}
