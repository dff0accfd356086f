# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr359 import TR359
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_nothing_follows_on_an_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
    """)
    wereld.gegeven("""
        JW301 | referentie
        T1    | R1
    """)

    assert wereld.neem_in("""
        JW319       | referentie | antwoord
        looking     | R1         | 2
        after all   | R1         | 1
    """) == {"looking": "TR359", "after all": "TR359"}
    assert wereld.uitleg("looking", TR359) == "Op referentie R1 is al een toewijzing gestuurd."
