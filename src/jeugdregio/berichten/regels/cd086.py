# SPDX-License-Identifier: EUPL-1.2
"""CD086: an answer that a request is being looked into gives no reason for refusal."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD086 = Regel(
    code="CD086",
    retourcode="0001",
    niveau=2,
    source=ijw("CD086"),
    uitleg="Een verzoek dat in onderzoek is, heeft nog geen reden van afwijzing.",
    wat_te_doen="Haal de reden weg, of wijs het verzoek af.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="k.verzoek_antwoord = '2' AND k.reden_afwijzing_verzoek IS NOT NULL",
        ),
    ),
)
