# SPDX-License-Identifier: EUPL-1.2
"""
TR377: an answer that refuses because another municipality is responsible (reason 8) names that municipality.

The class that is missing cannot be pointed at, so the answer is.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR377 = Regel(
    code="TR377",
    retourcode="0001",
    niveau=2,
    source=ijw("TR377"),
    uitleg="Bij een afwijzing op het woonplaatsbeginsel ontbreekt de verantwoordelijke gemeente.",
    wat_te_doen="Vul de CBS-code in van de gemeente die verantwoordelijk is.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="""
                k.reden_afwijzing_verzoek = '8'
                AND NOT EXISTS (SELECT FROM partij_jw319_woonplaatsbeginsel w WHERE w.bericht = k.bericht)
            """,
        ),
    ),
)
