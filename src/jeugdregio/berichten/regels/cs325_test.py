# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs325 import CS325
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_zero_is_a_debit(proef: Proef):
    proef.zet("""
        JW323 Declaratie  | totaal_bedrag | debet_credit
        total zero        | 0             | D
        total zero credit | 0             | C
        total of a cent   | 1             | C
    """)
    proef.zet("""
        JW323 Prestatie | bedrag | debet_credit
        zero            | 0      | D
        zero credit     | 0      | C
        a cent          | 1      | C
    """)

    assert proef.vind(CS325) == {"total zero credit", "zero credit"}
