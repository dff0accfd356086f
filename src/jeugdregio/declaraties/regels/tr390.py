# SPDX-License-Identifier: EUPL-1.2
"""TR390: a line is credited at most once.

A credit that was refused does not count; a second one may differ from the debit as well (TR323)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR390 = Regel(
    code="TR390",
    retourcode="9390",
    niveau=3,
    source=ijw("TR390"),
    uitleg="De prestatie met referentie {vorige} is al gecrediteerd.",
    wat_te_doen="Dien geen tweede credit in.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="""
                k.ingediend_bedrag_debet_credit = 'C' AND EXISTS (SELECT FROM declaraties_prestatie e
                WHERE e.gemeente = b.gemeente AND e.aanbieder = b.aanbieder AND e.dc = 'C' AND e.toegekend
                AND e.vorige_referentie = k.product_referentie_vorig_referentie_nummer)
            """,
            feiten={"vorige": "k.product_referentie_vorig_referentie_nummer"},
        ),
    ),
)
