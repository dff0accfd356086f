# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr315 import TR315

pytestmark = pytest.mark.django_db


def test_an_earlier_prestatie_is_credited_once_per_message(proef: Proef):
    proef.zet("""
        JW323 Prestatie   | bericht | client | referentie_referentie_nummer | vorig_referentie_nummer
        credit            | 1       | 0      | R1                           | R0
        other client      | 1       | 1      | R2                           | R0
        credit of another | 1       | 0      | R3                           | R9
        debit             | 1       | 0      | R4                           |
        second debit      | 1       | 0      | R5                           |
        other message     | 2       | 0      | R1                           | R0
    """)

    assert proef.vind(TR315) == {"other client"}
