# SPDX-License-Identifier: EUPL-1.2
"""Which children are behind a figure of a municipality: one row each, without a name."""

from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.gebruik.tellen import GELEVERD
from jeugdregio.gebruik.values import Halfjaar, Hulpregel, Regels
from jeugdregio.gebruikers.isolatie import cijfers, lezend
from jeugdregio.gebruikers.values import Machtiging

WIE = {
    "begin": ("eerste < %(van)s", "l.begin"),
    "instroom": ("eerste >= %(van)s", "l.begin"),
    "uitstroom": ("laatste <= %(tot)s", "l.tot DESC NULLS FIRST"),
    "eind": ("laatste > %(tot)s", "l.tot DESC NULLS FIRST"),
    "actief": ("true", "l.begin"),
}
"""Per figure: who is in it, and which of the help of that child in the half-year is shown."""
ERBIJ = f"""
    WITH levering AS MATERIALIZED (SELECT * FROM ({GELEVERD}) g WHERE g.gemeente = %(gemeente)s),
    stuk AS (SELECT bsn, unnest(range_agg(daterange(begin, tot))) AS deel FROM levering GROUP BY bsn),
    erbij AS (
        SELECT bsn, min(lower(deel)) AS eerste, max(coalesce(upper(deel), 'infinity')) AS laatste
        FROM stuk WHERE deel && daterange(%(van)s, %(tot)s) GROUP BY bsn
    )
"""
RIJEN = """
    SELECT * FROM (
        SELECT DISTINCT ON (e.bsn) l.toewijzing_nummer, l.aanbieder, l.begin, l.tot, encode(sha256(l.bsn), 'hex')
        FROM erbij e
        JOIN levering l ON l.bsn = e.bsn AND l.begin < %(tot)s AND (l.tot IS NULL OR l.tot > %(van)s)
        WHERE {wie} ORDER BY e.bsn, {eerst}, l.toewijzing_nummer
    ) r ORDER BY begin, toewijzing_nummer
"""


def regels(gemeente: str, halfjaar: Halfjaar, figuur: str, peildatum: date, *, on_behalf_of: Machtiging) -> Regels:
    """The rows for the asker, in order of begin. Raises `KeyError` for a figure that is not there."""
    who, first = WIE[figuur]
    asked: dict[str, Any] = {"gemeente": gemeente, "van": halfjaar.van, "tot": halfjaar.tot(peildatum)}
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(ERBIJ + RIJEN.format(wie=who, eerst=first), asked)
        rows = tuple(Hulpregel(*row) for row in cursor.fetchall())
    return Regels(rows, aantal_onder(who, asked, on_behalf_of=on_behalf_of) - len(rows))


def aantal_onder(wie: str, asked: dict[str, Any], *, on_behalf_of: Machtiging) -> int:
    """How many children there are in the figure, those that are shielded included."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(f"{ERBIJ} SELECT count(*) FROM erbij WHERE {wie}", asked)
        return int(cursor.fetchone()[0])
