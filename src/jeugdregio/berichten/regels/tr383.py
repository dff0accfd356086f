# SPDX-License-Identifier: EUPL-1.2
"""TR383: in a request for allocation every product has a reference of its own."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR383 = Regel(
    code="TR383",
    retourcode="0001",
    niveau=2,
    source=ijw("TR383"),
    uitleg="Twee aangevraagde producten hebben dezelfde referentie.",
    wat_te_doen="Geef elk aangevraagd product een eigen referentie.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            onder="""
                SELECT bericht, max(nr) FROM partij_jw315_aangevraagd_product
                GROUP BY bericht, referentie_aanbieder HAVING count(*) > 1
            """,
        ),
    ),
)
