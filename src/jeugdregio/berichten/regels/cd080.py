# SPDX-License-Identifier: EUPL-1.2
"""CD080: without a product code there is no Omvang, for products that end after 2020 or not at all."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD080 = Regel(
    code="CD080",
    retourcode="0001",
    niveau=2,
    source=ijw("CD080"),
    uitleg="Bij een toewijzing zonder productcode staat een omvang.",
    wat_te_doen="Vul de productcode in, of vervang de omvang door een budget.",
    plaatsen=(
        Plaats(
            "JW301",
            "ToegewezenProduct",
            schending="""
                k.product_code IS NULL AND k.omvang_volume IS NOT NULL
                AND (k.einddatum IS NULL OR k.einddatum > DATE '2020-12-31')
            """,
        ),
    ),
)
