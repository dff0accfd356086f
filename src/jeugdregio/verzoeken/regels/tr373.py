# SPDX-License-Identifier: EUPL-1.2
"""TR373: a change of a budget, or of a volume over the whole term, begins with the allocation itself."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR373 = Regel(
    code="TR373",
    retourcode="9373",
    niveau=3,
    source=ijw("TR373"),
    uitleg=(
        "De wijziging gaat in op {ingang}, maar een budget of een totaal over de looptijd wijzigt vanaf de "
        "ingangsdatum van toewijzing {nummer}."
    ),
    wat_te_doen="Vul als gewenste ingangsdatum de ingangsdatum van de toewijzing in.",
    plaatsen=(
        Plaats(
            "JW317",
            "TeWijzigenProduct",
            schending="""
                (t.budget_cent IS NOT NULL OR t.frequentie = '6') AND k.gewenste_ingangsdatum <> lower(t.geldig)
            """,
            feiten={"nummer": "k.toewijzing_nummer", "ingang": "k.gewenste_ingangsdatum"},
        ),
    ),
)
