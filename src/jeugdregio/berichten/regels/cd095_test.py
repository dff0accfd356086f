# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd095 import CD095
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_without_a_code_there_is_no_omvang(proef: Proef):
    proef.zet("""
        JW315 AangevraagdProduct | categorie | product_code | omvang_volume | toewijzing_einddatum
        with code                | 45        | 45A04        | 4             |
        category alone           | 45        |              |               |
        category and omvang      | 45        |              | 4             |
        omvang zero              | 45        |              | 0             | 2021-01-01
        no product and omvang    |           |              | 4             | 2026-12-31
        ended in 2020            | 45        |              | 4             | 2020-12-31
    """)

    assert proef.vind(CD095) == {"category and omvang", "omvang zero", "no product and omvang"}
