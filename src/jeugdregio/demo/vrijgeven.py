# SPDX-License-Identifier: EUPL-1.2
"""
The municipalities of the demo let go what was held before it left, all but the last ones: those show how it works.

The invented traffic goes on as if every allocation arrived, so the providers have to see them too.
"""

from datetime import datetime

from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.ontvangst.actions import laat_gaan
from jeugdregio.ontvangst.queries import wachtende

BLIJFT_STAAN = 3
REDEN = "De aanbieder weet ervan. Voortaan rekken wij de einddatum op."


def geef_vrij(*, regio: str, moment: datetime) -> int:
    """Let go what waits, oldest first, but for the last `BLIJFT_STAAN`; gives how many messages."""
    waiting = sorted(
        (one.bericht for one in wachtende(on_behalf_of=verwerking(regio))),
        key=lambda one: (one.gehouden_op, one.bericht_id),
    )
    released = waiting[:-BLIJFT_STAAN]
    for one in released:
        laat_gaan(
            one.bericht_id,
            regio=regio,
            door="toegang",
            reden=REDEN,
            moment=moment,
            on_behalf_of=Machtiging(rol=Rol.TOEGANG, gemeente=one.gemeente),
        )
    return len(released)
