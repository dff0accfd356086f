# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd075 import CD075
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
def test_a_budget_asks_for_an_end(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse} | budget | einddatum
        with end                | 100000 | 2026-12-31
        without end             | 100000 |
        budget zero             | 0      |
        no budget               |        |
    """)

    assert proef.vind(CD075) == {"without end", "budget zero"}
