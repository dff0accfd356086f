# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd079 import CD079
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("klasse", ["JW301 ToegewezenProduct", "JW315 AangevraagdProduct", "JW317 NieuwProduct"])
def test_no_budget_asks_for_a_product(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse} | categorie | product_code | budget
        product with code       | 45        | 45A04        |
        product without code    | 45        |              |
        generic with budget     |           |              | 100000
        generic, budget zero    |           |              | 0
        generic without budget  |           |              |
    """)

    assert proef.vind(CD079) == {"generic without budget"}
