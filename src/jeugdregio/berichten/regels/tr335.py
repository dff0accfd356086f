# SPDX-License-Identifier: EUPL-1.2
"""TR335: a product period ends at most five years before the DeclaratieDagtekening, to the day."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR335 = Regel(
    code="TR335",
    retourcode="0001",
    niveau=2,
    source=ijw("TR335"),
    uitleg=(
        "De periode eindigt op {einddatum}, meer dan vijf jaar vóór de dagtekening van de declaratie ({dagtekening})."
    ),
    wat_te_doen=("Haal deze prestatie uit het bericht: zo oude prestaties neemt de gemeente niet meer aan."),
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.product_periode_einddatum < d.declaratie_dagtekening - interval '5 years'",
            feiten={"einddatum": "k.product_periode_einddatum", "dagtekening": "d.declaratie_dagtekening"},
        ),
    ),
)
