# SPDX-License-Identifier: EUPL-1.2
"""
TR360: a request is put under investigation once, as the first answer.

That after a decision is TR359 or TR365.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR360 = Regel(
    code="TR360",
    retourcode="9360",
    niveau=3,
    source=ijw("TR360"),
    uitleg="Het verzoek met referentie {referentie} is al in onderzoek.",
    wat_te_doen="Wijs het verzoek toe of af.",
    plaatsen=(
        Plaats(
            "JW319",
            "Antwoord",
            schending="""
                k.verzoek_antwoord = '2' AND v.status = 'in_onderzoek'
            """,
            feiten={"referentie": "k.referentie_aanbieder"},
        ),
    ),
)
