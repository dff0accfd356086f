# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr378 import TR378
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_the_municipality_that_is_named_exists(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
        R2    | K2
    """)

    assert wereld.neem_in("""
        JW319   | referentie | antwoord | woonplaats
        nowhere | R1         | 1        | 9999
        Kampen  | R2         | 1        | 0166
    """) == {"nowhere": "TR378"}
    assert wereld.uitleg("nowhere", TR378) == "De gemeentecode 9999 staat niet in de lijst van het CBS."
