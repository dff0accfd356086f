# SPDX-License-Identifier: EUPL-1.2
"""CD060: a credit names the prestatie it takes back; a debit names none."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD060 = Regel(
    code="CD060",
    retourcode="0001",
    niveau=2,
    source=ijw("CD060"),
    uitleg="Een creditregel verwijst naar een eerdere prestatie, en een debetregel niet.",
    wat_te_doen=("Vul bij een credit het referentienummer van de eerdere prestatie in, en haal het bij een debet weg."),
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="""
                (k.ingediend_bedrag_debet_credit = 'C')
                <> (k.product_referentie_vorig_referentie_nummer IS NOT NULL)
            """,
        ),
    ),
)
