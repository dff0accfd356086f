# SPDX-License-Identifier: EUPL-1.2
"""CD067: a referrer of type 02, 03, 04 or 05 without a code has a name; the other half of CD066."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD067 = Regel(
    code="CD067",
    retourcode="0001",
    niveau=2,
    source=ijw("CD067"),
    uitleg="Van de verwijzer ontbreken zowel de code als de naam.",
    wat_te_doen="Vul de AGB-code van de verwijzer in, of de naam als die code niet bekend is.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            schending="""
                k.verwijzer_type IN ('02', '03', '04', '05') AND k.verwijzer_zorgverlener_code IS NULL
                AND k.verwijzer_naam IS NULL
            """,
        ),
    ),
)
