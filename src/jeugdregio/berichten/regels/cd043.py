# SPDX-License-Identifier: EUPL-1.2
"""CD043: a request names the date of the beschikking when it names its number, and only then."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD043 = Regel(
    code="CD043",
    retourcode="0001",
    niveau=2,
    source=ijw("CD043"),
    uitleg="Van een beschikking staan niet zowel het nummer als de ingangsdatum in het verzoek.",
    wat_te_doen="Vul beide in, of laat beide leeg.",
    plaatsen=(
        Plaats(
            "JW315",
            "AangevraagdProduct",
            schending="(k.beschikking_nummer IS NULL) <> (k.beschikking_ingangsdatum IS NULL)",
        ),
    ),
)
