# SPDX-License-Identifier: EUPL-1.2
"""TR359: after an allocation on a reference there is no answer any more."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR359 = Regel(
    code="TR359",
    retourcode="9359",
    niveau=3,
    source=ijw("TR359"),
    uitleg="Op referentie {referentie} is al een toewijzing gestuurd.",
    wat_te_doen="Stuur geen antwoord meer; wijzig zo nodig de toewijzing.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="""
                v.status = 'toegewezen'
            """,
            feiten={"referentie": "k.referentie_aanbieder"},
        ),
    ),
)
