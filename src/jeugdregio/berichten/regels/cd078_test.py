# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd078 import CD078
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_budget_is_absent_next_to_omvang(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | omvang_volume | budget
        omvang                  | 4             |
        budget                  |               | 100000
        neither                 |               |
        both                    | 4             | 100000
        both zero               | 0             | 0
    """)

    assert proef.vind(CD078) == {"both", "both zero"}
