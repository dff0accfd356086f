# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.lezen import lees
from jeugdregio.berichten.values import Soort
from jeugdregio.declaraties.regels.tr333 import TR333
from tests.wereld import PEILDATUM, Wereld

pytestmark = pytest.mark.django_db


def test_a_number_is_used_once(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | bericht | maand
        a     | M1      | 2026-01
    """)

    assert wereld.neem_in("""
        JW323 | bericht | nummer | maand
        b     | M2      | M1     | 2026-02
        c     | M3      |        | 2026-03
        d     | M4      | M3     | 2026-04
    """) == {"M2": "TR333", "M4": "TR333"}
    number = wereld.uitleg("M2", TR333).split()[1]
    assert wereld.uitleg("M2", TR333) == f"Declaratienummer {number} is al eerder gebruikt."


def test_a_number_refused_as_a_whole_is_free_again(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | bericht | maand   | declaratiemaand
        a     | M1      | 2026-01 | 2026-06
    """)
    assert wereld.neem_in("""
        JW323 | bericht | maand   | declaratiemaand
        b     | M2      | 2026-02 | 2026-05
    """) == {"M2": "TR318"}

    wereld.aanvaardt("""
        JW323 | bericht | nummer | maand   | declaratiemaand
        c     | M3      | M2     | 2026-02 | 2026-06
    """)


def test_the_answer_also_says_that_the_month_is_before_the_last(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    wereld.gegeven("""
        JW323 | bericht | maand
        a     | M1      | 2026-02
    """)

    assert wereld.neem_in("""
        JW323 | bericht | nummer | maand   | declaratiemaand
        b     | M2      | M1     | 2026-01 | 2026-01
    """) == {"M2": "TR318 TR333"}


def test_a_number_of_which_all_lines_were_refused_is_used(wereld: Wereld):
    wereld.gegeven("""
        JW301 | volume
        T1    | 5
    """)
    assert wereld.neem_in("""
        JW323 | bericht | volume
        a     | M1      | 6
    """) == {"a": "TR321"}

    assert wereld.neem_in("""
        JW323 | bericht | nummer
        b     | M2      | M1
    """) == {"M2": "TR333"}


def test_another_provider_may_use_the_same_number(wereld: Wereld):
    wereld.gegeven("""
        JW301 | aanbieder
        T1    | A1
        T2    | A2
    """)
    wereld.tarief("45A14", "14", 100_00, aanbieder="A2")

    wereld.aanvaardt("""
        JW323 | bericht | nummer | aanbieder | toewijzing
        a     | M1      |        | A1        | T1
        b     | M2      | M1     | A2        | T2
    """)


def test_two_reasons_in_the_header_are_both_named(wereld: Wereld):
    wereld.gegeven("JW301 | volume\nT1 | 5")
    wereld.gegeven("JW323 | identificatie | maand\na | once | 2026-01")
    (message,) = wereld.teken("JW323 | identificatie | maand\nb | once | 2026-02")
    message.data = message.data.replace(f"Dagtekening>{PEILDATUM}".encode(), b"Dagtekening>2027-07-01")

    assert wereld.verwerk([message]) == {message.naam: "TR056 TR135"}
    assert message.uitkomst is not None
    assert [
        row["retour_code"] for row in lees(Soort.JW325, [message.uitkomst.antwoord])["retour_codes"].to_pylist()
    ] == [
        "9056",
        "8848",
    ]
