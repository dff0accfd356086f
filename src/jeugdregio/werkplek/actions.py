# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Remember that someone was here."""

from datetime import datetime, timedelta

from django.db import connection

NIEUW_BEZOEK = timedelta(hours=1)
"""After so long without a look at the start page a visit is a new one."""
_HIER = """
    INSERT INTO werkplek_bezoek AS b (account_id, gezien_op, vorige_op) VALUES (%(account)s, %(moment)s, NULL)
    ON CONFLICT (account_id) DO UPDATE SET
        vorige_op = CASE WHEN b.gezien_op < %(grens)s THEN b.gezien_op ELSE b.vorige_op END,
        gezien_op = greatest(b.gezien_op, EXCLUDED.gezien_op)
    RETURNING vorige_op
"""


def bezoek(account: int, *, moment: datetime) -> datetime | None:
    """Someone is here now (an aware moment); gives when the visit before this one was, None the first time."""
    with connection.cursor() as cursor:
        cursor.execute(_HIER, {"account": account, "moment": moment, "grens": moment - NIEUW_BEZOEK})
        (before,) = cursor.fetchone()
    return before if before is None or isinstance(before, datetime) else None
