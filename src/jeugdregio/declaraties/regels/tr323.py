# SPDX-License-Identifier: EUPL-1.2
"""TR323: a credit refers to a granted debit of this provider and is the same in everything else (IV091)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR323 = Regel(
    code="TR323",
    retourcode="8017",
    niveau=3,
    source=ijw("TR323"),
    uitleg="Er is geen toegekende debetprestatie met referentie {vorige} die verder gelijk is.",
    wat_te_doen="Neem alle velden over van de toegekende prestatie; een afgewezen prestatie crediteer je niet.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.ingediend_bedrag_debet_credit = 'C' AND v.referentie IS NULL",
            feiten={"vorige": "k.product_referentie_vorig_referentie_nummer"},
        ),
    ),
)
