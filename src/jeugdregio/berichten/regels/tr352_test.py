# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr352 import TR352

pytestmark = pytest.mark.django_db


def test_it_names_an_allocation(proef: Proef):
    proef.zet("""
        JW317 Verzoek | bericht | reden_verzoek
        all three     | 1       | 1
        only changes  | 2       | 1
        only new      | 3       | 1
        unchanged     | 4       | 1
        nothing       | 5       | 1
        same and new  | 6       | 1
    """)
    proef.zet("""
        JW317 OngewijzigdProduct | bericht | toewijzing_nummer
        o1                       | 1       | 1001
        o4                       | 4       | 1001
        o6                       | 6       | 1001
    """)
    proef.zet("""
        JW317 TeWijzigenProduct | bericht | toewijzing_nummer
        w1                      | 1       | 1002
        w2                      | 2       | 1002
    """)
    proef.zet("""
        JW317 NieuwProduct | bericht | gewenste_ingangsdatum
        n1                 | 1       | 2026-08-01
        n3                 | 3       | 2026-08-01
        n6                 | 6       | 2026-08-01
    """)

    assert proef.vind(TR352) == {"only new", "nothing"}
