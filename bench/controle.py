# SPDX-License-Identifier: EUPL-1.2
"""
Is it right: verdicts as the corpus says, lines = ledger, running totals = granted lines, answers valid.

Runs after the clock, as superuser, over all databases of a run. Raises `AssertionError` when it is not.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import psycopg
import zstandard
from oordeel import MODULO

from jeugdregio.berichten.lezen import keur
from jeugdregio.declaraties.beoordeling import BIT

# The same sixty bits per line as `oordeel.vingerafdruk`, added up without an order.
OORDEEL_HASH = """
    SELECT coalesce(sum(('x' || substr(md5(concat_ws('|', p.gemeente, p.aanbieder, b.identificatie,
        p.nr::text,
        c.codes)), 1, 15))::bit(60)::bigint), 0)
    FROM declaraties_prestatie p
    JOIN berichten_bericht b ON b.gemeente = p.gemeente AND b.id = p.bericht_id
    JOIN (SELECT unnest(%(oordeel)s::bigint[]) AS oordeel, unnest(%(codes)s::text[]) AS codes) c
        ON c.oordeel = p.oordeel
"""
BERICHT_HASH = """
    SELECT coalesce(sum(('x' || substr(md5(concat_ws('|', gemeente, aanbieder, identificatie, uitkomst,
        array_to_string(ARRAY(SELECT unnest(regels) ORDER BY 1), ','))), 1, 15))::bit(60)::bigint), 0)
    FROM berichten_bericht
"""
GROOTBOEK = """
    SELECT count(*) FILTER (WHERE b.oorzaak IS NULL OR p.gemeente IS NULL
        OR b.bedrag_cent <> p.bedrag_cent OR (b.debet = '4100') <> (p.dc = 'D'))
    FROM (SELECT * FROM declaraties_prestatie WHERE toegekend) p
    FULL JOIN grootboek_boeking b ON b.gemeente = p.gemeente AND b.oorzaak = 'prestatie'
        AND b.oorzaak_id = p.bericht_id AND b.oorzaak_nr = p.nr
"""
STANDEN = """
    SELECT count(*) FILTER (WHERE s.gebruikt IS DISTINCT FROM coalesce(w.gebruikt, 0)
            OR s.prestaties <> coalesce(w.prestaties, 0) OR s.gebruikt > s.maximaal),
        count(*) FILTER (WHERE s.maximaal IS DISTINCT FROM t.maximaal)
    FROM toewijzingen_stand s
    JOIN toewijzingen_toewijzing t ON t.gemeente = s.gemeente AND t.id = s.toewijzing_id
    LEFT JOIN (
        SELECT p.gemeente, p.toewijzing_id,
            sum(CASE p.dc WHEN 'C' THEN -1 ELSE 1 END * CASE t.maat WHEN 'bedrag' THEN p.bedrag_cent
                ELSE toewijzingen_maat(p.volume, p.eenheid) END) AS gebruikt,
            count(*) FILTER (WHERE p.dc = 'D' AND NOT p.gecrediteerd) AS prestaties
        FROM declaraties_prestatie p
        JOIN toewijzingen_toewijzing t ON t.gemeente = p.gemeente AND t.id = p.toewijzing_id
        WHERE p.toegekend GROUP BY 1, 2
    ) w ON w.gemeente = s.gemeente AND w.toewijzing_id = s.toewijzing_id
"""
TELLINGEN = """
    SELECT count(*), count(*) FILTER (WHERE NOT toegekend),
        coalesce(sum(CASE dc WHEN 'C' THEN -bedrag_cent ELSE bedrag_cent END) FILTER (WHERE toegekend), 0)
    FROM declaraties_prestatie
