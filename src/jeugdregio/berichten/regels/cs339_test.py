# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs339 import CS339
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_euros_are_worth_what_they_are(proef: Proef):
    proef.zet("""
        JW323 Prestatie | eenheid | geleverd_volume | ingediend_bedrag_bedrag
        equal           | 83      | 25000           | 25000
        zero            | 83      | 0               | 0
        a cent off      | 83      | 25000           | 25001
        in whole euros  | 83      | 250             | 25000
        hours           | 04      | 4               | 30000
    """)

    assert proef.vind(CS339) == {"a cent off", "in whole euros"}
