# SPDX-License-Identifier: EUPL-1.2
"""A youth budget that is gone stops nothing: the duty to help stays, and the board is told (S73)."""

from datetime import datetime

from django.utils import timezone

from jeugdregio.begroting import queries as begroting
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.teambudget import actions as teambudget
from jeugdregio.teambudget.values import Budgetstand

GEBOEKT = "wat is geboekt, is het hele budget; hulp die nodig is, gaat door"


def meld_budgetten_op(jaar: int, *, moment: datetime, on_behalf_of: Machtiging) -> list[str]:
    """
    Look at every municipality whose budget of a year the asker follows, and tell the boards where it is gone.

    Called by whoever booked (the worker, the closing of a month). Again tells nothing new: a board hears it once per
    year. Gives the codes of the municipalities whose budget is gone.
    """
    spent = begroting.besteed(jaar, op=timezone.localdate(moment), on_behalf_of=on_behalf_of)
    states = [Budgetstand(town, jaar, *cents) for town, *cents in spent]
    gone = teambudget.meld_gemeentebudgetten_op(states, aanleiding=GEBOEKT, moment=moment, on_behalf_of=on_behalf_of)
    return [one.gemeente for one in gone]
