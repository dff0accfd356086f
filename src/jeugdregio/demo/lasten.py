# SPDX-License-Identifier: EUPL-1.2
"""A time that was measured and two questions for accountability in the demo; all of it is invented."""

from datetime import UTC, date, datetime

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.lasten import actions, queries

MOMENT = datetime(2026, 9, 7, 8, tzinfo=UTC)
ZWOLLE = "0193"


def laad(regio: str) -> None:
    """Load it in the transaction of the caller; again changes nothing."""
    region = Machtiging(rol=Rol.CONTRACTMANAGER, regio=regio)
    town = Machtiging(rol=Rol.CONTROLLER, gemeente=ZWOLLE)
    if queries.uitvragen(on_behalf_of=region):
        return
    actions.zet_norm(
        "a-uitval",
        15 * 60,
        vanaf=date(2026, 9, 1),
        bron="Meting bij zes aanbieders (verzonnen)",
        reden="Uitzoeken en opnieuw aanleveren duurde langer dan was aangenomen.",
        door="demo",
        moment=MOMENT,
        on_behalf_of=region,
    )
    half = _ask("Halfjaarbericht aanbieders", "aanbieder", "Gesprekken over de ontwikkeling van het aanbod", region)
    _field(half, "Reistijd van gezinnen", "", region)
    _field(
        half, "Einddatum van de behandeling op school", "De hulp loopt door als de behandeling op school stopt.", region
    )
    own = _ask("Verzuim van medewerkers", "aanbieder", "Zicht op de continuïteit van hulp in Zwolle", town)
    _field(own, "Ziekteverzuim in procenten", "", town)


def _ask(title: str, who: str, why: str, wie: Machtiging) -> int:
    return actions.open_uitvraag(title, who, why, door="demo", moment=MOMENT, on_behalf_of=wie)


def _field(number: int, name: str, why: str, wie: Machtiging) -> None:
    actions.vraag_veld(number, name, reden=why, door="demo", moment=MOMENT, on_behalf_of=wie)
