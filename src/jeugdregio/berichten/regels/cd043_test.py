# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.cd043 import CD043
from jeugdregio.berichten.regels.proef import Proef

pytestmark = pytest.mark.django_db


def test_number_and_date_of_a_beschikking_go_together(proef: Proef):
    proef.zet("""
        JW315 AangevraagdProduct | beschikking_nummer | beschikking_ingangsdatum
        both                     | 1                  | 2026-01-01
        number zero              | 0                  | 2026-01-01
        neither                  |                    |
        number alone             | 1                  |
        date alone               |                    | 2026-01-01
    """)

    assert proef.vind(CD043) == {"number alone", "date alone"}
