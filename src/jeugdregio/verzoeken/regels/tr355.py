# SPDX-License-Identifier: EUPL-1.2
"""TR355: an answer is about a request of this provider."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR355 = Regel(
    code="TR355",
    retourcode="9355",
    niveau=3,
    source=ijw("TR355"),
    uitleg="Er is geen verzoek van deze aanbieder met referentie {referentie}.",
    wat_te_doen="Controleer de referentie en de aanbieder in het verzoek.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="""
                v.referentie IS NULL
            """,
            feiten={"referentie": "k.referentie_aanbieder"},
        ),
    ),
)
