# SPDX-License-Identifier: EUPL-1.2
"""Whether the chains of the read log are whole: one SELECT over all; the caller is the processing of the region."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.logboek.values import Breuk, Ketenhoofd

_BROKEN = """
    WITH inhoud AS (
        SELECT organisatie, lezing, count(*) AS rijen, sha256(convert_to(string_agg(logboek_regel(id, organisatie,
            lezing, moment, account, rol, doel, wat, kenmerk, persoon, resultaat, verzoek, bron), E'\\n' ORDER BY id),
            'UTF8')) AS afdruk
        FROM logboek_inzage GROUP BY 1, 2
    ), schakels AS (
        SELECT *, coalesce(lag(nr) OVER w, 0) AS vorig_nr, coalesce(lag(keten) OVER w, '') AS vorige
        FROM logboek_schakel WINDOW w AS (PARTITION BY organisatie ORDER BY nr)
    ), oordeel AS (
        SELECT coalesce(s.organisatie, i.organisatie) AS organisatie, s.nr, CASE
            WHEN s.nr IS NULL THEN 'rijen zonder schakel'
            WHEN s.nr <> s.vorig_nr + 1 THEN 'de schakel ervoor is weg'
            WHEN i.lezing IS NULL THEN 'de rijen zijn weg'
            WHEN (i.rijen, i.afdruk) IS DISTINCT FROM (s.rijen::bigint, s.afdruk) THEN 'de rijen zijn veranderd'
            WHEN s.keten IS DISTINCT FROM
                logboek_keten(s.vorige, s.organisatie, s.nr, s.lezing, s.rijen, s.afdruk)
                THEN 'de schakel is veranderd'
            END AS wat
        FROM schakels s FULL JOIN inhoud i ON i.organisatie = s.organisatie AND i.lezing = s.lezing
        UNION ALL
        SELECT a.organisatie, a.nr, 'de keten komt niet uit op het anker van ' || to_char(a.dag, 'DD-MM-YYYY')
        FROM (
            SELECT organisatie, nr, keten, dag FROM logboek_anker
            UNION ALL SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bytea[], %s::date[])
        ) a
        LEFT JOIN logboek_schakel s ON s.organisatie = a.organisatie AND s.nr = a.nr
        WHERE s.keten IS DISTINCT FROM a.keten
    )
    SELECT DISTINCT ON (organisatie) organisatie, nr, wat FROM oordeel WHERE wat IS NOT NULL
    ORDER BY organisatie, nr NULLS LAST
"""
_HEADS = "SELECT DISTINCT ON (organisatie) organisatie, nr, keten FROM logboek_schakel ORDER BY organisatie, nr DESC"
_ANCHOR = (
    f"INSERT INTO logboek_anker (organisatie, nr, keten, dag) SELECT x.*, %s FROM ({_HEADS}) x ON CONFLICT DO NOTHING"
)


def breuken(tegen: Collection[Ketenhoofd], dag: date) -> list[Breuk]:
    """The first broken link of each chain; `tegen` are heads that were kept elsewhere, on `dag` or before."""
    columns: list[Any] = [
        [one.organisatie for one in tegen],
        [one.nr for one in tegen],
        [bytes.fromhex(one.keten) for one in tegen],
        [dag for _ in tegen],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN, columns)
        return [Breuk(*row) for row in cursor.fetchall()]


def hoofden() -> list[Ketenhoofd]:
    """Where each chain ends now."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        return [Ketenhoofd(who, nr, bytes(chain).hex()) for who, nr, chain in cursor.fetchall()]


def veranker(dag: date) -> None:
    """Keep where each chain ends; of one day the first counts."""
    with connection.cursor() as cursor:
        cursor.execute(_ANCHOR, [dag])
