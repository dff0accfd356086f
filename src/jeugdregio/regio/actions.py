# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording which municipalities take part, and which tasks of the region they take."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.regio.models import Gemeente, Taakbesluit
from jeugdregio.regio.taken import taken_op
from jeugdregio.regio.values import Deelnemer


class NietVastTeLeggen(Exception):
    """Raised when a decision about a task cannot be recorded; the text says what to do."""


def stel_deelnemers_vast(regio: str, deelnemers: Iterable[Deelnemer]) -> None:
    """Make or update these municipalities, in the transaction of the caller; again changes nothing."""
    rows = [
        Gemeente(
            code=d.code,
            regio=regio,
            naam=d.naam,
            inwoners=d.inwoners,
            jeugdigen=d.jeugdigen,
            deelname=DateRange(d.van, d.tot),
        )
        for d in deelnemers
    ]
    Gemeente.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["regio", "naam", "inwoners", "jeugdigen", "deelname"],
    )


def leg_taakbesluit_vast(
    *,
    gemeente: str,
    taak: str,
    vanaf: date,
    neemt_af: bool,
    besluit: str,
    door: str,
    moment: datetime,
    peildatum: date,
    on_behalf_of: Machtiging,
) -> None:
    """
    Record that a municipality takes a task of the region from the first day of a month, or does it itself from then.

    `besluit` says where the decision stands, `door` who records it. A month that has begun is never changed: what
    came in since was already handled. Raises `NietVastTeLeggen`, also when who pays a month would change over which
    something was booked.
    """
    if not on_behalf_of.regio:
        raise NietVastTeLeggen("Alleen de regio legt vast welke taken een gemeente afneemt. Vraag het daar.")
    if not besluit.strip():
        raise NietVastTeLeggen("Schrijf op waar het besluit staat, bijvoorbeeld de vergadering en de datum.")
    if vanaf.day != 1 or vanaf <= peildatum:
        raise NietVastTeLeggen("Kies de eerste dag van een maand die nog moet beginnen.")
    if taak not in {one.code for one in taken_op(vanaf)}:
        raise NietVastTeLeggen("Deze taak staat op die dag niet op de lijst van de regio.")
    with namens(on_behalf_of):
        town = Gemeente.objects.filter(code=gemeente, regio=on_behalf_of.regio, deelname__contains=vanaf).first()
        if town is None:
            raise NietVastTeLeggen("Deze gemeente doet op die dag niet mee in de regio.")
    # What was booked over those months the processing sees; a trigger of `betalingen` looks at it.
    with in_woorden(NietVastTeLeggen, {}), namens(verwerking(on_behalf_of.regio)):
        Taakbesluit.objects.create(
            gemeente=town,
            taak=taak,
            vanaf=vanaf,
            neemt_af=neemt_af,
            besluit=besluit.strip()[:400],
            door=door,
            gezet_op=moment,
        )
