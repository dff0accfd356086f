# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr304 import TR304
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_change_needs_a_child_with_an_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind | product
        T1    | K1   | 45A14
    """)

    assert wereld.neem_in("""
        JW317            | bericht     | kind | toewijzing | aanbieder | wat
        mine             | known       | K1   | T1         |           |
        other child      | other child | K2   | T1         |           |
        other child, new | other child | K2   |            |           | nieuw
        other provider   | elsewhere   | K1   | T1         | A2        |
    """) == {"other child": "TR304", "elsewhere": "TR304"}
    assert wereld.uitleg("elsewhere", TR304) == (
        "De jeugdige is bij deze gemeente niet bekend als cliënt van deze aanbieder."
    )


def test_what_is_below_the_client_is_then_not_judged(wereld: Wereld):
    message = wereld.teken("""
        JW317 | kind
        one   | K9
    """)

    assert wereld.verwerk(message) == {"bericht": "TR304"}
    assert message[0].uitkomst is not None
    answer = message[0].uitkomst.antwoord.decode()
    assert answer.count("<jw318:RetourCode>0233<") == 2
    assert answer.count("<jw318:RetourCode>8187<") == 1
    assert answer.count("<jw318:RetourCode>0200<") == 1


def test_a_request_does_not_make_a_child_known(wereld: Wereld):
    wereld.gegeven("""
        JW315 | kind
        R1    | K1
    """)
    wereld.gegeven("""
        JW319  | referentie | antwoord
        no     | R1         | 1
    """)

    assert wereld.neem_in("""
        JW317 | kind
        one   | K1
    """) == {"bericht": "TR304"}
