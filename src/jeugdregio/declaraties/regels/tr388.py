# SPDX-License-Identifier: EUPL-1.2
"""TR388: the product period ends on the last of the month, or on an earlier last day of the allocation.

Without an allocation there is no last day to compare with: that is for TR338 alone."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR388 = Regel(
    code="TR388",
    retourcode="9388",
    niveau=3,
    source=ijw("TR388"),
    uitleg="De productperiode eindigt op {einde}; verwacht is {verwacht}.",
    wat_te_doen="Laat de productperiode eindigen op de laatste dag van de maand of op de einddatum van de toewijzing.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="""t.id IS NOT NULL
                AND k.product_periode_einddatum <> least(a.maand_laatste, upper(t.geldig) - 1)""",
            feiten={"einde": "k.product_periode_einddatum", "verwacht": "least(a.maand_laatste, upper(t.geldig) - 1)"},
        ),
    ),
)
