# SPDX-License-Identifier: EUPL-1.2
"""What is always true of payments: each invariant is one SELECT that counts what should not be there (ADR 0046)."""

from jeugdregio.betalingen.values import BETALING, ONTVANGST, RETOUR
from jeugdregio.ontvangst.queries import GELD, Invariant

_DOOD = "('afgewezen', 'terug', 'vervallen')"
INVARIANTEN = (
    Invariant(
        "boeking_in_een_betaling",
        GELD,
        "Elke boeking zit in hoogstens één betaling die leeft; wat is afgewezen of terugkwam, telt niet meer.",
        f"""
        SELECT (
            SELECT count(*) FROM (
                SELECT FROM betalingen_betaalregel WHERE NOT vervallen
                GROUP BY gemeente, oorzaak, oorzaak_id, oorzaak_nr HAVING count(*) > 1
            ) d
        ) + (
            SELECT count(*) FROM betalingen_betaalregel r JOIN betalingen_betaalopdracht o ON o.id = r.opdracht_id
            WHERE r.vervallen <> (o.stand IN {_DOOD})
        )
        """,
    ),
    Invariant(
        "betaling_is_regels",
        GELD,
        "Elke betaling is de som van haar regels, en elke regel is de boeking die hij noemt.",
        """
        SELECT (
            SELECT count(*) FROM betalingen_betaalopdracht o
            LEFT JOIN (
                SELECT opdracht_id, sum(bedrag_cent) AS som FROM betalingen_betaalregel GROUP BY 1
            ) r ON r.opdracht_id = o.id
            WHERE o.bedrag_cent IS DISTINCT FROM r.som
        ) + (
            SELECT count(*) FROM betalingen_betaalregel r
            LEFT JOIN grootboek_v_boeking b ON b.gemeente = r.gemeente AND b.oorzaak = r.oorzaak
                AND b.oorzaak_id = r.oorzaak_id AND b.oorzaak_nr = r.oorzaak_nr
            WHERE (b.te_betalen_cent, b.aanbieder) IS DISTINCT FROM (r.bedrag_cent, r.aanbieder)
        )
        """,
    ),
    Invariant(
        "ronde_is_bestand",
        GELD,
        "Elke verzonden ronde heeft één bestand voor de bank, met het totaal en het aantal van haar betalingen.",
        """
        SELECT count(*) FROM betalingen_betaalronde r
        LEFT JOIN betalingen_bankbestand f ON f.ronde_id = r.id AND f.soort = 'pain.001'
        LEFT JOIN (
            SELECT ronde_id, count(*) AS aantal, sum(bedrag_cent) AS som FROM betalingen_betaalopdracht GROUP BY 1
        ) o ON o.ronde_id = r.id
        WHERE (r.stand = 'verzonden') <> (f.id IS NOT NULL) OR f.id IS NOT NULL AND (
            (regexp_match(convert_from(f.inhoud, 'UTF8'), '<CtrlSum>([0-9.]+)</CtrlSum>'))[1]::numeric * 100
                IS DISTINCT FROM o.som
            OR (regexp_match(convert_from(f.inhoud, 'UTF8'), '<NbOfTxs>([0-9]+)</NbOfTxs>'))[1]::bigint
                IS DISTINCT FROM o.aantal
        )
        """,
    ),
    Invariant(
        "betaald_is_geboekt",
        GELD,
        "Elke betaling die is uitgevoerd staat in het grootboek, wat terugkwam ook, en niets anders.",
        f"""
        SELECT count(*) FROM betalingen_betaalopdracht o
        FULL JOIN (
            SELECT gemeente, oorzaak_id, sum(te_betalen_cent) FILTER (WHERE oorzaak = '{BETALING}') AS betaald,
                sum(te_betalen_cent) FILTER (WHERE oorzaak = '{RETOUR}') AS terug
            FROM grootboek_v_boeking WHERE oorzaak IN ('{BETALING}', '{RETOUR}') GROUP BY 1, 2
        ) b ON b.gemeente = o.gemeente AND b.oorzaak_id = o.id
        WHERE o.id IS NULL
            OR coalesce(b.betaald, 0) <> CASE WHEN o.stand IN ('betaald', 'terug') THEN -o.bedrag_cent ELSE 0 END
            OR coalesce(b.terug, 0) <> CASE o.stand WHEN 'terug' THEN o.bedrag_cent ELSE 0 END
        """,
    ),
    Invariant(
        "te_betalen_is_open",
        GELD,
        "Wat per aanbieder op te betalen staat, is wat nog in geen betaling zit plus wat bij de bank ligt.",
        f"""
        SELECT count(*) FROM (
            SELECT gemeente, aanbieder, sum(te_betalen_cent) AS saldo,
                coalesce(sum(te_betalen_cent) FILTER (
                    WHERE oorzaak NOT IN ('{BETALING}', '{RETOUR}') AND NOT EXISTS (
                        SELECT FROM betalingen_betaalregel r WHERE r.gemeente = b.gemeente AND r.oorzaak = b.oorzaak
                            AND r.oorzaak_id = b.oorzaak_id AND r.oorzaak_nr = b.oorzaak_nr AND NOT r.vervallen
                    )
                ), 0) AS open
            FROM grootboek_v_boeking b WHERE te_betalen_cent <> 0 GROUP BY 1, 2
        ) b
        FULL JOIN (
            SELECT gemeente, aanbieder, sum(bedrag_cent) AS onderweg FROM betalingen_betaalopdracht
            WHERE stand IN ('klaar', 'aanvaard') GROUP BY 1, 2
        ) o ON o.gemeente = b.gemeente AND o.aanbieder = b.aanbieder
        WHERE coalesce(b.saldo, 0) <> coalesce(b.open, 0) + coalesce(o.onderweg, 0)
        """,
    ),
    Invariant(
        "voorschot_niet_op",
        GELD,
        "Van geen voorschot is meer verrekend of teruggevorderd dan er was, en een toegekend voorschot is geboekt.",
        """
        SELECT count(*) FROM betalingen_voorschot v
        LEFT JOIN (
            SELECT gemeente, oorzaak_id,
                sum(CASE '1200' WHEN debet THEN bedrag_cent WHEN credit THEN -bedrag_cent ELSE 0 END) AS over,
                sum(bedrag_cent) FILTER (WHERE oorzaak = 'voorschot') AS toegekend
            FROM grootboek_boeking WHERE oorzaak IN ('voorschot', 'verrekening', 'terugvorder') GROUP BY 1, 2
        ) b ON b.gemeente = v.gemeente AND b.oorzaak_id = v.id
        WHERE coalesce(b.over, 0) < 0 OR v.stand = 'gevorderd' AND b.over <> 0
            OR coalesce(b.toegekend, 0) <> CASE WHEN v.stand IN ('toegekend', 'gevorderd') THEN v.bedrag_cent ELSE 0 END
        """,
    ),
    Invariant(
        "te_vorderen_is_open",
        GELD,
        "Wat per gemeente en aanbieder op te vorderen staat (1310), is wat van haar vorderingen nog openstaat.",
        """
        SELECT count(*) FROM (
            SELECT gemeente, aanbieder,
                sum(CASE '1310' WHEN debet THEN bedrag_cent WHEN credit THEN -bedrag_cent END) AS saldo
            FROM grootboek_boeking WHERE '1310' IN (debet, credit) AND oorzaak <> 'controle' GROUP BY 1, 2
        ) b
        FULL JOIN (
            SELECT gemeente, aanbieder, sum(bedrag_cent - ontvangen_cent) AS open FROM betalingen_vordering
            WHERE rekening = '1310' GROUP BY 1, 2
        ) v ON v.gemeente = b.gemeente AND v.aanbieder = b.aanbieder
        WHERE coalesce(b.saldo, 0) <> coalesce(v.open, 0)
        """,
    ),
    Invariant(
        "ontvangen_is_geboekt",
        GELD,
        "Elke ontvangst op een vordering staat één keer in het grootboek, en bij haar vordering opgeteld.",
        f"""
        SELECT (
            SELECT count(*) FROM (
                SELECT o.*, v.rekening FROM betalingen_ontvangst o JOIN betalingen_vordering v ON v.id = o.vordering_id
            ) o
            FULL JOIN (SELECT * FROM grootboek_boeking WHERE oorzaak = '{ONTVANGST}') b
                ON b.gemeente = o.gemeente AND b.oorzaak_id = o.id
            WHERE o.id IS NULL OR b.oorzaak_id IS NULL
                OR (b.aanbieder, b.debet, b.credit, b.bedrag_cent) IS DISTINCT FROM (o.aanbieder,
                    CASE o.rekening WHEN '1610' THEN '1610' ELSE '1000' END,
                    CASE o.rekening WHEN '1610' THEN '1000' ELSE o.rekening END, o.bedrag_cent)
        ) + (
            SELECT count(*) FROM betalingen_vordering v
            LEFT JOIN (
                SELECT vordering_id, sum(bedrag_cent) AS som FROM betalingen_ontvangst GROUP BY 1
            ) o ON o.vordering_id = v.id
            WHERE v.ontvangen_cent <> coalesce(o.som, 0)
        ) + (
            SELECT count(*) FROM betalingen_koppeling k
            LEFT JOIN betalingen_ontvangst o ON o.koppeling_id = k.id
            WHERE (k.soort = 'vordering' AND k.stand = 'bevestigd') <> (o.id IS NOT NULL)
                OR (o.vordering_id, o.bedrag_cent) IS DISTINCT FROM (k.vordering_id, k.bedrag_cent) AND o.id IS NOT NULL
        )
        """,
    ),
)
"""What controls claim (`controle`) is counted by the room that keeps them."""
