# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd005 import CD005
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_postcode_and_land_go_together(proef: Proef):
    proef.zet("""
        JW301 Contact | postcode | land_code
        both          | 8011AA   | NL
        neither       |          |
        postcode only | 8011AA   |
        land only     |          | NL
    """)

    assert proef.vind(CD005) == {"postcode only", "land only"}
