# SPDX-License-Identifier: EUPL-1.2
"""TR315: a VorigReferentieNummer occurs once in a message, over all its clients."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR315 = Regel(
    code="TR315",
    retourcode="0001",
    niveau=2,
    source=ijw("TR315"),
    uitleg="Een eerdere prestatie wordt twee keer gecrediteerd in hetzelfde bericht.",
    wat_te_doen="Laat één van de twee creditregels weg.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            onder="""
                SELECT bericht, max(nr)
                FROM partij_jw323_prestatie
                WHERE product_referentie_vorig_referentie_nummer IS NOT NULL
                GROUP BY bericht, product_referentie_vorig_referentie_nummer
                HAVING count(*) > 1
            """,
        ),
    ),
)
