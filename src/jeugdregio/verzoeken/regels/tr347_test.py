# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr347 import TR347
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_reference_is_used_once_whoever_the_child_and_whatever_became_of_it(wereld: Wereld):
    wereld.gegeven("""
        JW315 | bericht | kind | product
        R1    | 1       | K1   | 45A14
        R2    | 1       | K1   | 45A16
        R3    | 2       | K2   |
    """)
    wereld.gegeven("""
        JW319 | referentie | antwoord
        no 1  | R1         | 1
        no 2  | R2         | 1
    """)

    assert wereld.neem_in("""
        JW315          | bericht | kind | referentie | aanbieder | gemeente | product
        decided        | 1       | K1   | R1         |           |          | 45A14
        fresh          | 1       | K1   | R9         |           |          | 45A16
        of other child | 2       | K3   | R3         |           |          |
        other provider | 3       | K1   | R1         | A2        |          |
        other town     | 4       | K1   | R1         |           | G2       |
        other case     | 5       | K4   | r1         |           |          |
    """) == {"decided": "TR347", "of other child": "TR347"}
    assert wereld.uitleg("decided", TR347) == "Referentie R1 is al eerder gebruikt voor een verzoek."


def test_requests_for_change_count_too(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
    """)
    wereld.gegeven("""
        JW315 | kind
        R1    | K2
    """)

    assert wereld.neem_in("""
        JW317 | referentie | kind
        one   | R1         | K1
    """) == {"bericht": "TR347"}
