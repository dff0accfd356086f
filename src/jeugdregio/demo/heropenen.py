# SPDX-License-Identifier: EUPL-1.2
"""One month of the demo that was opened again for one municipality, by two people, and closed with another budget."""

from datetime import datetime
from typing import Any

from jeugdregio.afsluiting import actions, queries
from jeugdregio.beheer import actions as voorstellen
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

GEMEENTE = "0148"
EERSTE, TWEEDE = "controller.regio", "financien.regio"
REDEN = "Verzonnen: de raad stelde het jeugdbudget bij. Het rapport van deze maand moet daarom opnieuw."
ERBIJ = 100
"""One in so many cents comes to the budget."""


def heropen_de_laatste_maand(*, regio: str, moment: datetime, gemeente: str = GEMEENTE) -> str:
    """Do it, once; gives the month, or nothing when it was done before or no month with a budget is closed."""
    maker, other = (
        Machtiging(rol=Rol.CONTROLLER, regio=regio, account=account_met_naam(name, regio=regio))
        for name in (EERSTE, TWEEDE)
    )
    closed = queries.edities(gemeente, on_behalf_of=maker)
    if not closed or len(queries.edities_van(gemeente, closed[0], on_behalf_of=maker)) > 1:
        return ""
    month = closed[0]
    budget = queries.rapport(gemeente, month, on_behalf_of=maker).rapport.budget_cent
    if budget is None:
        return ""

    def confirm(made: Voorstel) -> None:
        voorstellen.bevestig(made, made.sha256, moment=moment, on_behalf_of=other)

    what: dict[str, Any] = {
        "gemeente": gemeente,
        "jaar": month.jaar,
        "vanaf": month.laatste_dag.isoformat(),
        "naam": "Begrotingswijziging (verzonnen)",
        "bedrag_cent": budget + budget // ERBIJ,
        "bron": "demo: verzonnen",
    }
    confirm(actions.stel_heropenen_voor(month, [gemeente], reden=REDEN, moment=moment, on_behalf_of=maker))
    confirm(voorstellen.stel_voor("budget", what, reden=REDEN, moment=moment, on_behalf_of=maker))
    actions.sluit_maand(month, moment=moment, namens=verwerking(regio), gemeenten=[gemeente])
    return str(month)
