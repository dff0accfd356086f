# SPDX-License-Identifier: EUPL-1.2
"""
Judge the declaraties of one wave: first each declaratie as a whole, then all its lines in one pass.

The verdict on a line is a set of rules, one bit each (`oordeel`); nought is granted. The order follows the
standard: the allocation and the client, credits, debits, and last the running totals.
"""

from dataclasses import dataclass
from functools import cache

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import keur_af
from jeugdregio.berichten.values import Soort
from jeugdregio.declaraties.grondslag import AFSPRAAK, AFSPRAKEN, KAN_DUBBEL, grondslag
from jeugdregio.declaraties.regels.ijw_3_2 import DECLARATIE, OOK_OP_CREDIT, OP_VERWIJDERDE_TOEWIJZING, PRESTATIE
from jeugdregio.regels.kladblok import STATISTICS_FROM_ROWS, leeg
from jeugdregio.regels.toetsing import bevindingen, bits, masker, op
from jeugdregio.regels.values import ALTIJD
from jeugdregio.toewijzingen.actions import VERBRUIKSTABELLEN, boek_verbruik, koppel_clienten

BIT = bits(PRESTATIE)
TABELLEN = {
    "partij_oordeel": """
        bericht integer, nr integer, client integer, gemeente text, toewijzing_id bigint, client_id bigint, dc text,
        categorie text, code text, maand date, bedrag bigint, hoeveelheid bigint, meetbaar boolean, oordeel bigint,
        eerder_bericht bigint, eerder_nr integer, dubbel boolean
    """,
    "partij_afspraak": AFSPRAAK,
    **VERBRUIKSTABELLEN,
}


@dataclass
class Beoordeling:
    """What the judgement of a wave came to: the number of lines, and what occurred among them at all."""

    regels: int = 0
    afgewezen: bool = False
    credits: bool = False
    declaraties_afgekeurd: bool = False


def zoek_afspraken(cursor: CursorWrapper) -> None:
    """Look up tariffs and products once for the whole batch."""
    cursor.execute(AFSPRAKEN)
    if cursor.rowcount > STATISTICS_FROM_ROWS // 10:
        cursor.execute("ANALYZE partij_afspraak")


def beoordeel(
    cursor: CursorWrapper, golf: int, *, regels: int, eerdere_regels: int, dubbele_referenties: bool, koppel: bool
) -> Beoordeling:
    """
    Leave a verdict on every declaratie of the wave, and on every line of those that are not refused whole.

    `regels` is the number of lines of the wave, `eerdere_regels` that of the wave before, whose verdicts are
    cleared first; `koppel` says that clients were not looked up yet, or may be new since then.
    """
    facts = {"golf": golf}
    if regels > STATISTICS_FROM_ROWS:
        cursor.execute(KAN_DUBBEL, facts)
    result = Beoordeling(declaraties_afgekeurd=_judge_declarations(cursor, facts))
    if koppel:
        koppel_clienten(cursor, Soort.JW323)
    if golf > 1:
        leeg(cursor, ["partij_oordeel", *VERBRUIKSTABELLEN], rijen=eerdere_regels)
    cursor.execute(_line_pass(), facts)
    result.regels, bits_seen, result.credits = cursor.fetchone()
    if result.regels > STATISTICS_FROM_ROWS:
        cursor.execute("ANALYZE partij_oordeel")
    if dubbele_referenties:
        cursor.execute(_SAME_REFERENCE_IN_MESSAGE, facts)
    if bits_seen & BIT["TR304"]:
        cursor.execute(_CLIENT_REFUSED)
    if result.credits and bits_seen & BIT["TR389"]:
        cursor.execute(_CREDITED_HERE)
    over = _use_up(cursor)
    result.afgewezen = bool(bits_seen) or over or dubbele_referenties
    return result


def _judge_declarations(cursor: CursorWrapper, facts: dict[str, int]) -> bool:
    source = (
        "partij_jw323_declaratie k JOIN partij_bericht b"
        " ON b.bericht = k.bericht AND b.golf = %(golf)s AND b.niveau IS NULL"
    )
    for statement in bevindingen(op(DECLARATIE, "JW323", "Declaratie"), "DeclaratieAntwoord", source):
        cursor.execute(statement, facts)
    if not cursor.rowcount:
        return False
    keur_af(cursor, Soort.JW323, ["DeclaratieAntwoord"], golf=facts["golf"])
    return True


