# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd087 import CD087
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_a_tarief_belongs_to_every_unit_but_the_euro(proef: Proef):
    proef.zet("""
        JW323 Prestatie  | eenheid | product_tarief
        hours            | 04      | 7500
        hours for free   | 04      | 0
        hours, no tarief | 04      |
        euro             | 83      |
        euro with tarief | 83      | 1
        euro, zero       | 83      | 0
    """)

    assert proef.vind(CD087) == {"hours, no tarief", "euro with tarief", "euro, zero"}
