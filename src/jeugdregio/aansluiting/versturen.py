# SPDX-License-Identifier: EUPL-1.2
"""
One round of sending: take what is due, let a carrier deliver it, book what came of it.

Taking, delivering and booking are three steps with a commit after the first and the last, and the delivery
outside any transaction. Whoever dies in between has sent it or not; either way it is sent again.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from traceback import extract_tb

from jeugdregio.aansluiting.models import Aansluiting
from jeugdregio.aansluiting.values import Drager, NietAfgeleverd, Verstuurd
from jeugdregio.berichten import verzenden
from jeugdregio.berichten.values import Kenmerk
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

PORTIE = 100

_LOG = logging.getLogger(__name__)


def verstuur(dragers: Mapping[str, Drager], *, regio: str, moment: datetime) -> Verstuurd:
    """
    Send everything that is due at `moment` to the organisations of these carriers (by their name in `Aansluiting`).

    What fails is tried again in a later round; one failure stops nothing else. Raises only what the database
    raises; then what was taken and not booked comes back at its next moment.
    """
    who = verwerking(regio)
    with namens(who):
        connected = Aansluiting.objects.filter(drager__in=dragers, beeindigd_op__isnull=True)
        per_receiver = {row.organisatie: dragers[row.drager] for row in connected}
    sent = failed = 0
    while per_receiver and (taken := verzenden.neem(per_receiver, moment=moment, on_behalf_of=who, hoogstens=PORTIE)):
        for kenmerk in taken:
            fault = _lever_af(kenmerk, per_receiver, regio)
            if fault:
                verzenden.boek_mislukt(kenmerk, fout=fault, on_behalf_of=who)
                failed += 1
            else:
                verzenden.boek_verzonden(kenmerk, moment=moment, on_behalf_of=who)
                sent += 1
    return Verstuurd(sent, failed)


def _lever_af(kenmerk: Kenmerk, per_receiver: Mapping[str, Drager], regio: str) -> str:
    """Deliver; gives the class of what went wrong, empty when nothing did."""
    zending = verzenden.zending(kenmerk, on_behalf_of=verwerking(regio))
    if zending is None:
        return "InhoudOntbreekt"
    try:
        per_receiver[zending.ontvanger].lever_af(zending)
    except NietAfgeleverd as refusal:
        return refusal.code
    except OSError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - a carrier is code of others; its bug keeps its own messages waiting
        frame = extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}, regel {frame.lineno}"
        _LOG.error("De drager van %s ging mis: %s in %s", zending.ontvanger, type(error).__name__, where)
        return type(error).__name__
    return ""
