# SPDX-License-Identifier: EUPL-1.2
"""Who a child is for this room: found by number once, then called by its row in a family; names come from there."""

from collections.abc import Collection

from django.conf import settings

from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toewijzingen.queries import namen_van_personen

ONBEKEND = "Nog niet bekend wie"


def persoon_van(bsn: str) -> str:
    """Who has this number, as the house calls people (`core.bsn.persoon`)."""
    return persoon(zegel(settings.BSN_KEY).verzegel(bsn))


def namen(personen: Collection[str], *, on_behalf_of: Machtiging) -> dict[str, str]:
    """The names of these children, as far as the own municipality knows them."""
    known = {one for one in personen if one}
    return namen_van_personen(known, on_behalf_of=on_behalf_of) if known else {}
