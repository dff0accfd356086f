# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr383 import TR383

pytestmark = pytest.mark.django_db


def test_every_product_has_its_own_reference(proef: Proef):
    proef.zet("""
        JW315 AangevraagdProduct | bericht | client | referentie_aanbieder
        first                    | 1       | 0      | R1
        second                   | 1       | 0      | R2
        first again              | 1       | 0      | R1
        in another message       | 2       | 0      | R1
        other case               | 3       | 0      | r1
        upper case               | 3       | 0      | R1
    """)

    assert proef.vind(TR383) == {"first again"}
