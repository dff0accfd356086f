# SPDX-License-Identifier: EUPL-1.2
"""
The scratch pad of a batch: temporary tables that live as long as the session and are empty after every commit.

A small batch lets the server keep its plans (most of its time would go into planning); a large one gathers
statistics on its tables and has every statement planned for them. The tables are thrown away between a large
batch and a small one, so that the statistics of the one never mislead the other.
"""

from collections.abc import Collection, Mapping

from django.db import connection
from django.db.backends.utils import CursorWrapper

STATISTICS_FROM_ROWS = 2_000
PREPARED_MAX = 500


def zorg_voor(cursor: CursorWrapper, tabellen: Mapping[str, str], *, rijen: int) -> None:
    """
    Give empty temporary tables: `tabellen` maps each name to its columns, `rijen` is about what will come.

    A name may be followed by an index, as `("a integer, b text", ...)` with ` | ` and the indexed columns.
    """
    large = rijen > STATISTICS_FROM_ROWS
    raw = connection.connection
    assert raw is not None, "er is een transactie open, dus ook een verbinding"
    if not large and getattr(raw, "kladblok_groot", False):
        cursor.execute("DISCARD TEMP")
    raw.kladblok_groot = large
    raw.prepared_max = PREPARED_MAX
    raw.prepare_threshold = None if large else 1
    cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'")
    present = {name for (name,) in cursor.fetchall()}
    if connection.savepoint_ids:  # an outer transaction: rows of an earlier batch may still be here
        leeg(cursor, [name for name in tabellen if name in present])
    missing = [_create(name, columns) for name, columns in tabellen.items() if name not in present]
    if missing:
        cursor.execute("; ".join(missing))


def _create(name: str, definition: str) -> str:
    columns, _, index = definition.partition(" | ")
    statement = f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DELETE ROWS"
    return f"{statement}; CREATE INDEX ON {name} ({index})" if index else statement


def leeg(cursor: CursorWrapper, tabellen: Collection[str], *, rijen: int = 0) -> None:
    """Empty these tables; with many `rijen` in them they are truncated, which leaves nothing to step over."""
    if tabellen:
        how = "TRUNCATE" if rijen > STATISTICS_FROM_ROWS else "DELETE FROM"
        cursor.execute("; ".join(f"{how} {name}" for name in tabellen))
