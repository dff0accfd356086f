# SPDX-License-Identifier: EUPL-1.2
"""
How often someone may call per minute, counted in the database: every process of the site sees the same count.

One row per caller, kept no longer than `BEWAARD` after the last call. Who it is stands there as a keyed hash: an
address of a network is personal data, and the count does not need it.
"""

import hmac
import ipaddress
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking

_LOG = logging.getLogger(__name__)
VENSTER = timedelta(minutes=1)
BEWAARD = timedelta(hours=1)
_COUNT = """
    INSERT INTO aansluiting_tempo AS t (wie, venster, aantal) VALUES (%(wie)s, %(venster)s, 1)
    ON CONFLICT (wie) DO UPDATE SET
        aantal = CASE WHEN t.venster = excluded.venster THEN t.aantal + 1 ELSE 1 END, venster = excluded.venster
    RETURNING aantal
"""
_CLEAN = """
    DELETE FROM aansluiting_tempo WHERE wie IN (
        SELECT wie FROM aansluiting_tempo WHERE venster < %(oud)s LIMIT 100 FOR UPDATE SKIP LOCKED
    )
"""


def tel(wie: str, *, per_minuut: int, moment: datetime) -> int:
    """Count a call; gives 0 when it may go on, else in how many seconds the next may. `per_minuut` 0 is no limit."""
    if not per_minuut:
        return 0
    window = moment.replace(second=0, microsecond=0)
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"tempo {wie}".encode(), "sha256").hex()
    with namens(verwerking(settings.REGIO)), connection.cursor() as cursor:
        cursor.execute(_COUNT, {"wie": digest, "venster": window})
        (many,) = cursor.fetchone()
        if many == 1:
            cursor.execute(_CLEAN, {"oud": moment - BEWAARD})
    if many == per_minuut + 1:  # once a minute, however many follow
        _LOG.warning("grens van %s per minuut geraakt door %s", per_minuut, wie)
    return 0 if many <= per_minuut else max(1, int((window + VENSTER - moment).total_seconds()))


def netwerk(adres: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 address; one name for all else."""
    try:
        found = ipaddress.ip_address(adres.strip())
    except ValueError:
        return "onbekend"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
