# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr316 import TR316

pytestmark = pytest.mark.django_db


def test_a_credit_does_not_refer_to_its_own_message(proef: Proef):
    proef.zet("""
        JW323 Prestatie         | bericht | client | referentie_referentie_nummer | vorig_referentie_nummer
        debit                   | 1       | 0      | R1                           |
        its credit              | 1       | 1      | R2                           | R1
        credit of an older one  | 1       | 0      | R3                           | R0
        credit of itself        | 1       | 0      | R4                           | R4
        credit in other message | 2       | 0      | R5                           | R1
    """)

    assert proef.vind(TR316) == {"its credit", "credit of itself"}
