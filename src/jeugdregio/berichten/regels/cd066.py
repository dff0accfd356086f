# SPDX-License-Identifier: EUPL-1.2
"""CD066: a referrer of type 02, 03, 04 or 05 with a code has no name; the other half of CD067."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD066 = Regel(
    code="CD066",
    retourcode="0001",
    niveau=2,
    source=ijw("CD066"),
    uitleg="Bij de verwijzer staan zowel een code als een naam.",
    wat_te_doen="Haal de naam weg.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            schending="""
                k.verwijzer_type IN ('02', '03', '04', '05') AND k.verwijzer_zorgverlener_code IS NOT NULL
                AND k.verwijzer_naam IS NOT NULL
            """,
        ),
    ),
)
