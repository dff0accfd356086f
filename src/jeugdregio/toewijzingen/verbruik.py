# SPDX-License-Identifier: EUPL-1.2
"""
The running totals of allocations: what a batch uses, decided so that no two batches can overspend together.

One conditional UPDATE settles every allocation on which all lines fit. The few that are contested are locked
in order and decided line by line, in the greedy order of the standard (OP366): credits first, then debits in
the order of the message; a refused line uses nothing. `CHECK (gebruikt <= drempel)` stays under it all.
"""

from django.db.backends.utils import CursorWrapper

from jeugdregio.toewijzingen.verbruik_sql import CONTESTED, LINE_BY_LINE, LOCK, SETTLE, TOTALS, WRITE_BACK

TABELLEN = {
    "partij_over": "bericht integer, nr integer, maat text, hoeveelheid bigint, over bigint, maximaal bigint",
    "partij_verbruik": """
        bericht integer, nr integer, gemeente text, toewijzing_id bigint, dc text, hoeveelheid bigint,
        toegekend boolean
    """,
    "partij_totaal": """
        gemeente text, toewijzing_id bigint, credit bigint, credits integer, goed bigint, debets integer,
        alles bigint, klaar boolean NOT NULL DEFAULT false
    """,
}


def boek_verbruik(cursor: CursorWrapper) -> int:
    """
    Take the lines in `partij_verbruik` off their allocations.

    `partij_verbruik` holds (bericht, nr, gemeente, toewijzing_id, dc, hoeveelheid, toegekend): quantities in
    the measure of the allocation; lines already refused only count to tell that they would not have fitted
    either. Lines that do not fit come to stand in `partij_over` with what was left. Gives their number.
    """
    cursor.execute(TOTALS)
    cursor.execute(SETTLE)
    cursor.execute(CONTESTED)
    (contested,) = cursor.fetchone()
    if not contested:
        return 0
    cursor.execute(LOCK)
    cursor.execute(LINE_BY_LINE)
    refused = int(cursor.rowcount)
    cursor.execute(WRITE_BACK)
    return refused
