# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd060 import CD060
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_credit_and_only_a_credit_names_an_earlier_prestatie(proef: Proef):
    proef.zet("""
        JW323 Prestatie         | ingediend_bedrag_debet_credit | vorig_referentie_nummer
        credit                  | C                             | R0
        credit of nothing       | C                             |
        debit                   | D                             |
        debit with earlier one  | D                             | R0
    """)

    assert proef.vind(CD060) == {"credit of nothing", "debit with earlier one"}
