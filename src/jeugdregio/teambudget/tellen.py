# SPDX-License-Identifier: EUPL-1.2
"""What teams spent, counted over every row: money does not disappear with the address of a child."""

from hashlib import sha256

from django.db import connection

from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.teambudget.values import Teamgegevens, Teamstand

STAND = """
    SELECT t.id, t.gemeente, t.naam, lower(t.geldig), upper(t.geldig), b.bedrag_cent, b.kinderen, coalesce(b.bron, ''),
        coalesce(sum(u.bedrag_cent), 0)::bigint,
        coalesce(sum(u.bedrag_cent) FILTER (WHERE u.soort = 'eigen'), 0)::bigint,
        count(DISTINCT nullif(u.persoon, '')), count(u.id), count(*) FILTER (WHERE u.bereikt = 'ja'),
        count(*) FILTER (WHERE u.bereikt <> ''),
        EXISTS (SELECT FROM teambudget_afrekening a WHERE a.team_id = t.id AND a.jaar = %(jaar)s)
    FROM teambudget_team t
    LEFT JOIN teambudget_teambudget b ON b.team_id = t.id AND b.jaar = %(jaar)s
    LEFT JOIN teambudget_uitgave u ON u.team_id = t.id AND u.ingetrokken_op IS NULL
        AND u.dag >= make_date(%(jaar)s, 1, 1) AND u.dag < make_date(%(jaar)s + 1, 1, 1)
    WHERE (%(gemeente)s = '' OR t.gemeente = %(gemeente)s) AND (%(team)s::bigint IS NULL OR t.id = %(team)s)
        AND t.geldig && daterange(make_date(%(jaar)s, 1, 1), make_date(%(jaar)s + 1, 1, 1))
    GROUP BY t.id, b.id ORDER BY t.gemeente, t.naam
"""
REGELS = """
    SELECT id, dag, soort, bedrag_cent, persoon FROM teambudget_uitgave
    WHERE team_id = %s AND ingetrokken_op IS NULL AND dag >= make_date(%s, 1, 1) AND dag < make_date(%s + 1, 1, 1)
    ORDER BY id
"""
PER_MAAND = """
    SELECT extract(month FROM dag)::int, sum(bedrag_cent)::bigint FROM teambudget_uitgave
    WHERE team_id = %s AND ingetrokken_op IS NULL AND dag >= make_date(%s, 1, 1) AND dag < make_date(%s + 1, 1, 1)
    GROUP BY 1 ORDER BY 1
"""


def standen(jaar: int, *, team: int | None, on_behalf_of: Machtiging) -> list[Teamstand]:
    """Every team that existed in a year, or one, with its budget and what was spent."""
    town = on_behalf_of.gemeente
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(STAND, {"jaar": jaar, "gemeente": town, "team": team})
        return [Teamstand(Teamgegevens(*row[:5]), jaar, *row[5:]) for row in cursor.fetchall()]


def per_maand(team: int, jaar: int, *, on_behalf_of: Machtiging) -> dict[int, int]:
    """What was spent per month (1 to 12), in cents."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(PER_MAAND, [team, jaar, jaar])
        return dict(cursor.fetchall())


def vingerafdruk(team: int, jaar: int, *, on_behalf_of: Machtiging) -> str:
    """The SHA-256 of the rows that a settlement of this year is made of."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(REGELS, [team, jaar, jaar])
        return sha256(repr(cursor.fetchall()).encode()).hexdigest()
