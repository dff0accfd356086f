# SPDX-License-Identifier: EUPL-1.2
"""
What is always true of what was closed; and every invariant of every room together, to be counted (ADR 0046).

This room is the highest of those that move money, so it is the place that knows them all.
"""

from jeugdregio.betalingen.queries import INVARIANTEN as BETALINGEN
from jeugdregio.boekhouding.queries import INVARIANTEN as BOEKHOUDING
from jeugdregio.ontvangst.queries import GELD, Invariant
from jeugdregio.pgb.queries import INVARIANTEN as PGB
from jeugdregio.prognose.queries import INVARIANTEN as PROGNOSE
from jeugdregio.verantwoording.queries import INVARIANTEN as VERANTWOORDING
from jeugdregio.verevening.queries import INVARIANTEN as VEREVENING

BANK = Invariant(
    "bank_is_verklaard",
    GELD,
    "Wat per gemeente op de bank staat (1000), is de som van wat is betaald en ontvangen, elk bij zijn oorzaak.",
    """
    WITH apart AS (
        SELECT * FROM woonplaats_woonplaatsvordering v WHERE v.stand = 'verrekend' AND NOT EXISTS (
            SELECT FROM boekhouding_verrekenpost p WHERE p.soort = 'vordering' AND p.bron = v.id
        )
    ), gemeenten AS (
        SELECT v.gemeente, v.van, v.extern, r.bedrag_cent AS cent
        FROM apart v JOIN woonplaats_vorderingsregel r ON r.vordering_id = v.id WHERE r.correctie <> 'verlaagd'
        UNION ALL SELECT v.gemeente, v.van, v.extern, -r.bedrag_cent
        FROM woonplaats_woonplaatsvordering v JOIN woonplaats_vorderingsregel r ON r.vordering_id = v.id
        WHERE r.correctie = 'terugbetaald'
        UNION ALL SELECT v.gemeente, v.van, v.extern, -p.bedrag_cent
        FROM woonplaats_woonplaatsvordering v JOIN boekhouding_verrekenpost p
            ON p.soort = 'correctie' AND p.bron = v.id AND p.gemeente = v.gemeente
    ), bron AS (
        SELECT gemeente, -bedrag_cent AS cent FROM betalingen_betaalopdracht WHERE stand = 'betaald'
        UNION ALL SELECT o.gemeente, CASE v.rekening WHEN '1610' THEN -o.bedrag_cent ELSE o.bedrag_cent END
            FROM betalingen_ontvangst o JOIN betalingen_vordering v ON v.id = o.vordering_id
        UNION ALL SELECT gemeente, CASE WHEN soort IN ('storting', 'van_svb') THEN bedrag_cent
            WHEN soort IN ('doorbetaling', 'naar_gemeente') THEN -bedrag_cent ELSE 0 END FROM pgb_ketenboeking
        UNION ALL SELECT gemeente, -bedrag_cent FROM teambudget_lumpsumbetaling WHERE betaald_op IS NOT NULL
        UNION ALL SELECT gemeente, saldo_cent FROM boekhouding_verrekensaldo WHERE betaald_op IS NOT NULL
        UNION ALL SELECT gemeente, cent FROM gemeenten
        UNION ALL SELECT van, -cent FROM gemeenten WHERE NOT extern
    )
    SELECT count(*) FROM (
        SELECT gemeente, sum(CASE '1000' WHEN debet THEN bedrag_cent ELSE -bedrag_cent END) AS saldo
        FROM grootboek_boeking WHERE '1000' IN (debet, credit) GROUP BY 1
    ) b
    FULL JOIN (SELECT gemeente, sum(cent) AS som FROM bron GROUP BY 1) o ON o.gemeente = b.gemeente
    WHERE coalesce(b.saldo, 0) <> coalesce(o.som, 0)
    """,
)
"""Whatever moves money on the bank is a line in it: a cause that is not, is red."""
AFSLUITING = (
    BANK,
    Invariant(
        "vastgesteld_is_heel",
        GELD,
        "Elk stuk dat is vastgesteld past bij zijn vingerafdruk.",
        "SELECT count(*) FROM afsluiting_momentopname WHERE sha256 <> afsluiting_vingerafdruk(inhoud)",
    ),
    Invariant(
        "gesloten_maand_staat_stil",
        GELD,
        "In een gesloten maand is niets geboekt sinds zij dichtging: het grootboek is wat de proefbalans zegt.",
        """
        WITH kant AS (
            SELECT b.gemeente, b.boekmaand, k.rekening, sum(k.cent) AS cent, count(*) FILTER (WHERE k.debet) AS aantal
            FROM grootboek_boeking b
            CROSS JOIN LATERAL (
                VALUES (b.debet, b.bedrag_cent, true), (b.credit, -b.bedrag_cent, false)
            ) k (rekening, cent, debet)
            GROUP BY 1, 2, 3
        ), dicht AS (
            SELECT p.gemeente, p.maand, p.inhoud FROM afsluiting_momentopname p
            JOIN grootboek_v_gesloten g ON g.gemeente = p.gemeente AND g.maand = p.maand AND g.keer = p.keer
            WHERE p.soort = 'proefbalans'
        )
        SELECT (
            SELECT count(*) FROM dicht d WHERE (d.inhoud->>'boekingen')::bigint <> (
                SELECT coalesce(sum(k.aantal), 0) FROM kant k WHERE k.gemeente = d.gemeente AND k.boekmaand = d.maand
            )
        ) + (
            SELECT count(*) FROM dicht d
            CROSS JOIN LATERAL jsonb_array_elements(d.inhoud->'rekeningen') r
            WHERE (r->>'saldo_cent')::bigint <> (
                SELECT coalesce(sum(k.cent), 0) FROM kant k
                WHERE k.gemeente = d.gemeente AND k.boekmaand <= d.maand AND k.rekening = r->>'rekening'
            )
        )
        """,
    ),
    Invariant(
        "een_sluiting_telt",
        GELD,
        "Van elke maand telt hoogstens één sluiting, elke eerdere is heropend, en elke heropening noemt twee mensen.",
        """
        SELECT (
            SELECT count(*) FROM (
                SELECT FROM grootboek_v_gesloten GROUP BY gemeente, maand HAVING count(*) > 1
            ) d
        ) + (
            SELECT count(*) FROM grootboek_heropening h
            LEFT JOIN grootboek_geslotenmaand g ON g.gemeente = h.gemeente AND g.maand = h.maand AND g.keer = h.keer
            WHERE g.maand IS NULL OR h.voorgesteld_door = h.bevestigd_door OR h.reden = ''
        )
        """,
    ),
    Invariant(
        "gesloten_jaar_is_dicht",
        GELD,
        "Van een gesloten jaar is elke maand waarin is geboekt dicht, en ligt het jaarrapport vast.",
        """
        SELECT count(*) FROM grootboek_geslotenjaar j
        LEFT JOIN afsluiting_momentopname m ON m.gemeente = j.gemeente AND m.soort = 'jaarrapport'
            AND m.maand = make_date(j.jaar, 12, 1)
        WHERE m.gemeente IS NULL OR EXISTS (
            SELECT FROM grootboek_boeking b
            LEFT JOIN grootboek_v_gesloten g ON g.gemeente = b.gemeente AND g.maand = b.boekmaand
            WHERE b.gemeente = j.gemeente AND g.maand IS NULL
                AND b.boekmaand BETWEEN make_date(j.jaar, 1, 1) AND make_date(j.jaar, 12, 1)
        )
        """,
    ),
)
INVARIANTEN = (*BETALINGEN, *PGB, *VEREVENING, *BOEKHOUDING, *VERANTWOORDING, *PROGNOSE, *AFSLUITING)
"""All but those of `ontvangst`, that are counted always."""
