# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr358 import TR358

pytestmark = pytest.mark.django_db


def test_the_total_is_the_signed_sum_of_its_own_message(proef: Proef):
    proef.zet("""
        JW323 Declaratie | bericht | totaal_bedrag | debet_credit
        right            | 1       | 700           | D
        below zero       | 2       | 300           | C
        wrong sign       | 3       | 300           | D
        a cent off       | 4       | 701           | D
        nothing in it    | 5       | 0             | D
        total of nothing | 6       | 1             | D
        zero as credit   | 7       | 0             | C
        very large       | 8       | 100000000000  | D
    """)
    proef.zet("""
        JW323 Prestatie | bericht | client | bedrag      | debet_credit
        a               | 1       | 0      | 1000        | D
        b               | 1       | 1      | 300         | C
        c               | 2       | 0      | 200         | D
        d               | 2       | 0      | 500         | C
        e               | 3       | 0      | 300         | C
        f               | 4       | 0      | 700         | D
        g               | 7       | 0      | 700         | D
        h               | 7       | 0      | 700         | C
        i               | 8       | 0      | 99999999999 | D
        j               | 8       | 0      | 1           | D
    """)

    assert proef.vind(TR358) == {"wrong sign", "a cent off", "total of nothing"}
