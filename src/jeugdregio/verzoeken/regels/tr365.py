# SPDX-License-Identifier: EUPL-1.2
"""TR365: after a refusal there is no other answer; a second one only follows an investigation."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR365 = Regel(
    code="TR365",
    retourcode="9365",
    niveau=3,
    source=ijw("TR365"),
    uitleg="Het verzoek met referentie {referentie} is al afgewezen.",
    wat_te_doen="Stuur geen antwoord meer; de aanbieder kan een nieuw verzoek doen.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="""
                v.status = 'afgewezen'
            """,
            feiten={"referentie": "k.referentie_aanbieder"},
        ),
    ),
)
