# SPDX-License-Identifier: EUPL-1.2
"""
The running totals of allocations: what a batch uses, decided so that no two batches can overspend together.

One conditional UPDATE settles every allocation on which all lines fit. The few that are contested are locked
in order and decided line by line, in the greedy order of the standard (OP366): message by message, in each the
credits first, then the debits in their order; a refused line uses nothing. `CHECK (gebruikt <= drempel)` stays
under it all.
"""

from collections.abc import Mapping
from typing import Any

from django.db.backends.utils import CursorWrapper

from jeugdregio.toewijzingen.verbruik_sql import LINE_BY_LINE, LOCK, RESTATE, SETTLE, WRITE_BACK

TABELLEN = {
    "partij_over": "bericht integer, nr integer, maat text, hoeveelheid bigint, over bigint, maximaal bigint",
    "partij_betwist": """
        gemeente text, toewijzing_id bigint, credit bigint, credits integer, goed bigint, debets integer
    """,
}


def stel_verbruik(cursor: CursorWrapper, verbruik: str, parameters: Mapping[str, Any]) -> None:
    """
    Set the use of allocations to what `verbruik` says, a SELECT of (gemeente, toewijzing_id, gebruikt).

    For an allocation that got another measure; what was used before stays used, also when that is too much now.
    """
    cursor.execute(RESTATE.format(verbruik=verbruik), parameters)


def boek_verbruik(cursor: CursorWrapper, lijnen: str) -> int:
    """
    Take lines off their allocations; `lijnen` is the SELECT that gives them.

    It gives (bericht, nr, gemeente, toewijzing_id, dc, hoeveelheid, toegekend, begrensd): quantities in the measure of
    the allocation; lines already refused only count to tell that they would not have fitted either, so a refused
    credit is left out; one that is not `begrensd` is used, and never refused. Lines that do not fit come to stand in
    `partij_over` with what was left. Gives their number.
    """
    cursor.execute(SETTLE.format(lijnen=lijnen))
    if not cursor.rowcount:
        return 0
    cursor.execute(LOCK)
    cursor.execute(LINE_BY_LINE.format(lijnen=lijnen))
    refused = int(cursor.rowcount)
    cursor.execute(WRITE_BACK.format(lijnen=lijnen))
    return refused
