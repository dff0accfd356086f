# SPDX-License-Identifier: EUPL-1.2
"""
From verdict to rows: the findings with their facts, the lines, the declaraties, and the bookings.

Everything of a wave goes in a handful of statements. Findings are written first: their facts describe the
world as it was at the judgement.
"""

from functools import cache
from typing import NamedTuple

from django.db.backends.utils import CursorWrapper

from jeugdregio.declaraties.beoordeling import BIT, Beoordeling
from jeugdregio.declaraties.boeking import boek_prestaties
from jeugdregio.declaraties.grondslag import grondslag
from jeugdregio.declaraties.regels.ijw_3_2 import PRESTATIE
from jeugdregio.regels.toetsing import DAG, Geplaatst, op


class Toegekend(NamedTuple):
    """What one declaratie came to; amounts in cents, signed. `bericht` is its place in the batch."""

    bericht: int
    nummer: str
    ingediend_cent: int
    toegekend_cent: int
    afgewezen: int


def ken_toe(cursor: CursorWrapper, golf: int, beoordeling: Beoordeling) -> list[Toegekend]:
    """Store what the wave was judged to be, book what is granted; gives the declaraties that were judged by line."""
    facts = {"golf": golf}
    if beoordeling.afgewezen:
        cursor.execute(_findings(), facts)
    if beoordeling.credits:
        cursor.execute(_CREDIT)
    cursor.execute(_LINES)
    boek_prestaties(cursor)
    if beoordeling.declaraties_afgekeurd:
        cursor.execute(_REFUSED_DECLARATIONS, facts)
    cursor.execute(_DECLARATIONS)
    return [Toegekend._make(row) for row in cursor.fetchall()]


def _fact(placed: Geplaatst) -> str:
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in placed.plaats.feiten.items())
    code = f"'regel', '{placed.regel.code}', 'retourcode', '{placed.regel.retourcode}'"
    days = placed.regel.geldig.conditie(DAG)
    return (
        f"CASE WHEN k.oordeel & {BIT[placed.regel.code]} <> 0{f' AND {days}' if days else ''}"
        f" THEN jsonb_build_object({code}, 'feiten', jsonb_build_object({pairs})) END"
    )


@cache
def _findings() -> str:
    placed = [*op(PRESTATIE, "JW323", "Prestatie"), *op(PRESTATIE, "JW323", "Verbruik")]
    return f"""
        WITH afgewezen AS MATERIALIZED (
            SELECT k.*, z.oordeel FROM partij_oordeel z
            JOIN partij_jw323_prestatie k ON k.bericht = z.bericht AND k.nr = z.nr
            WHERE z.oordeel <> 0
        )
        INSERT INTO declaraties_bevinding (gemeente, bericht_id, nr, aanbieder, regel, retourcode, feiten)
        SELECT b.gemeente, b.id, k.nr, b.aanbieder, f ->> 'regel', f ->> 'retourcode', f -> 'feiten'
        FROM {grondslag("afgewezen")}
        LEFT JOIN partij_over u ON u.bericht = k.bericht AND u.nr = k.nr,
        LATERAL unnest(ARRAY[{", ".join(map(_fact, placed))}]) f
        WHERE f IS NOT NULL
    """


_CREDIT = """
    UPDATE declaraties_prestatie p SET gecrediteerd = true
    FROM partij_oordeel z
    WHERE z.dc = 'C' AND z.oordeel = 0 AND p.gemeente = z.gemeente AND p.bericht_id = z.eerder_bericht
        AND p.nr = z.eerder_nr
"""

# In the order of the messages: filling the indexes in any other order takes twice as long.
_LINES = """
    INSERT INTO declaraties_prestatie (gemeente, bericht_id, nr, aanbieder, referentie, vorige_referentie, client_id,
        toewijzing_nummer, toewijzing_id, categorie, code, begin, tot, volume, eenheid, tarief_cent, bedrag_cent, dc,
        toegekend, dubbel, gecrediteerd, oordeel)
    SELECT b.gemeente, b.id, k.nr, b.aanbieder, k.product_referentie_referentie_nummer,
        k.product_referentie_vorig_referentie_nummer, z.client_id, k.toewijzing_nummer, z.toewijzing_id,
        k.product_categorie, k.product_code, k.product_periode_begindatum, k.product_periode_einddatum + 1,
        k.geleverd_volume, k.eenheid, k.product_tarief, k.ingediend_bedrag_bedrag, z.dc,
        z.oordeel = 0, z.dubbel, false, z.oordeel
    FROM partij_jw323_prestatie k
    JOIN partij_oordeel z ON z.bericht = k.bericht AND z.nr = k.nr
    JOIN partij_bericht b ON b.bericht = k.bericht
    ORDER BY k.bericht, k.nr
"""

