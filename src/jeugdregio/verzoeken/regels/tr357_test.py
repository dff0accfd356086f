# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.verzoeken.regels.tr357 import TR357
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db


def test_a_change_begins_after_today_or_with_the_allocation(wereld: Wereld):
    wereld.gegeven("""
        JW301 | kind
        T1    | K1
        T2    | K2
        T3    | K3
        T4    | K4
    """)

    assert wereld.neem_in("""
        JW317       | bericht | kind | toewijzing | begin
        tomorrow    | 1       | K1   | T1         | 2027-07-01
        today       | 2       | K2   | T2         | 2027-06-30
        long ago    | 3       | K3   | T3         | 2026-01-02
        as it began | 4       | K4   | T4         | 2026-01-01
    """) == {"today": "TR357", "long ago": "TR357"}
    assert wereld.uitleg("today", TR357) == (
        "De wijziging gaat in op 30-06-2027; dat is niet na de dagtekening en niet de ingangsdatum van toewijzing "
        f"{wereld.nummer('T2')}."
    )


def test_an_allocation_that_begins_today_can_change_from_today(wereld: Wereld):
    wereld.gegeven("""
        JW301 | begin
        T1    | 2027-06-30
    """)

    wereld.aanvaardt("""
        JW317 | begin
        one   | 2027-06-30
    """)
