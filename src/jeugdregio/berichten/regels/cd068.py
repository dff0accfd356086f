# SPDX-License-Identifier: EUPL-1.2
"""CD068: a referrer of another type than 02, 03, 04 or 05 has no code."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD068 = Regel(
    code="CD068",
    retourcode="0001",
    niveau=2,
    source=ijw("CD068"),
    uitleg="Bij dit type verwijzer hoort geen AGB-code.",
    wat_te_doen="Haal de code van de verwijzer weg; een naam mag.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            schending="""
                k.verwijzer_type NOT IN ('02', '03', '04', '05') AND k.verwijzer_zorgverlener_code IS NOT NULL
            """,
        ),
    ),
)
