# SPDX-License-Identifier: EUPL-1.2
"""Taking in what the message hub of the municipalities holds for us."""

import re
from datetime import datetime

from jeugdregio.aansluiting.values import Berichtendienst, Ingenomen
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import Aanlevering

PORTIE, RONDES = 20, 500
KANAAL = "dienst"
_ORGANISATIE = re.compile(r"[0-9]{4}|[0-9]{8}")


def neem_dienst_in(dienst: Berichtendienst, *, regio: str, moment: datetime) -> Ingenomen:
    """
    Store what the hub holds for us, and only then tell it so; judging it is for `ontvangst.verwerk`.

    Whoever dies in between gets the same messages again, and recognises them: nothing is lost or taken twice. A
    sender that is no organisation is stored as nobody, and refused when it is judged. Raises what the hub raises.
    """
    new = again = 0
    for _ in range(RONDES):
        found = dienst.haal_op(PORTIE)
        if not found:
            break
        deliveries = [
            Aanlevering("", one.data, one.afzender if _ORGANISATIE.fullmatch(one.afzender) else "", KANAAL)
            for one in found
        ]
        receipts = leg_vast(deliveries, moment=moment, on_behalf_of=verwerking(regio))
        for one, receipt in zip(found, receipts, strict=True):
            dienst.bevestig(one.kenmerk)
            again += receipt.herhaling
            new += not receipt.herhaling
    return Ingenomen(nieuw=new, herhaald=again, wacht=new)
