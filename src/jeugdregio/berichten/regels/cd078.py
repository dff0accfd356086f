# SPDX-License-Identifier: EUPL-1.2
"""CD078: Budget is absent next to Omvang; the other half of CD077."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD078 = Regel(
    code="CD078",
    retourcode="0001",
    niveau=2,
    source=ijw("CD078"),
    uitleg="Bij een product staan zowel een omvang als een budget.",
    wat_te_doen="Kies er één: haal het budget weg, of de omvang.",
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
