# SPDX-License-Identifier: EUPL-1.2
"""CD095: a requested product without a code has no Omvang, when it ends after 2020 or not at all."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD095 = Regel(
    code="CD095",
    retourcode="0001",
    niveau=2,
    source=ijw("CD095"),
    uitleg="Bij een aangevraagd product zonder productcode staat een omvang.",
    wat_te_doen="Haal de omvang weg, of vul de productcode in.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            schending="""
                k.product_code IS NULL AND k.omvang_volume IS NOT NULL
                AND (k.toewijzing_einddatum IS NULL OR k.toewijzing_einddatum > DATE '2020-12-31')
            """,
        ),
    ),
)
