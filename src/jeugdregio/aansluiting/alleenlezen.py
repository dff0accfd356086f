# SPDX-License-Identifier: EUPL-1.2
"""A transaction in which the database refuses every write: whoever only asks changes nothing, by mistake or not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


@contextmanager
def alleen_lezen(machtiging: Machtiging) -> Iterator[None]:
    """One read-only transaction on behalf of one organisation; a write in it raises `django.db.InternalError`."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        with namens(machtiging):
            yield
