# SPDX-License-Identifier: EUPL-1.2
"""What is always true of settlements between municipalities: one SELECT each, that counts what should not be there."""

from jeugdregio.ontvangst.queries import GELD, Invariant

INVARIANTEN = (
    Invariant(
        "afrekening_is_nul",
        GELD,
        "Elke afrekening onder de vier O's telt op tot nul, en verdeelt precies wat over dat jaar is toegekend.",
        """
        SELECT count(*) FROM verevening_slotverrekening v
        LEFT JOIN (
            SELECT verrekening_id, sum(saldo_cent) AS saldo, sum(ontvangt_cent) AS ontvangt, sum(draagt_cent) AS draagt
            FROM verevening_slotregel GROUP BY 1
        ) r ON r.verrekening_id = v.id
        LEFT JOIN (
            SELECT z.jaar, sum(b.toegekend_cent) AS toegekend FROM verevening_solidariteitsbehandeling b
            JOIN verevening_solidariteitsverzoek z ON z.id = b.verzoek_id GROUP BY 1
        ) t ON t.jaar = v.jaar
        WHERE coalesce(r.saldo, 0) <> 0 OR coalesce(r.ontvangt, 0) <> coalesce(r.draagt, 0)
            OR coalesce(r.ontvangt, 0) <> coalesce(t.toegekend, 0)
        """,
    ),
)
