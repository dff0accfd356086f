# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr135 import TR135

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("bericht", ["JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323"])
def test_a_dagtekening_in_the_future_is_found(proef: Proef, bericht: str):
    proef.zet(f"""
        {bericht} Header | dagtekening
        yesterday        | 2026-06-30
        today            | 2026-07-01
        tomorrow         | 2026-07-02
    """)

    assert proef.vind_kop(TR135, peildatum=date(2026, 7, 1)) == {"tomorrow"}
