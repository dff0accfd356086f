# SPDX-License-Identifier: EUPL-1.2
"""
The scratch pad of a batch: temporary tables that live as long as the session and are empty after every commit.

A small batch lets the server keep its plans (most of its time would go into planning); a large one gathers
statistics on its tables and has every statement planned for them. The tables are thrown away between a large
batch and a small one, so that the statistics of the one never mislead the other.
"""

import re
from collections.abc import Collection, Mapping

from django.db import connection
from django.db.backends.utils import CursorWrapper

STATISTICS_FROM_ROWS = 2_000
PREPARED_MAX = 500
STORAGE_IN_CREATE = 160_000
"""From this server version CREATE TABLE can leave out the side table for long values: twenty less to empty."""

_LONG = re.compile(r"\b(text\[\]|text\b(?!\[)|bytea)")
# Sorting lines on text to merge them with a few thousand agreements costs more than all rules together; and a
# memo of look-ups never pays where every line is looked up once, though the planner thinks so.
_SETTINGS = """
    SELECT ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'),
        set_config('plan_cache_mode', '{plans}', true), set_config('enable_mergejoin', '{joins}', true),
        set_config('enable_memoize', '{joins}', true), set_config('default_statistics_target', '{target}', true)
"""
_SMALL = _SETTINGS.format(plans="force_generic_plan", joins="on", target=100)
_LARGE = _SETTINGS.format(plans="auto", joins="off", target=3)


def zorg_voor(cursor: CursorWrapper, tabellen: Mapping[str, str], *, rijen: int) -> None:
    """
    Give empty temporary tables: `tabellen` maps each name to its columns, `rijen` is about what will come.

    Columns may be followed by ` | ` and the columns of an index, which a large batch gets.
    """
    large = rijen > STATISTICS_FROM_ROWS
    raw = connection.connection
    assert raw is not None, "er is een transactie open, dus ook een verbinding"
    if not large and getattr(raw, "kladblok_groot", False):
        cursor.execute("DISCARD TEMP")
    raw.kladblok_groot = large
    raw.prepared_max = PREPARED_MAX
    raw.prepare_threshold = None if large else 1
    cursor.execute(_LARGE if large else _SMALL)
    present = set(cursor.fetchone()[0])
    if connection.savepoint_ids:  # an outer transaction: rows of an earlier batch may still be here
        leeg(cursor, [name for name in tabellen if name in present])
    missing = [_create(name, columns, large) for name, columns in tabellen.items() if name not in present]
    if missing:
        cursor.execute("; ".join(missing))


def _create(name: str, definition: str, large: bool) -> str:
    columns, _, index = definition.partition(" | ")
    if connection.pg_version >= STORAGE_IN_CREATE:  # type: ignore[attr-defined]
        columns = _LONG.sub(r"\1 STORAGE PLAIN", columns)
    statement = f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DELETE ROWS"
    # Emptying an index at commit would make every kept plan stale; a small batch does without.
    return f"{statement}; CREATE INDEX ON {name} ({index})" if index and large else statement


def leeg(cursor: CursorWrapper, tabellen: Collection[str], *, rijen: int = 0) -> None:
    """Empty these tables; with many `rijen` in them they are truncated, which leaves nothing to step over."""
    if tabellen:
        how = "TRUNCATE" if rijen > STATISTICS_FROM_ROWS else "DELETE FROM"
        cursor.execute("; ".join(f"{how} {name}" for name in tabellen))
