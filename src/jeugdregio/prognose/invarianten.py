# SPDX-License-Identifier: EUPL-1.2
"""What is always true of a kept forecast: one SELECT each, that counts what should not be there."""

from jeugdregio.ontvangst.queries import GELD, Invariant

INVARIANTEN = (
    Invariant(
        "prognose_telt_op",
        GELD,
        "Het midden van een prognose is de som van de maanden en segmenten eronder, voor elke gemeente en de regio.",
        """
        SELECT count(*) FROM prognose_prognosejaar j
        LEFT JOIN LATERAL (
            SELECT sum(m.geboekt_cent + m.nog_te_declareren_cent + m.nog_te_komen_cent) AS som
            FROM prognose_prognosemaand m
            WHERE m.prognose_id = j.prognose_id AND (j.gemeente = '' OR m.gemeente = j.gemeente)
                AND (j.segment = '' OR m.segment = j.segment)
        ) m ON true
        WHERE j.midden_cent <> coalesce(m.som, 0)
        """,
    ),
)
