# SPDX-License-Identifier: EUPL-1.2
"""The portal beside the connection point: who has software does not lose a message by looking at it."""

from datetime import timedelta

from django.utils import timezone

from jeugdregio.aansluiting.models import Toegangssleutel
from jeugdregio.aansluiting.values import OPHALEN
from jeugdregio.berichten.models import Verzending
from jeugdregio.gebruikers.isolatie import namens
from tests.paginapost import GEMEENTE, REGIO, stuur_toewijzing


def outbox(number: int) -> Verzending:
    with namens(REGIO):
        return Verzending.objects.get(gemeente=GEMEENTE, bericht_id=number, stuk="bericht")


def test_looking_is_not_having_it_for_who_has_software(als, gespeeld):
    message, _ = stuur_toewijzing()
    provider = outbox(message).aanbieder
    moment = timezone.now()
    with namens(REGIO):
        row = Toegangssleutel.objects.create(
            code="proef-postvak",
            aanbieder=provider,
            geheim=b"",
            rechten=[OPHALEN],
            gemaakt_op=moment,
            verloopt_op=moment + timedelta(hours=1),
        )
    try:
        als("backoffice").get(f"/postvak/{GEMEENTE}/{message}/")
        assert outbox(message).verzonden_op is None
    finally:
        with namens(REGIO):
            row.delete()
