# SPDX-License-Identifier: EUPL-1.2
"""TR339: the category is that of the allocation, when the allocation has one."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR339 = Regel(
    code="TR339",
    retourcode="9339",
    niveau=3,
    source=ijw("TR339"),
    uitleg="De productcategorie {categorie} is niet de toegewezen categorie {toegewezen}.",
    wat_te_doen="Declareer de categorie die is toegewezen.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.product_categorie <> t.categorie",
            feiten={"categorie": "k.product_categorie", "toegewezen": "t.categorie"},
        ),
    ),
)
