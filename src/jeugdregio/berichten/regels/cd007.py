# SPDX-License-Identifier: EUPL-1.2
"""CD007: Taal belongs to an interpreter of a spoken language (vorm 1), and to nothing else."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD007 = Regel(
    code="CD007",
    retourcode="0001",
    niveau=2,
    source=ijw("CD007"),
    uitleg=("Bij een tolk hoort de taal, en bij een andere vorm van communicatie blijft de taal leeg."),
    wat_te_doen="Vul de taal in bij een tolk voor een gesproken taal, en haal haar anders weg.",
    plaatsen=(
        Plaats(
            "JW301",
            "Client",
            schending="(k.communicatie_vorm = '1') <> (k.communicatie_taal IS NOT NULL)",
        ),
    ),
)
