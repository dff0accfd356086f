# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime

import pytest

from jeugdregio.berichten.models import Bericht, Bestand
from jeugdregio.berichten.regels.proef import Proef, read
from jeugdregio.berichten.regels.tr056 import TR056

pytestmark = pytest.mark.django_db


def earlier(drawing: str) -> None:
    """Messages that were received before, as drawn."""
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    bestand = Bestand.objects.create(
        afzender="42420001",
        aanbieder="42420001",
        kanaal="proef",
        sha256=bytes(32),
        omvang_bytes=0,
        inhoud=b"",
        ontvangen_op=moment,
    )
    for nr, row in enumerate(read(drawing), start=1):
        Bericht.objects.create(
            **row,
            id=nr,
            bestand_id=bestand.id,
            nr=0,
            aanbieder="42420001",
            dagtekening=date(2026, 6, 1),
            sha256=bytes([nr]) * 32,
            ontvangen_op=moment,
            regels=[],
            peildatum=date(2026, 6, 1),
            versie="proef",
        )


def test_an_identification_is_used_once_per_sender_and_kind(proef: Proef):
    earlier("""
        soort | gemeente | afzender | identificatie | uitkomst
        JW305 | 0193     | 42420001 | A             | geaccepteerd
        JW305 | 0193     | 42420001 | B             | afgekeurd
        JW323 | 0193     | 42420001 | C             | deels_afgewezen
    """)
    proef.zet("""
        JW305 Header          | gemeente | afzender | identificatie
        accepted before       | 0193     | 42420001 | A
        refused before        | 0193     | 42420001 | B
        used for another kind | 0193     | 42420001 | C
        by another sender     | 0193     | 42420002 | A
        new                   | 0193     | 42420001 | D
    """)
    proef.zet("""
        JW323 Header          | gemeente | afzender | identificatie
        partly refused before | 0193     | 42420001 | C
    """)

    found = proef.vind_kop(TR056, peildatum=date(2026, 7, 15))
    assert found == {"accepted before", "partly refused before"}
