# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs338 import CS338
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("klasse", ["JW301 ToegewezenProduct", "JW317 TeWijzigenProduct", "JW317 NieuwProduct"])
def test_some_units_do_not_go_per_day(proef: Proef, klasse: str):
    proef.zet(f"""
        {klasse}                | omvang_eenheid | omvang_frequentie | einddatum
        minutes per day         | 01             | 1                 |
        output per day          | 82             | 1                 |
        nights per day          | 14             | 1                 |
        parts of day per day    | 16             | 1                 | 2021-01-01
        euro per day            | 83             | 1                 | 2026-12-31
        pieces per day          | 84             | 1                 |
        nights per week         | 14             | 2                 | 2026-12-31
        euro per month          | 83             | 4                 |
        pieces in all           | 84             | 6                 |
        ended in 2020           | 14             | 1                 | 2020-12-31
        no omvang               |                |                   |
    """)

    assert proef.vind(CS338) == {"nights per day", "parts of day per day", "euro per day", "pieces per day"}
