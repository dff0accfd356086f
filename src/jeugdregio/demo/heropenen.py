# SPDX-License-Identifier: EUPL-1.2
"""One month of the demo that was opened again for one municipality, by two people, and closed again."""

from datetime import datetime

from jeugdregio.afsluiting import actions, queries
from jeugdregio.beheer import voorstellen
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

GEMEENTE = "0148"
EERSTE, TWEEDE = "controller.regio", "financien.regio"
REDEN = "Verzonnen: een aanbieder leverde na het sluiten nog regels aan die in deze maand horen."


def heropen_de_laatste_maand(*, regio: str, moment: datetime) -> str:
    """Do it, once; gives the month, or nothing when it was done before or no month is closed."""
    maker, other = (
        Machtiging(rol=Rol.CONTROLLER, regio=regio, account=account_met_naam(name, regio=regio))
        for name in (EERSTE, TWEEDE)
    )
    closed = queries.edities(GEMEENTE, on_behalf_of=maker)
    if not closed or len(queries.edities_van(GEMEENTE, closed[0], on_behalf_of=maker)) > 1:
        return ""
    made = actions.stel_heropenen_voor(closed[0], [GEMEENTE], reden=REDEN, moment=moment, on_behalf_of=maker)
    voorstellen.bevestig(made, made.sha256, moment=moment, on_behalf_of=other)
    actions.sluit_maand(closed[0], moment=moment, namens=verwerking(regio), gemeenten=[GEMEENTE])
    return str(closed[0])
