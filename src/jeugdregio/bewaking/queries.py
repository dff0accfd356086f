# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Whether payments are stopped, and what was counted."""

from jeugdregio.bewaking.models import Betaalstop, Controle
from jeugdregio.bewaking.values import Stop, Telling
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

__all__ = ["betaalstop", "tellingen"]


def betaalstop(*, on_behalf_of: Machtiging) -> Stop | None:
    """The stop that is open now. Only the region sees what was wrong; for others `fouten` is empty."""
    with namens(on_behalf_of):
        row = Betaalstop.objects.filter(opgeheven_op__isnull=True).first()
        if row is None:
            return None
        count = Controle.objects.filter(id=row.controle_id).first()
        return Stop(row.begonnen_op, count.fouten if count else {})


def tellingen(*, on_behalf_of: Machtiging, hoogstens: int = 30) -> list[Telling]:
    """The last counts, newest first; only the region sees any."""
    with namens(on_behalf_of):
        return [Telling(c.gedaan_op, c.duur_ms, c.geteld, c.fouten) for c in Controle.objects.all()[:hoogstens]]
