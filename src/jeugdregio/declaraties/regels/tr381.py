# SPDX-License-Identifier: EUPL-1.2
"""TR381: the product code belongs to the category, by the product code list of the region (IV075)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR381 = Regel(
    code="TR381",
    retourcode="S329",
    niveau=4,
    source=ijw("TR381"),
    uitleg="Productcode {code} hoort volgens de productcodelijst niet bij categorie {categorie}.",
    wat_te_doen="Gebruik een code en categorie die samen in de productcodelijst van de regio staan.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="a.in_lijst IS NOT TRUE",
            feiten={"code": "k.product_code", "categorie": "k.product_categorie"},
        ),
    ),
)
