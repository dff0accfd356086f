# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr380 import TR380

pytestmark = pytest.mark.django_db


def test_a_new_product_begins_after_the_dagtekening(proef: Proef):
    proef.zet("""
        JW317 NieuwProduct | gewenste_ingangsdatum | b.dagtekening
        day after          | 2026-07-02            | 2026-07-01
        same day           | 2026-07-01            | 2026-07-01
        day before         | 2026-06-30            | 2026-07-01
    """)

    assert proef.vind(TR380) == {"same day", "day before"}
    assert proef.uitleg(TR380)["same day"] == (
        "Het nieuwe product gaat in op 01-07-2026, en dat is niet na de dagtekening (01-07-2026)."
    )
