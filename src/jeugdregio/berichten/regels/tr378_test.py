# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr378 import TR378

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("bericht", ["JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323"])
def test_a_municipality_that_does_not_exist_is_found(proef: Proef, bericht: str):
    proef.zet(f"""
        {bericht} Header | gemeente | gemeente_bestaat
        Zwolle           | 0193     | true
        nowhere          | 9999     | false
    """)

    assert proef.vind_kop(TR378, peildatum=date(2026, 7, 15)) == {"nowhere"}
