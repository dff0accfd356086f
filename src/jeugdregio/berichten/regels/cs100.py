# SPDX-License-Identifier: EUPL-1.2
"""CS100: no date of a declared period lies before 2021."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS100 = Regel(
    code="CS100",
    retourcode="0001",
    niveau=2,
    source=ijw("CS100"),
    uitleg="De periode ligt (deels) vóór 1 januari 2021.",
    wat_te_doen="Haal deze periode uit het bericht: declareren in deze vorm kan vanaf 1 januari 2021.",
    plaatsen=(
        Plaats(
            "JW323",
            "Declaratie",
            schending="""
                least(k.declaratie_periode_begindatum, k.declaratie_periode_einddatum) < DATE '2021-01-01'
            """,
        ),
        Plaats(
            "JW323",
            "Prestatie",
            schending="least(k.product_periode_begindatum, k.product_periode_einddatum) < DATE '2021-01-01'",
        ),
    ),
)
