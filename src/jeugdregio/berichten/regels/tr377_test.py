# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr377 import TR377

pytestmark = pytest.mark.django_db


def test_reason_8_names_the_municipality(proef: Proef):
    proef.zet("""
        JW319 Antwoord        | bericht | verzoek_antwoord | reden_afwijzing_verzoek
        elsewhere, named      | 1       | 1                | 8
        elsewhere, not named  | 2       | 1                | 8
        other reason, named   | 3       | 1                | 7
        other reason          | 4       | 1                | 7
        in onderzoek, named   | 5       | 2                |
        in onderzoek          | 6       | 2                |
    """)
    proef.zet("""
        JW319 Woonplaatsbeginsel | bericht | gemeente
        w1                       | 1       | 0148
        w3                       | 3       | 0148
        w5                       | 5       | 0148
    """)

    assert proef.vind(TR377) == {"elsewhere, not named"}
