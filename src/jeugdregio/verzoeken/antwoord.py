# SPDX-License-Identifier: EUPL-1.2
"""Make a JW319 from what a municipality decided about a request."""

from datetime import date

from django.db import connection

from jeugdregio.berichten.actions import jw319
from jeugdregio.verzoeken.values import Besluit, OpenVerzoek


def maak_jw319(verzoek: OpenVerzoek, besluit: Besluit, *, dagtekening: date) -> bytes:
    """
    The answer to a request, as XML; its identification is a number of our own.

    Nothing is judged or stored here: the message takes the road of every other (`ontvangst`), where the rules
    of the standard are the guards before sending. Raises OngeldigTeken when a text can not stand in a message.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('verzoeken_antwoordnummer')")
        (number,) = cursor.fetchone()
    return jw319(
        gemeente=verzoek.gemeente,
        aanbieder=verzoek.aanbieder,
        identificatie=f"JR{number}",
        dagtekening=dagtekening,
        referentie=verzoek.referentie,
        antwoord=besluit.wat,
        reden=besluit.reden or None,
        woonplaats=besluit.woonplaats or None,
    )
