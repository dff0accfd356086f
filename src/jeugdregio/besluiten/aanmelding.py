# SPDX-License-Identifier: EUPL-1.2
"""Tell the access what became of an application; what it already knows, or has not got, is left alone."""

from datetime import date, datetime

from django.db import transaction

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang import actions as toegang
from jeugdregio.toegang.values import NietMogelijk

KLAAR = "klaar_voor_besluit"


def aanmelding_klaar(aanmelding: int, *, moment: datetime, wie: Machtiging) -> None:
    """There is a decision, or none is due: the application is done."""
    for state in ("", KLAAR):
        try:
            with transaction.atomic():
                if state:
                    toegang.zet_stand(aanmelding, state, moment=moment, on_behalf_of=wie)
                toegang.rond_af(aanmelding, moment=moment, on_behalf_of=wie)
        except NietMogelijk:
            continue
        return


def verzet(aanmelding: int, naar: date, *, bron: str, wie: Machtiging) -> None:
    """The last day to decide moved: the board of the access shows the same day."""
    try:
        with transaction.atomic():
            toegang.verzet_termijn(aanmelding, naar, bron=bron, on_behalf_of=wie)
    except NietMogelijk:
        return
