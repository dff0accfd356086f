# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cs058 import CS058
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("bericht", "klasse"), [("JW305", "StartProduct"), ("JW307", "StopProduct")])
def test_only_first_and_removal_are_allowed(proef: Proef, bericht: str, klasse: str):
    proef.zet(f"""
        {bericht} {klasse} | status_aanlevering
        first              | 1
        changed            | 2
        removal            | 3
        unchanged          | 9
    """)

    assert proef.vind(CS058) == {"changed", "unchanged"}
