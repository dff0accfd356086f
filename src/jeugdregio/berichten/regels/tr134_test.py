# SPDX-License-Identifier: EUPL-1.2
import pytest

from jeugdregio.berichten.regels.proef import Proef
from jeugdregio.berichten.regels.tr134 import TR134

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("klasse", "column"),
    [
        ("JW301 Client", "geboortedatum_datum"),
        ("JW301 Relatie", "geboortedatum_datum"),
        ("JW301 ToegewezenProduct", "toewijzingsdatum"),
        ("JW305 Client", "geboortedatum_datum"),
        ("JW305 StartProduct", "begindatum"),
        ("JW307 Client", "geboortedatum_datum"),
        ("JW307 StopProduct", "einddatum"),
        ("JW315 Client", "geboortedatum_datum"),
        ("JW323 Declaratie", "declaratie_periode_begindatum"),
        ("JW323 Prestatie", "product_periode_begindatum"),
    ],
)
def test_a_date_after_the_dagtekening_is_found(proef: Proef, klasse: str, column: str):
    proef.zet(f"""
        {klasse}   | {column}   | b.dagtekening
        day before | 2026-06-30 | 2026-07-01
        same day   | 2026-07-01 | 2026-07-01
        day after  | 2026-07-02 | 2026-07-01
    """)

    assert proef.vind(TR134) == {"day after"}
    assert proef.uitleg(TR134) == {
        "day after": "De datum 02-07-2026 ligt na de dagtekening van het bericht (01-07-2026)."
    }


def test_what_may_lie_ahead_or_be_absent(proef: Proef):
    proef.zet("""
        JW301 ToegewezenProduct | toewijzingsdatum | ingangsdatum | einddatum  | b.dagtekening
        starts next year        | 2026-07-01       | 2027-01-01   | 2027-12-31 | 2026-07-01
    """)
    proef.zet("""
        JW301 Relatie | geboortedatum_datum | b.dagtekening
        no date       |                     | 2026-07-01
    """)

    assert proef.vind(TR134) == set()
