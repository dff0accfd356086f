# SPDX-License-Identifier: EUPL-1.2
"""
The bell: who stores a file rings it, and a worker that has nothing to do hears it at once.

Only a help to be quick. The files that wait are the work (ADR 0011): a bell that nobody hears, because the worker was
busy or a pooler stands in between, costs no more than the seconds until it looks again.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper

_LUISTER, _BEL = "LISTEN jeugdregio_ontvangst", "NOTIFY jeugdregio_ontvangst"


def bel(cursor: CursorWrapper) -> None:
    """Ring when the transaction that is open is committed."""
    cursor.execute(_BEL)


def luister(seconden: float) -> None:
    """Wait until the bell rings, or this long; what rang since the last time counts too. Raises as a query does."""
    with connection.cursor() as cursor:
        cursor.execute(_LUISTER)
    with connection.wrap_database_errors:  # what the line says when it breaks, in the words of all other calls
        for _ in connection.connection.notifies(timeout=seconden, stop_after=1):
            pass
