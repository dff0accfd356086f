# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr365 import TR365
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_nothing_follows_on_a_refusal(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
    """)
    wereld.gegeven("""
        JW319 | referentie | antwoord
        first | R1         | 1
    """)

    assert wereld.neem_in("""
        JW319   | referentie | antwoord
        again   | R1         | 1
        looking | R1         | 2
    """) == {"again": "TR365", "looking": "TR365"}
    assert wereld.uitleg("again", TR365) == "Het verzoek met referentie R1 is al afgewezen."
