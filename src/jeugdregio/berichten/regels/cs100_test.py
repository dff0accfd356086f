# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs100 import CS100
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("klasse", ["Declaratie", "Prestatie"])
def test_a_date_before_2021_is_found(proef: Proef, klasse: str):
    proef.zet(f"""
        JW323 {klasse} | periode_begindatum | periode_einddatum
        first day      | 2021-01-01         | 2021-01-31
        before         | 2020-12-01         | 2020-12-31
        begins before  | 2020-12-31         | 2021-01-31
        ends before    | 2021-01-01         | 2020-12-31
    """)

    assert proef.vind(CS100) == {"before", "begins before", "ends before"}
