# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd041 import CD041
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("klasse", ["JW301 ToegewezenProduct", "JW315 AangevraagdProduct", "JW317 NieuwProduct"])
def test_a_product_code_asks_for_an_omvang(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse} | categorie | product_code | omvang_volume | budget
        with omvang             | 45        | 45A04        | 4             |
        omvang zero             | 45        | 45A04        | 0             |
        without                 | 45        | 45A04        |               |
        budget instead          | 45        | 45A04        |               | 100000
        no code                 | 45        |              |               | 100000
        no product              |           |              |               | 100000
    """)

    assert proef.vind(CD041) == {"without", "budget instead"}
