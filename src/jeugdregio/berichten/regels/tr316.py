# SPDX-License-Identifier: EUPL-1.2
"""TR316: no VorigReferentieNummer is a ReferentieNummer of the same message: no credit beside its debit."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR316 = Regel(
    code="TR316",
    retourcode="0001",
    niveau=2,
    source=ijw("TR316"),
    uitleg="Een creditregel verwijst naar een prestatie in hetzelfde bericht.",
    wat_te_doen="Laat beide regels weg, of crediteer een prestatie die eerder is toegekend.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            onder="""
                SELECT credit.bericht, credit.nr
                FROM partij_jw323_prestatie credit
                JOIN partij_jw323_prestatie debet
                    ON debet.bericht = credit.bericht
                    AND debet.product_referentie_referentie_nummer
                        = credit.product_referentie_vorig_referentie_nummer
                WHERE credit.product_referentie_vorig_referentie_nummer IS NOT NULL
            """,
        ),
    ),
)
