# SPDX-License-Identifier: EUPL-1.2
"""TR390: a line is credited at most once."""

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
            schending="k.ingediend_bedrag_debet_credit = 'C' AND v.gecrediteerd",
            feiten={"vorige": "k.product_referentie_vorig_referentie_nummer"},
        ),
    ),
)
