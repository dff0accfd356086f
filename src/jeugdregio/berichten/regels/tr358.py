# SPDX-License-Identifier: EUPL-1.2
"""
TR358: the total of a declaratie is the sum of its prestaties, debit plus and credit minus.

The total is written without a sign: DebetCredit says whether it is above or below zero. That zero is a debit
is another rule (CS325).
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR358 = Regel(
    code="TR358",
    retourcode="0001",
    niveau=2,
    source=ijw("TR358"),
    uitleg="Het totaalbedrag van de declaratie is niet de som van de prestaties.",
    wat_te_doen="Tel de debetregels op, trek de creditregels eraf en vul die som in als totaal.",
    plaatsen=(
        Plaats(
            "JW323",
            "Declaratie",
            onder="""
                SELECT d.bericht, d.nr
                FROM partij_jw323_declaratie d
                LEFT JOIN (
                    SELECT
                        bericht,
                        sum(CASE ingediend_bedrag_debet_credit
                            WHEN 'C' THEN -ingediend_bedrag_bedrag ELSE ingediend_bedrag_bedrag
                        END) AS som
                    FROM partij_jw323_prestatie
                    GROUP BY bericht
                ) p ON p.bericht = d.bericht
                WHERE coalesce(p.som, 0) <> CASE d.totaal_ingediend_bedrag_debet_credit
                    WHEN 'C' THEN -d.totaal_ingediend_bedrag_totaal_bedrag
                    ELSE d.totaal_ingediend_bedrag_totaal_bedrag
                END
            """,
        ),
    ),
)
