# SPDX-License-Identifier: EUPL-1.2
"""The letter of a decision before it is made known: made anew each time, and not kept."""

from datetime import datetime

from django.utils import timezone

from jeugdregio.besluiten import brieven, models
from jeugdregio.besluiten.values import Bekendmaking
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


def brief_als_pdf(besluit: int, gegevens: Bekendmaking, *, moment: datetime, on_behalf_of: Machtiging) -> bytes:
    """What the first receiver would get when it was made known now."""
    with namens(on_behalf_of):
        row = models.Besluit.objects.select_related("aanvraag", "vervangt").get(
            pk=besluit, gemeente=on_behalf_of.gemeente
        )
        data = brieven.voorbeeld(row, gegevens, gegevens.ontvangers[0], timezone.localdate(moment))
    return brieven.zet(data, moment)
