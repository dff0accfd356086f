# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd034 import CD034
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_home_or_stay_has_a_postcode(proef: Proef):
    proef.zet("""
        JW301 Contact    | soort | postcode
        home             | 01    | 8011AA
        home, nowhere    | 01    |
        letters, nowhere | 02    |
        stay, nowhere    | 03    |
        temporary        | 04    |
    """)

    assert proef.vind(CD034) == {"home, nowhere", "stay, nowhere"}