"""


def controleer(
    urls: list[str], manifest: dict[str, Any], *, antwoorden: str = "steekproef", geheel: bool = True
) -> dict[str, Any]:
    """
    Check all databases of a run together; gives what was found.

    `geheel` compares with the manifest as well; without it (part of a corpus) only what must hold anyway.
    """
    found: dict[str, Any] = {
        "regels": 0,
        "berichten": 0,
        "afgewezen": 0,
        "toegekend_cent": 0,
        "oordeel_hash": 0,
        "bericht_hash": 0,
    }
    rules: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    checked = 0
    for url in urls:
        with psycopg.connect(url) as connection:
            lines, refused, cents = _rij(connection, TELLINGEN)
            found["regels"] += lines
            found["berichten"] += _rij(connection, "SELECT count(*) FROM berichten_bestand")[0]
            found["afgewezen"] += refused
            found["toegekend_cent"] += int(cents)
            found["oordeel_hash"] = (found["oordeel_hash"] + oordeel_hash(connection)) % MODULO
            found["bericht_hash"] = (found["bericht_hash"] + bericht_hash(connection)) % MODULO
            assert _rij(connection, GROOTBOEK)[0] == 0, "regels en grootboek zijn niet gelijk"
            assert _rij(connection, STANDEN) == (0, 0), "de standen zijn niet de som van wat is toegekend"
            assert _rij(connection, "SELECT count(*) FROM berichten_weigering")[0] == 0, "geweigerd aan de deur"
            rules.update(_regels(connection))
            outcomes.update(
                dict(connection.execute("SELECT uitkomst, count(*) FROM berichten_bericht GROUP BY 1").fetchall())
            )
            checked += _antwoorden(connection, antwoorden)
    if geheel:
        expected = manifest["aantal"]
        wrong = {k: (rules[k], manifest["regels"].get(k, 0)) for k in rules | manifest["regels"]}
        wrong = {k: v for k, v in wrong.items() if v[0] != v[1]}
        assert not wrong, f"aantallen per regel (gevonden, verwacht): {wrong}"
        for key in ("regels", "afgewezen", "toegekend_cent", "berichten"):
            assert found[key] == expected[key], f"{key}: {found[key]} in plaats van {expected[key]}"
        assert dict(outcomes) == manifest["uitkomsten"], f"{dict(outcomes)} in plaats van {manifest['uitkomsten']}"
        for key in ("oordeel_hash", "bericht_hash"):
            assert found[key] == manifest[key], f"{key} wijkt af"
    return found | {"antwoorden_geldig": checked, "als_verwacht": geheel}


def _rij(connection: psycopg.Connection[Any], sql: str, values: Any = None) -> tuple[Any, ...]:
    row = connection.execute(sql, values).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return tuple(row)


def codes_van(oordeel: int) -> str:
    """The rule codes in a verdict, in alphabetical order."""
    return ",".join(sorted(code for code, bit in BIT.items() if oordeel & bit))


def bericht_hash(connection: psycopg.Connection[Any]) -> int:
    """The outcomes of all messages in one number."""
    return int(_rij(connection, BERICHT_HASH)[0])


def oordeel_hash(connection: psycopg.Connection[Any]) -> int:
    """The verdicts on all lines in one number."""
    verdicts = [row[0] for row in connection.execute("SELECT DISTINCT oordeel FROM declaraties_prestatie")]
    codes = [codes_van(v) for v in verdicts]
    return int(_rij(connection, OORDEEL_HASH, {"oordeel": verdicts, "codes": codes})[0])


def _regels(connection: psycopg.Connection[Any]) -> Counter[str]:
    """
    How often each rule fired: on lines by the bits of the verdict, on messages by what refused
    them whole.
    """
    rules: Counter[str] = Counter()
    for verdict, count in connection.execute("SELECT oordeel, count(*) FROM declaraties_prestatie GROUP BY 1"):
        for code, bit in BIT.items():
            rules[code] += count if verdict & bit else 0
    stored = dict(
        connection.execute("SELECT regel, count(*) FROM declaraties_bevinding WHERE nr >= 0 GROUP BY 1").fetchall()
    )
    assert stored == {k: v for k, v in rules.items() if v}, "bevindingen en oordelen zijn niet gelijk"
    whole = "SELECT unnest(regels), count(*) FROM berichten_bericht WHERE uitkomst = 'afgekeurd' GROUP BY 1"
    rules.update(dict(connection.execute(whole).fetchall()))
    return +rules


def _antwoorden(connection: psycopg.Connection[Any], hoeveel: str) -> int:
    """Every message has one answer, and it is valid: all of them, or one in fifty."""
    missing = """SELECT count(*) FROM berichten_bericht b
        LEFT JOIN berichten_uitgaand u ON u.gemeente = b.gemeente AND u.bericht_id = b.id WHERE u.id IS
            NULL"""
    assert _rij(connection, missing)[0] == 0, "berichten zonder antwoord"
    if hoeveel == "geen":
        return 0
    unpack = zstandard.ZstdDecompressor().decompress
    checked = 0
    with connection.cursor("antwoorden") as cursor:
        every = 1 if hoeveel == "alle" else 50
        cursor.execute(f"SELECT inhoud FROM berichten_uitgaand WHERE id % {every} = 0")  # type: ignore[arg-type]
        for (content,) in cursor:
            verdict = keur(unpack(content))
            assert verdict.geldig, f"een antwoord is ongeldig: {verdict.uitleg}"
            checked += 1
    return checked
