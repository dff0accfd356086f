# SPDX-License-Identifier: EUPL-1.2
"""
Money beside declarations in the demo: the pgb of Zwolle in 2015.

Holders, obligations and the prognosis are as the source gives them (S65, K06); what the SVB paid is invented, and comes
to the obligations that ran. It is entered long after, so the ledger has it in the first open month.
"""

from datetime import date, datetime

from jeugdregio.begroting.macro import pgb as prognose
from jeugdregio.core.money import Cent, allocate
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.pgb import actions, queries

EERSTE, TWEEDE = "controller.regio", "financien.regio"
WACHT = 12
"""The advance of this month waits for a second person."""


def speel_geldstromen(*, regio: str, moment: datetime) -> int:
    """Play it, once; gives how many bookings of the pgb chain were made."""
    one, two = (
        Machtiging(rol=Rol.CONTROLLER, regio=regio, account=account_met_naam(name, regio=regio))
        for name in (EERSTE, TWEEDE)
    )
    if queries.jaren(on_behalf_of=one):
        return 0
    given = prognose()
    months = [Maand(given.jaar, number) for number in range(1, 13)]
    actions.leg_houders_vast(
        given.gemeente,
        date.fromisoformat(given.peildatum),
        houders=given.houders,
        verplichting_cent=given.lopend_cent,
        bron=str(given.bron),
        moment=moment,
        on_behalf_of=one,
    )
    advances = allocate(Cent(given.prognose_cent), {month.maand: 1 for month in months})
    for month in months:
        cents = advances[month.maand]
        number = actions.stel_voorschot_voor(
            given.gemeente, month, cents, bron="twaalfde deel van de prognose", moment=moment, on_behalf_of=one
        )
        if month.maand != WACHT:
            actions.besluit_voorschot(number, ontvangen=True, bedrag_cent=cents, moment=moment, on_behalf_of=two)
            actions.betaal_door(number, moment=moment, on_behalf_of=two)
    paid = allocate(Cent(given.lopend_cent), {month.maand: 1 for month in months})
    lines = [f"{given.gemeente};{month};{given.houders};{paid[month.maand] / 100:.2f}" for month in months]
    file = "\n".join(["gemeente;maand;houders;betaald", *lines]).encode()
    actions.lees_overzicht(file, "verzonnen-svb.csv", moment=moment, on_behalf_of=one)
    return len(queries.regels(given.gemeente, given.jaar, on_behalf_of=one))
