# SPDX-License-Identifier: EUPL-1.2
"""What the web does after storing: wait a moment for the worker, for it reads nothing that was sent (ADR 0016)."""

import time
from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.splitsen import werk_af

GEDULD, KIJK_NA = 4.0, 0.05
"""Seconds that a sender waits for the outcome before the page says that it follows, and between two looks."""
_WAIT = "SELECT EXISTS (SELECT FROM berichten_bestand WHERE id = ANY (%s::bigint[]) AND status = 'ontvangen')"


def laat_verwerken(bestanden: Collection[int], *, regio: str, peildatum: date, moment: datetime) -> None:
    """
    Return when these files were processed, or after some seconds: the worker does it, in its own time.

    Without a worker (`settings.WORKER`) it is done here, for tests: as `verwerk`, on `peildatum` and `moment`.
    """
    if not settings.WORKER:
        werk_af(regio=regio, peildatum=peildatum, moment=moment, hoogstens=10_000)
        return
    until = time.monotonic() + GEDULD
    while _wait(bestanden, regio) and time.monotonic() < until:
        time.sleep(KIJK_NA)


def _wait(bestanden: Collection[int], regio: str) -> bool:
    with namens(verwerking(regio)), connection.cursor() as cursor:
        cursor.execute(_WAIT, [list(bestanden)])
        return bool(cursor.fetchone()[0])
