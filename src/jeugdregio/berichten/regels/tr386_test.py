# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr386 import TR386

pytestmark = pytest.mark.django_db


def test_the_same_product_does_not_overlap(proef: Proef):
    proef.zet("""
        JW315 AangevraagdProduct | bericht | categorie | product_code | toewijzing_ingangsdatum | toewijzing_einddatum
        until june               | 1       | 45        | 45A04        | 2026-01-01              | 2026-06-30
        from july                | 1       | 45        | 45A04        | 2026-07-01              | 2026-12-31
        other code               | 1       | 45        | 45A53        | 2026-01-01              |
        other category           | 1       | 46        |              | 2026-01-01              |
        no end                   | 2       | 45        | 45A04        | 2026-01-01              |
        within it                | 2       | 45        | 45A04        | 2027-01-01              | 2027-01-31
        a code                   | 3       | 45        | 45A04        | 2026-01-01              | 2026-06-30
        its category             | 3       | 45        |              | 2026-06-30              | 2026-12-31
        any product              | 4       |           |              | 2026-01-01              | 2026-12-31
        some product             | 4       | 46        | 46A01        | 2026-12-31              |
        same day twice           | 5       | 45        | 45A04        | 2026-01-01              | 2026-01-01
        same day again           | 5       | 45        | 45A04        | 2026-01-01              | 2026-01-01
    """)

    assert proef.vind(TR386) == {"within it", "its category", "some product", "same day again"}
