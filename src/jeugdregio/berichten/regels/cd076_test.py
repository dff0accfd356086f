# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd076 import CD076
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "klasse",
    [
        "JW301 ToegewezenProduct",
        "JW315 AangevraagdProduct",
        "JW317 TeWijzigenProduct",
        "JW317 NieuwProduct",
    ],
)
def test_a_volume_per_week_asks_for_an_end(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse} | omvang_frequentie | einddatum
        per week                | 2                 | 2026-12-31
        per week without end    | 2                 |
        per month               | 4                 |
        no omvang               |                   |
    """)

    assert proef.vind(CD076) == {"per week without end"}
