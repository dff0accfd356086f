# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs318 import CS318
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_client_is_a_person_and_a_relatie_need_not_be(proef: Proef):
    proef.zet("""
        JW301 Client | naam_naam_gebruik
        person       | 1
        organisation | 6
    """)
    proef.zet("""
        JW301 Relatie  | naam_naam_gebruik
        foster agency  | 6
    """)

    assert proef.vind(CS318) == {"organisation"}