@cache
def _line_pass() -> str:
    placed = op(PRESTATIE, "JW323", "Prestatie")
    on_credit = [g for g in placed if g.regel in OOK_OP_CREDIT]
    on_debit = [g for g in placed if g.regel.code not in ("TR323", "TR390")]
    on_deleted = [g for g in placed if g.regel in OP_VERWIJDERDE_TOEWIJZING]
    return f"""
        WITH gewogen AS (
        INSERT INTO partij_oordeel
        SELECT k.bericht, k.nr, k.client, b.gemeente, t.id, c.client_id, k.ingediend_bedrag_debet_credit,
            k.product_categorie, k.product_code, a.maand_begin, k.ingediend_bedrag_bedrag,
            CASE WHEN t.maat = 'volume' THEN toewijzingen_maat(k.geleverd_volume, k.eenheid)
                 ELSE k.ingediend_bedrag_bedrag END,
            t.id IS NOT NULL AND NOT t.verwijderd AND (t.eenheid IS NULL OR k.eenheid = t.eenheid
                OR t.eenheid = '04' AND k.eenheid = '01'),
            CASE WHEN k.ingediend_bedrag_debet_credit = 'C' THEN {masker(on_credit, BIT)}
                 WHEN t.verwijderd THEN {masker(on_deleted, BIT)}
                 ELSE {masker(on_debit, BIT)} END,
            coalesce(v.bericht_id, o.bericht_id), coalesce(v.nr, o.nr), r.referentie IS NOT NULL
        FROM {grondslag()}
        RETURNING oordeel, dc
        )
        SELECT count(*), coalesce(bit_or(oordeel), 0), coalesce(bool_or(dc = 'C'), false) FROM gewogen
    """


# Of lines with one reference the first keeps it, and credits come first (OP366).
_SAME_REFERENCE_IN_MESSAGE = f"""
    UPDATE partij_oordeel z SET oordeel = z.oordeel | {BIT["TR314"]}, dubbel = true
    FROM (
        SELECT k.bericht, k.nr, row_number() OVER (
            PARTITION BY k.bericht, k.product_referentie_referentie_nummer
            ORDER BY k.ingediend_bedrag_debet_credit, k.nr
        ) AS keer
        FROM partij_jw323_prestatie k JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s
    ) w
    WHERE w.keer > 1 AND z.bericht = w.bericht AND z.nr = w.nr
"""

# A client that is refused takes all its lines along; they are not judged any further (IV087). That a reference
# was used before (`dubbel`) stays known: it is stored with the line.
_CLIENT_REFUSED = f"""
    UPDATE partij_oordeel z SET oordeel = {BIT["TR304"]}, meetbaar = false
    FROM (SELECT DISTINCT bericht, client FROM partij_oordeel WHERE oordeel & {BIT["TR304"]} <> 0) w
    WHERE z.bericht = w.bericht AND z.client = w.client
"""

# Credits come first: a granted credit in the same message makes room for a new debit (TR389, OP366).
_CREDITED_HERE = f"""
    UPDATE partij_oordeel z SET oordeel = z.oordeel & ~{BIT["TR389"]}::bigint
    FROM partij_oordeel w
    WHERE z.oordeel & {BIT["TR389"]} <> 0 AND w.dc = 'C' AND w.oordeel = 0 AND w.bericht = z.bericht
        AND w.eerder_bericht = z.eerder_bericht AND w.eerder_nr = z.eerder_nr
"""


# What a rule about use says of a line for which nothing is left: whether it has to fit at all (`begrensd`).
_NOTHING_LEFT = "LATERAL (SELECT t.maat, 1 AS hoeveelheid, 0 AS over, 0 AS maximaal) u"


@cache
def _lines_that_use() -> str:
    """
    The lines that use up an allocation, for `boek_verbruik`.

    The ledger knows what fits; the list of rules on the date of a message, whether it has to.
    """
    rules = op(PRESTATIE, "JW323", "Verbruik")
    line = "z.bericht, z.nr, z.gemeente, z.toewijzing_id, z.dc, z.hoeveelheid, z.oordeel = 0 AS toegekend"
    counts = "z.meetbaar AND (z.dc = 'D' OR z.oordeel = 0)"
    if rules and all(g.regel.geldig == ALTIJD for g in rules):
        return f"SELECT {line}, true AS begrensd FROM partij_oordeel z WHERE {counts}"
    return f"""
        SELECT {line}, {masker(rules, BIT)} <> 0 AS begrensd
        FROM partij_oordeel z JOIN partij_bericht b ON b.bericht = z.bericht
        JOIN toewijzingen_v_product t ON t.gemeente = z.gemeente AND t.id = z.toewijzing_id, {_NOTHING_LEFT}
        WHERE {counts}
    """


def _use_up(cursor: CursorWrapper) -> bool:
    """Take the lines off their allocations; tell whether some did not fit."""
    over = boek_verbruik(cursor, _lines_that_use())
    if over:
        mask = masker(op(PRESTATIE, "JW323", "Verbruik"), BIT)
        cursor.execute(f"""
            UPDATE partij_oordeel z SET oordeel = z.oordeel | {mask}
            FROM partij_over u JOIN partij_bericht b ON b.bericht = u.bericht
            WHERE z.bericht = u.bericht AND z.nr = u.nr
        """)
    return bool(over)
