# SPDX-License-Identifier: EUPL-1.2
"""TR409: an answer names another municipality with refusal reason 8 only; never when still looking into it."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR409 = Regel(
    code="TR409",
    retourcode="0001",
    niveau=2,
    source=ijw("TR409"),
    uitleg="Het antwoord noemt een andere gemeente, maar de reden van afwijzing is niet het woonplaatsbeginsel.",
    wat_te_doen="Haal de gemeente weg, of kies woonplaatsbeginsel als reden.",
    plaatsen=(
        Plaats(
            "JW319",
            "Woonplaatsbeginsel",
            schending="""
                NOT EXISTS (SELECT FROM partij_jw319_antwoord a
                    WHERE a.bericht = k.bericht AND a.reden_afwijzing_verzoek = '8')
            """,
        ),
    ),
)
