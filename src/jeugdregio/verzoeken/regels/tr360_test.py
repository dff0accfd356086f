# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr360 import TR360
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_request_is_put_under_investigation_once(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
    """)
    wereld.gegeven("""
        JW319 | referentie | antwoord
        first | R1         | 2
    """)

    assert wereld.neem_in("""
        JW319  | referentie | antwoord
        second | R1         | 2
    """) == {"second": "TR360"}
    assert wereld.uitleg("second", TR360) == "Het verzoek met referentie R1 is al in onderzoek."
    wereld.aanvaardt("""
        JW319   | referentie | antwoord
        refused | R1         | 1
    """)
