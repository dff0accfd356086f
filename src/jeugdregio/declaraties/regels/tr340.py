# SPDX-License-Identifier: EUPL-1.2
"""TR340: the product code is that of the allocation, when the allocation has one."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR340 = Regel(
    code="TR340",
    retourcode="9340",
    niveau=3,
    source=ijw("TR340"),
    uitleg="De productcode {code} is niet de toegewezen code {toegewezen}.",
    wat_te_doen="Declareer de productcode die is toegewezen.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.product_code <> t.code",
            feiten={"code": "k.product_code", "toegewezen": "t.code"},
        ),
    ),
)
