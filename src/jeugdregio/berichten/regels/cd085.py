# SPDX-License-Identifier: EUPL-1.2
"""CD085: an answer that refuses a request gives a reason."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD085 = Regel(
    code="CD085",
    retourcode="0001",
    niveau=2,
    source=ijw("CD085"),
    uitleg="Bij een afwijzing ontbreekt de reden.",
    wat_te_doen="Vul de reden van de afwijzing in.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="k.verzoek_antwoord = '1' AND k.reden_afwijzing_verzoek IS NULL",
        ),
    ),
)
