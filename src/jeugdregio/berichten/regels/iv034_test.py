# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from jeugdregio.berichten.regels.iv034 import IV034
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("bericht", ["JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323"])
def test_the_version_of_a_schema_of_another_release_is_found(proef: Proef, bericht: str):
    proef.zet(f"""
        {bericht} Header | xsd_basis | xsd_bericht
        schema           | 0.1.0     | 0.1.0
        example          | 1.0.0     | 1.0.0
        mixed            | 0.1.0     | 1.0.0
        older            | 1.0.0     | 0.0.9
        newer            | 1.1.0     | 1.0.0
        zeros            | 01.0.0    | 1.0.0
    """)

    assert proef.vind_kop(IV034, peildatum=date(2026, 7, 1)) == {"older", "newer", "zeros"}
