# SPDX-License-Identifier: EUPL-1.2
"""CD077: Omvang is absent next to Budget; the other half of CD078."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD077 = Regel(
    code="CD077",
    retourcode="0001",
    niveau=2,
    source=ijw("CD077"),
    uitleg="Bij een product staan zowel een omvang als een budget.",
    wat_te_doen="Kies er één: haal de omvang weg, of het budget.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending="k.budget IS NOT NULL AND k.omvang_volume IS NOT NULL")
        for bericht, klasse in (
            ("JW301", "ToegewezenProduct"),
            ("JW315", "AangevraagdProduct"),
            ("JW317", "TeWijzigenProduct"),
            ("JW317", "NieuwProduct"),
        )
    ),
)
