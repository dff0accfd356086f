# SPDX-License-Identifier: EUPL-1.2
"""Messages for the tests of this room: rows as the intake leaves them, without anything about a child."""

from datetime import datetime
from itertools import count

from jeugdregio.berichten.models import Bericht, Bestand
from jeugdregio.declaraties.models import Declaratie

_volgnummer = count(1)


def bericht(
    soort: str, gemeente: str, aanbieder: str, moment: datetime, *, regels: int = 0, afgewezen: int = 0
) -> None:
    """One message that was received; of a JW323 also how many lines it had and how many were refused."""
    number = next(_volgnummer)
    file = Bestand.objects.create(
        afzender=aanbieder,
        aanbieder=aanbieder,
        kanaal="proef",
        sha256=number.to_bytes(32),
        omvang_bytes=0,
        inhoud=b"",
        ontvangen_op=moment,
        status="verwerkt",
    )
    Bericht.objects.create(
        gemeente=gemeente,
        id=number,
        bestand_id=file.pk,
        nr=0,
        soort=soort,
        aanbieder=aanbieder,
        afzender=gemeente if soort in ("JW301", "JW319") else aanbieder,
        identificatie=f"P{number}",
        dagtekening=moment.date(),
        sha256=number.to_bytes(32),
        ontvangen_op=moment,
        uitkomst="geaccepteerd",
        regels=[],
        peildatum=moment.date(),
        versie="proef",
    )
    if soort == "JW323":
        Declaratie.objects.create(
            gemeente=gemeente,
            bericht_id=number,
            aanbieder=aanbieder,
            nummer=f"D{number}",
            maand=moment.date().replace(day=1),
            dagtekening=moment.date(),
            ingediend_cent=0,
            toegekend_cent=0,
            regels=regels,
            afgewezen=afgewezen,
            verwerkt=True,
        )
