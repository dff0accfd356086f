# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd086 import CD086
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_looking_into_it_has_no_reason_yet(proef: Proef):
    proef.zet("""
        JW319 Antwoord         | verzoek_antwoord | reden_afwijzing_verzoek
        refused                | 1                | 7
        refused without reason | 1                |
        in onderzoek           | 2                |
        in onderzoek, reason   | 2                | 7
    """)

    assert proef.vind(CD086) == {"in onderzoek, reason"}
