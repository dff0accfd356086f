# SPDX-License-Identifier: EUPL-1.2
"""CS337: a product period stays within one calendar month."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS337 = Regel(
    code="CS337",
    retourcode="0001",
    niveau=2,
    source=ijw("CS337"),
    uitleg=("De periode van {begindatum} tot en met {einddatum} loopt over meer dan één kalendermaand."),
    wat_te_doen="Splits de prestatie per kalendermaand.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="""
                date_trunc('month', k.product_periode_begindatum::timestamp)
                <> date_trunc('month', k.product_periode_einddatum::timestamp)
            """,
            feiten={"begindatum": "k.product_periode_begindatum", "einddatum": "k.product_periode_einddatum"},
        ),
    ),
)
