# SPDX-License-Identifier: EUPL-1.2
"""CD096: a new product without a code has no Omvang, when it ends after 2020 or not at all."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD096 = Regel(
    code="CD096",
    retourcode="0001",
    niveau=2,
    source=ijw("CD096"),
    uitleg="Bij een nieuw product zonder productcode staat een omvang.",
    wat_te_doen="Haal de omvang weg, of vul de productcode in.",
    plaatsen=(
        Plaats(
            "JW317",
            "NieuwProduct",
            schending="""
                k.product_code IS NULL AND k.omvang_volume IS NOT NULL
                AND (k.einddatum IS NULL OR k.einddatum > DATE '2020-12-31')
            """,
        ),
    ),
)
