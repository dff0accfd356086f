# SPDX-License-Identifier: EUPL-1.2
"""TR418: the tariff is the one in the contract on the first day of the product period.

A tariff per hour declared in minutes is the sixtieth part, rounded half up to whole cents (IV081)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR418 = Regel(
    code="TR418",
    retourcode="0611",
    niveau=3,
    source=ijw("TR418"),
    uitleg="Gedeclareerd tarief {tarief:euro}, in het contract staat {contract:euro}.",
    wat_te_doen="Declareer het tarief uit het contract, of neem contact op met de contractmanager.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.eenheid <> '83' AND k.product_tarief IS DISTINCT FROM a.verwacht_tarief_cent",
            feiten={
                "tarief": "k.product_tarief",
                "contract": "coalesce(a.verwacht_tarief_cent::text, 'geen tarief voor dit product')",
            },
        ),
    ),
)
