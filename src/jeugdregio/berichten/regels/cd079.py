# SPDX-License-Identifier: EUPL-1.2
"""CD079: without Budget there is a Product; generic is possible with a budget only."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD079 = Regel(
    code="CD079",
    retourcode="0001",
    niveau=2,
    source=ijw("CD079"),
    uitleg="Zonder budget ontbreekt de aanduiding van het product.",
    wat_te_doen="Vul het product in, of geef een budget.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending="k.budget IS NULL AND k.product_categorie IS NULL")
        for bericht, klasse in (
            ("JW301", "ToegewezenProduct"),
            ("JW315", "AangevraagdProduct"),
            ("JW317", "NieuwProduct"),
        )
    ),
)
