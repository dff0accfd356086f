# SPDX-License-Identifier: EUPL-1.2
"""Send a message of the portal along the road of every other: stored byte for byte, then processed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import connection

from jeugdregio.berichten.actions import keur
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.actions import laat_verwerken, leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.portaal.models import Formulier

KANAAL = "portaal"
VOORVOEGSEL = "JP"
"""Before every number that the portal gives, so that it differs from numbers of other software."""

ONGELDIG = (
    "Van deze gegevens kan geen geldig bericht worden gemaakt. Er is niets verstuurd. "
    "Controleer de gegevens in de toewijzing, of neem contact op met de gemeente."
)

CLAIM = """
    INSERT INTO portaal_formulier (aanbieder, sleutel, verzonden_op) VALUES (%s, %s, %s)
    ON CONFLICT DO NOTHING RETURNING sleutel
"""


class NietVerstuurd(Exception):
    """Raised when no message was sent; the text says why and what to do."""


@dataclass(frozen=True)
class Verzonden:
    """The file that came of a form; `herhaling` when the same form was sent before."""

    bestand_id: int
    herhaling: bool


@dataclass(frozen=True)
class Afzending:
    """How a form is sent: its key, who sends it and when, and what opens the numbers of its children."""

    sleutel: str
    wie: Machtiging
    regio: str
    peildatum: date
    moment: datetime
    zegel: BsnZegel


def nieuwe_sleutel() -> str:
    """The key of a form that was not sent yet."""
    return uuid4().hex


def nummers(aantal: int) -> list[str]:
    """So many numbers that were never given before, to any provider."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('portaal_nummer') FROM generate_series(1, %s)", [aantal])
        return [f"{VOORVOEGSEL}{number}" for (number,) in cursor.fetchall()]


def eerder_verstuurd(sleutel: str, *, on_behalf_of: Machtiging) -> int | None:
    """The file that came of a form that was sent before, or None."""
    with namens(on_behalf_of):
        found = Formulier.objects.filter(aanbieder=on_behalf_of.aanbieder, sleutel=sleutel[:32]).first()
    return found.bestand_id if found else None


def verstuur(afzending: Afzending, naam: str, maak: Callable[[], bytes]) -> Verzonden:
    """
    Make the message of one form, store it, and wait a moment until it was processed.

    A form that was sent before makes nothing: it gives the file of the first time. When making fails nothing is
    kept, and the form can be sent again. Raises NietVerstuurd when the message is not valid by the schema.
    """
    wie, sleutel, moment = afzending.wie, afzending.sleutel, afzending.moment
    with namens(wie), connection.cursor() as cursor:
        cursor.execute(CLAIM, [wie.aanbieder, sleutel, moment])
        if cursor.fetchone() is None:
            cursor.execute(
                "SELECT bestand_id FROM portaal_formulier WHERE aanbieder = %s AND sleutel = %s",
                [wie.aanbieder, sleutel],
            )
            (before,) = cursor.fetchone()
            return Verzonden(before, herhaling=True)
        data = maak()
        if not keur(data).geldig:
            raise NietVerstuurd(ONGELDIG)
        delivery = Aanlevering(naam, data, wie.aanbieder, KANAAL)
        (kept,) = leg_vast([delivery], moment=moment, on_behalf_of=wie)
        cursor.execute(
            "UPDATE portaal_formulier SET bestand_id = %s WHERE aanbieder = %s AND sleutel = %s",
            [kept.bestand_id, wie.aanbieder, sleutel],
        )
    laat_verwerken([kept.bestand_id], regio=afzending.regio, peildatum=afzending.peildatum, moment=moment)
    return Verzonden(kept.bestand_id, herhaling=False)
