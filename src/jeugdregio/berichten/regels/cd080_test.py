# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd080 import CD080
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_an_omvang_asks_for_a_product_code(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | categorie | product_code | omvang_volume | einddatum
        with code               | 45        | 45A04        | 4             |
        without code            | 45        |              | 4             |
        without product         |           |              | 0             |
        budget                  | 45        |              |               |
        ended in 2020           | 45        |              | 4             | 2020-12-31
        ended in 2021           | 45        |              | 4             | 2021-01-01
    """)

    assert proef.vind(CD080) == {"without code", "without product", "ended in 2021"}
