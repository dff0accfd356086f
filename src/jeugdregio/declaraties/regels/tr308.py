# SPDX-License-Identifier: EUPL-1.2
"""TR308: the product period does not end after the allocation ends; the last day itself is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR308 = Regel(
    code="TR308",
    retourcode="9308",
    niveau=3,
    source=ijw("TR308"),
    uitleg="De productperiode eindigt op {einde}, na de einddatum van de toewijzing ({einddatum}).",
    wat_te_doen="Declareer tot en met de einddatum, of vraag de gemeente de toewijzing te verlengen.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.product_periode_einddatum >= upper(t.geldig)",
            feiten={"einde": "k.product_periode_einddatum", "einddatum": "upper(t.geldig) - 1"},
        ),
    ),
)
