# SPDX-License-Identifier: EUPL-1.2
"""TR387: the product period begins on the first of the month, or on a later first day of the allocation.

Without an allocation there is no first day to compare with: that is for TR338 alone."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR387 = Regel(
    code="TR387",
    retourcode="9387",
    niveau=3,
    source=ijw("TR387"),
    uitleg="De productperiode begint op {begin}; verwacht is {verwacht}.",
    wat_te_doen="Laat de productperiode beginnen op de eerste van de maand of op de ingangsdatum van de toewijzing.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="""t.id IS NOT NULL
                AND k.product_periode_begindatum <> greatest(a.maand_begin, lower(t.geldig))""",
            feiten={"begin": "k.product_periode_begindatum", "verwacht": "greatest(a.maand_begin, lower(t.geldig))"},
        ),
    ),
)
