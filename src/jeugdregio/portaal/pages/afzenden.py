# SPDX-License-Identifier: EUPL-1.2
"""What the forms of the portal share when they are sent: with what, and where one goes afterwards."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jeugdregio.berichten import queries as berichten
from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.portaal.verzenden import Afzending

GEACCEPTEERD = "geaccepteerd"


def afzending(sleutel: str, wie: Machtiging, moment: datetime) -> Afzending:
    """The form with this key, sent now."""
    return Afzending(
        sleutel=sleutel,
        wie=wie,
        regio=settings.REGIO,
        peildatum=timezone.localdate(moment),
        moment=moment,
        zegel=zegel(settings.BSN_KEY),
    )


def na_verzenden(request: HttpRequest, bestand_id: int, wie: Machtiging, *, gelukt: str, naar: str) -> HttpResponse:
    """With the good news to `naar` when the message was accepted; else to the page that says why not."""
    (file,) = berichten.bestanden([bestand_id], on_behalf_of=wie)
    if [receipt.uitkomst for receipt in file.berichten] != [GEACCEPTEERD]:
        return redirect(f"{reverse('aanleveren-uitkomst')}?bestanden={bestand_id}")
    messages.success(request, gelukt)
    return redirect(naar)
