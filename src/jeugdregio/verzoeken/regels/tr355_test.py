# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr355 import TR355
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_an_answer_is_about_a_request_of_this_provider(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
    """)

    assert wereld.neem_in("""
        JW319          | referentie | aanbieder | gemeente
        never asked    | R2         |           |
        other provider | R1         | A2        |
        other town     | R1         |           | G2
        this one       | R1         |           |
    """) == dict.fromkeys(["never asked", "other provider", "other town"], "TR355")
    assert wereld.uitleg("never asked", TR355) == "Er is geen verzoek van deze aanbieder met referentie R2."
