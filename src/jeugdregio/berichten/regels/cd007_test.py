# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd007 import CD007
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_language_belongs_to_vorm_1(proef: Proef):
    proef.zet("""
        JW301 Client             | communicatie_vorm | taal
        interpreter              | 1                 | Pools
        of which language        | 1                 |
        sign language            | 2                 |
        sign language, with taal | 2                 | Pools
        no communicatie          |                   |
    """)

    assert proef.vind(CD007) == {"of which language", "sign language, with taal"}
