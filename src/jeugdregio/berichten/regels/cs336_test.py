# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs336 import CS336
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_the_lapsed_reason_is_found(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | reden_wijziging
        lapsed                  | 01
        its successor           | 14
        no reason               |
    """)

    assert proef.vind(CS336) == {"lapsed"}
