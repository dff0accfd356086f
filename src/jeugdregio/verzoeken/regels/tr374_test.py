# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr374 import TR374
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_one_open_request_per_child_and_provider(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind | product
        T1    | K1   | 45A16
        T2    | K2   | 45A16
    """)
    wereld.gegeven("""
        JW315 | bericht | kind | product
        R1    | 1       | K1   | 45A14
        R2    | 1       | K1   | 45A16
    """)

    assert wereld.neem_in("""
        JW315          | kind | aanbieder | gemeente
        another        | K1   |           |
        other child    | K2   |           |
        other provider | K1   | A2        |
        other town     | K1   |           | G2
    """) == {"another": "TR374"}
    assert wereld.uitleg("another", TR374) == "Voor deze jeugdige loopt al een verzoek van deze aanbieder."
    assert wereld.neem_in("""
        JW317  | bericht | kind | toewijzing
        change | change  | K1   | T1
        too    | too     | K2   | T2
    """) == {"change": "TR374", "too": "TR374"}


def test_it_is_open_until_every_reference_is_decided_on(wereld: Wereld):
    wereld.gegeven("""
        JW315 | bericht | kind | product
        R1    | 1       | K1   | 45A14
        R2    | 1       | K1   | 45A16
    """)
    ask = """
        JW315 | kind | product
        {}    | K1   | 45A82
    """
    wereld.aanvaardt("""
        JW319 | referentie | antwoord
        look  | R1         | 2
    """)
    assert wereld.neem_in(ask.format("A")) == {"A": "TR374"}
    wereld.aanvaardt("""
        JW319   | referentie | antwoord
        refused | R1         | 1
    """)
    assert wereld.neem_in(ask.format("B")) == {"B": "TR374"}
    wereld.aanvaardt("""
        JW301 | referentie | product
        T1    | R2         | 45A16
    """)
    wereld.aanvaardt(ask.format("C"))
