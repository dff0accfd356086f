# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr379 import TR379
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_reference_needs_an_open_request_of_this_child_and_provider(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind | aanbieder
        R1    | K1   | A1
        R2    | K2   | A1
        R3    | K3   | A1
        R4    | K1   | A2
    """)
    wereld.gegeven("""
        JW319 | referentie | antwoord
        no    | R3         | 1
        look  | R2         | 2
    """)

    assert wereld.neem_in("""
        JW301             | kind | referentie
        never asked       | K1   | R9
        of another child  | K1   | R2
        refused           | K3   | R3
        of other provider | K1   | R4
        without           | K4   |
        right             | K1   | R1
        was looked into   | K2   | R2
    """) == dict.fromkeys(["never asked", "of another child", "refused", "of other provider"], "TR379")
    assert wereld.uitleg("never asked", TR379) == (
        "Referentie R9 is niet van een open verzoek voor deze jeugdige, of ontbreekt terwijl het bericht een verzoek "
        "om wijziging honoreert."
    )


def test_it_is_named_once(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
    """)
    wereld.gegeven("""
        JW301 | referentie
        T1    | R1
    """)

    assert wereld.neem_in("""
        JW301     | nummer | referentie | einde      | reden | besluit
        T1 later  | T1     | R1         | 2027-12-31 | 12    | 2026-02-01
        T1 silent | T1     |            | 2027-12-31 | 12    | 2026-02-02
    """) == {"T1 later": "TR379"}


def test_a_request_for_allocation_is_granted_per_product_one_for_change_as_a_whole(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind | product
        T1    | K1   | 45A14
        T2    | K2   | 45A14
    """)
    wereld.gegeven("""
        JW315 | kind | product
        R1    | K2   | 45A16
    """)
    wereld.gegeven("""
        JW317 | kind | toewijzing | referentie
        one   | K1   | T1         | W1
    """)

    assert wereld.neem_in("""
        JW301      | bericht | kind | nummer | product | referentie | einde      | reden | besluit
        T1 silent  | 1       | K1   | T1     | 45A14   |            | 2027-06-30 | 12    | 2026-02-01
        T3         | 1       | K1   |        | 45A16   | W1         |            |       |
        T2 as well | 2       | K2   | T2     | 45A14   |            |            |       |
        T4         | 2       | K2   |        | 45A16   | R1         |            |       |
    """) == {"T1 silent": "TR379"}
    assert wereld.uitleg("T1 silent", TR379).startswith("Referentie (leeg) is niet")
    wereld.aanvaardt("""
        JW301      | bericht | kind | nummer | product | referentie | einde      | reden | besluit
        T1 changed | 1       | K1   | T1     | 45A14   | W1         | 2027-06-30 | 12    | 2026-02-01
        T5         | 1       | K1   |        | 45A16   | W1         |            |       |
    """)
