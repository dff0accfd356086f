# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording which municipalities take part."""

from collections.abc import Iterable

from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.regio.models import Gemeente
from jeugdregio.regio.values import Deelnemer


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
