# SPDX-License-Identifier: EUPL-1.2
"""What is always true of what controls claim back: one SELECT each, that counts what should not be there."""

from jeugdregio.ontvangst.queries import GELD, Invariant

INVARIANTEN = (
    Invariant(
        "controle_is_geboekt",
        GELD,
        "Wat een controle terugvordert staat één keer op te vorderen (1310), en wat is teruggenomen niet meer.",
        """
        WITH boeking AS (
            SELECT gemeente, oorzaak_id, min(aanbieder) AS aanbieder,
                sum(CASE '1310' WHEN debet THEN bedrag_cent WHEN credit THEN -bedrag_cent END) AS saldo
            FROM grootboek_boeking WHERE oorzaak = 'controle' AND '1310' IN (debet, credit) GROUP BY 1, 2
        )
        SELECT (
            SELECT count(*) FROM verantwoording_controlebevinding f
            LEFT JOIN boeking b ON b.gemeente = f.gemeente AND b.oorzaak_id = f.id
            WHERE coalesce(b.saldo, 0) <>
                CASE WHEN f.gevorderd_op IS NOT NULL AND f.hersteld_op IS NULL THEN f.fout_cent ELSE 0 END
                OR b.aanbieder <> f.aanbieder
        ) + (SELECT count(*) FROM boeking WHERE saldo < 0)
        """,
    ),
)
"""A finding that was destroyed by its term leaves its bookings, so these are not asked for their finding."""
