# SPDX-License-Identifier: EUPL-1.2
"""CD041: a product with a code has an Omvang."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD041 = Regel(
    code="CD041",
    retourcode="0001",
    niveau=2,
    source=ijw("CD041"),
    uitleg="Bij een product met een productcode ontbreekt de omvang.",
    wat_te_doen="Vul volume, eenheid en frequentie in.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending="k.product_code IS NOT NULL AND k.omvang_volume IS NULL")
        for bericht, klasse in (
            ("JW301", "ToegewezenProduct"),
            ("JW315", "AangevraagdProduct"),
            ("JW317", "NieuwProduct"),
        )
    ),
)
