# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd077 import CD077
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
def test_omvang_is_absent_next_to_budget(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse} | omvang_volume | budget
        omvang                  | 4             |
        budget                  |               | 100000
        neither                 |               |
        both                    | 4             | 100000
        both zero               | 0             | 0
    """)

    assert proef.vind(CD077) == {"both", "both zero"}