# Totals, the outcome of the message and the stored declaratie come from one pass over the verdicts.
_DECLARATIONS = """
    WITH telling AS MATERIALIZED (
        SELECT bericht, count(*) AS regels, count(*) FILTER (WHERE oordeel <> 0) AS afgewezen,
            bit_or(oordeel) AS oordeel,
            coalesce(sum(CASE dc WHEN 'C' THEN -bedrag ELSE bedrag END) FILTER (WHERE oordeel = 0), 0) AS toegekend
        FROM partij_oordeel GROUP BY bericht
    ), kop AS MATERIALIZED (
        SELECT w.*, d.declaratie_nummer AS nummer, d.declaratie_periode_begindatum AS maand,
            d.declaratie_dagtekening AS dagtekening,
            CASE WHEN d.totaal_ingediend_bedrag_debet_credit = 'C' THEN -1 ELSE 1 END
                * d.totaal_ingediend_bedrag_totaal_bedrag AS ingediend
        FROM telling w JOIN partij_jw323_declaratie d ON d.bericht = w.bericht
    ), opgeslagen AS (
        INSERT INTO declaraties_declaratie (gemeente, bericht_id, aanbieder, nummer, maand, dagtekening,
            ingediend_cent, toegekend_cent, regels, afgewezen, verwerkt)
        SELECT b.gemeente, b.id, b.aanbieder, k.nummer, k.maand, k.dagtekening, k.ingediend, k.toegekend, k.regels,
            k.afgewezen, true
        FROM kop k JOIN partij_bericht b ON b.bericht = k.bericht
        ORDER BY k.bericht
    )
    UPDATE partij_bericht b
    SET uitkomst = CASE WHEN k.oordeel = 0 THEN 'geaccepteerd' WHEN k.afgewezen = k.regels THEN 'alles_afgewezen'
                        ELSE 'deels_afgewezen' END,
        niveau = CASE WHEN k.oordeel = 0 THEN NULL WHEN k.oordeel & {level_3} <> 0 THEN 3 ELSE 4 END,
        kopcode = '0200',
        regels = CASE WHEN k.oordeel = 0 THEN '{{}}' ELSE
            ARRAY(SELECT r.code FROM (VALUES {rules}) r (code, bit) WHERE k.oordeel & r.bit <> 0 ORDER BY r.code) END
    FROM kop k
    WHERE k.bericht = b.bericht
    RETURNING k.bericht, k.nummer, k.ingediend, k.toegekend::bigint, k.afgewezen
""".format(
    level_3=sum({BIT[rule.code] for rule in PRESTATIE if rule.niveau == 3}),
    rules=", ".join(f"('{code}', {bit}::bigint)" for code, bit in BIT.items()),
)

# A declaratie that is refused whole counts as not sent (OP286); it stays visible, without its lines.
_REFUSED_DECLARATIONS = """
    WITH geweigerd AS (
        INSERT INTO declaraties_declaratie (gemeente, bericht_id, aanbieder, nummer, maand, dagtekening,
            ingediend_cent, toegekend_cent, regels, afgewezen, verwerkt)
        SELECT b.gemeente, b.id, b.aanbieder, d.declaratie_nummer, d.declaratie_periode_begindatum,
            d.declaratie_dagtekening,
            CASE WHEN d.totaal_ingediend_bedrag_debet_credit = 'C' THEN -1 ELSE 1 END
                * d.totaal_ingediend_bedrag_totaal_bedrag,
            0, w.regels, w.regels, false
        FROM partij_jw323_declaratie d
        JOIN partij_bericht b ON b.bericht = d.bericht AND b.golf = %(golf)s AND b.kopcode = '0200'
            AND b.uitkomst = 'afgekeurd'
        JOIN (SELECT bericht, count(*) AS regels FROM partij_jw323_prestatie GROUP BY bericht) w
            ON w.bericht = d.bericht
        RETURNING gemeente, bericht_id, aanbieder, nummer, maand
    )
    INSERT INTO declaraties_bevinding (gemeente, bericht_id, nr, aanbieder, regel, retourcode, feiten)
    SELECT g.gemeente, g.bericht_id, -1, g.aanbieder, f.regel, f.retourcode,
        jsonb_build_object('nummer', g.nummer, 'maand', g.maand)
    FROM geweigerd g
    JOIN partij_bericht b ON b.gemeente = g.gemeente AND b.id = g.bericht_id
    JOIN partij_bevinding f ON f.bericht = b.bericht AND f.klasse = 'DeclaratieAntwoord'
"""
