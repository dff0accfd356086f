# SPDX-License-Identifier: EUPL-1.2
"""What is always true of what municipalities owe each other: one SELECT each, that counts what should not be there."""

from jeugdregio.ontvangst.queries import GELD, Invariant

INVARIANTEN = (
    Invariant(
        "gemeenten_zijn_open",
        GELD,
        "Wat een gemeente van andere te vorderen heeft min wat zij hun moet betalen (1300 en 1610), is wat open is: "
        "erkende vorderingen, correcties, verevening en saldi die nog niet zijn betaald.",
        """
        WITH regel AS (
            SELECT v.gemeente, v.van, v.extern,
                CASE WHEN v.stand = 'erkend' THEN r.bedrag_cent ELSE -r.bedrag_cent END AS cent
            FROM woonplaats_vorderingsregel r JOIN woonplaats_woonplaatsvordering v ON v.id = r.vordering_id
            WHERE v.stand = 'erkend' AND r.correctie = '' OR v.stand = 'verrekend' AND r.correctie = 'terug'
        ), open AS (
            SELECT gemeente, cent FROM regel
            UNION ALL SELECT van, -cent FROM regel WHERE NOT extern
            UNION ALL SELECT d.gemeente, d.bedrag_cent FROM boekhouding_vereveningsdeel d
                JOIN boekhouding_verevening v ON v.id = d.verevening_id
                WHERE NOT EXISTS (
                    SELECT FROM boekhouding_verrekenpost p
                    WHERE p.gemeente = d.gemeente AND p.soort = v.soort AND p.bron = v.jaar
                )
            UNION ALL SELECT gemeente, saldo_cent FROM boekhouding_verrekensaldo
                WHERE betaald_op IS NULL AND vordering_id IS NULL
            UNION ALL SELECT gemeente, CASE rekening WHEN '1300' THEN 1 ELSE -1 END * (bedrag_cent - ontvangen_cent)
                FROM betalingen_vordering WHERE rekening IN ('1300', '1610')
        )
        SELECT count(*) FROM (
            SELECT gemeente, sum(CASE WHEN debet IN ('1300', '1610') THEN bedrag_cent ELSE 0 END)
                - sum(CASE WHEN credit IN ('1300', '1610') THEN bedrag_cent ELSE 0 END) AS saldo
            FROM grootboek_boeking WHERE debet IN ('1300', '1610') OR credit IN ('1300', '1610') GROUP BY 1
        ) b
        FULL JOIN (SELECT gemeente, sum(cent) AS open FROM open GROUP BY 1) o ON o.gemeente = b.gemeente
        WHERE coalesce(b.saldo, 0) <> coalesce(o.open, 0)
        """,
    ),
    Invariant(
        "saldo_heeft_kenmerk",
        GELD,
        "Elk saldo van een verrekening tussen gemeenten heeft één vordering met een kenmerk, voor hetzelfde bedrag.",
        """
        SELECT count(*) FROM (SELECT * FROM boekhouding_verrekensaldo WHERE vordering_id IS NOT NULL) s
        FULL JOIN (SELECT * FROM betalingen_vordering WHERE rekening IN ('1300', '1610')) v
            ON v.gemeente = s.gemeente AND v.id = s.vordering_id
        WHERE s.id IS NULL OR v.id IS NULL
            OR s.saldo_cent <> CASE v.rekening WHEN '1300' THEN v.bedrag_cent ELSE -v.bedrag_cent END
        """,
    ),
)
