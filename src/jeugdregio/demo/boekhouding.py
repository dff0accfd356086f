# SPDX-License-Identifier: EUPL-1.2
"""
What municipalities settled: the four O's of 2017 are booked, one round is set, and who owes most has paid.

And two choices for Iv3 of what sources leave open. All invented.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from jeugdregio.beheer import actions as beheer
from jeugdregio.betalingen import actions as betalingen
from jeugdregio.betalingen.proefbank import bijschrijvingen
from jeugdregio.boekhouding import actions, queries
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol

EERSTE, TWEEDE = "controller.regio", "financien.regio"
VIER_O = 2017
KEUZES = (
    ("43", "6.73c", "Verzonnen: in de contracten staat onder 43 alleen gewoon verblijf."),
    ("49", "6.82a", "Verzonnen: de gecertificeerde instelling doet dit vanuit jeugdbescherming."),
)


def speel_boekhouding(*, regio: str, moment: datetime) -> int:
    """Play it, once; gives how many municipalities have a part in the round."""
    one, two = (
        Machtiging(rol=Rol.CONTROLLER, regio=regio, account=account_met_naam(name, regio=regio))
        for name in (EERSTE, TWEEDE)
    )
    if queries.ronden(on_behalf_of=one):
        return 0
    month = Maand.van(timezone.localdate(moment)).vorige
    for key, field, why in KEUZES:
        actions.kies_taakveld(key, field, vanaf_jaar=2023, reden=why, door=EERSTE, moment=moment, on_behalf_of=one)
    # Booked before the month ended, so that it is in the round of that month.
    before = moment - timedelta(days=timezone.localdate(moment).day + 2)
    made = actions.stel_verevening_voor(VIER_O, reden="Afgerekend", moment=before, on_behalf_of=one)
    beheer.bevestig(made, made.sha256, moment=before, on_behalf_of=two)
    made = actions.stel_verrekening_voor(month, reden="Elke maand", moment=moment, on_behalf_of=one)
    beheer.bevestig(made, made.sha256, moment=moment, on_behalf_of=two)
    (found,) = queries.ronden(on_behalf_of=one)
    first = min(found.saldi, key=lambda row: row.saldo_cent)
    paid = bijschrijvingen([(first.kenmerk, -first.saldo_cent)], dag=timezone.localdate(moment), nummer="verrekening")
    betalingen.lees_bankbestand(paid, moment=moment, on_behalf_of=one)
    return len(found.saldi)
