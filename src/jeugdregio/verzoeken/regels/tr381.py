# SPDX-License-Identifier: EUPL-1.2
"""TR381: the product code belongs to the category, by the product code list of the region (IV075)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

NOT_IN_LIST = """
    k.product_code IS NOT NULL AND NOT EXISTS (SELECT FROM contracten_v_product p WHERE p.regio = b.regio
        AND p.code = k.product_code AND p.categorie = k.product_categorie)
"""

TR381 = Regel(
    code="TR381",
    retourcode="S329",
    niveau=4,
    source=ijw("TR381"),
    uitleg="Productcode {code} hoort volgens de productcodelijst niet bij categorie {categorie}.",
    wat_te_doen="Gebruik een code en categorie die samen in de productcodelijst van de regio staan.",
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending=NOT_IN_LIST,
            feiten={"code": "k.product_code", "categorie": "k.product_categorie"},
        )
        for bericht, klasse in (("JW315", "AangevraagdProduct"), ("JW317", "NieuwProduct"))
    ),
)
