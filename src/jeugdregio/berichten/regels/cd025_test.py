# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd025 import CD025
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_dutch_address_has_a_house_number(proef: Proef):
    proef.zet("""
        JW301 Contact    | land_code | huisnummer
        with number      | NL        | 12
        number zero      | NL        | 0
        without number   | NL        |
        in Germany       | DE        |
        no land          |           |
    """)

    assert proef.vind(CD025) == {"without number"}
