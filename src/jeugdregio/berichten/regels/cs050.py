# SPDX-License-Identifier: EUPL-1.2
"""CS050: NaamGebruik is 1, 2, 3 or 4 when there is a partner's name, and otherwise 1 or 6; never 5."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS050 = Regel(
    code="CS050",
    retourcode="0001",
    niveau=2,
    source=ijw("CS050"),
    uitleg="De gekozen manier om de naam te gebruiken past niet bij de namen die zijn ingevuld.",
    wat_te_doen=(
        "Kies een gebruik met de naam van de partner alleen als die naam is ingevuld, en gebruik nooit een pseudoniem."
    ),
    plaatsen=tuple(
        Plaats(
            "JW301",
            klasse,
            schending="""
                CASE WHEN k.naam_partnernaam_achternaam IS NULL THEN k.naam_naam_gebruik NOT IN ('1', '6')
                     ELSE k.naam_naam_gebruik NOT IN ('1', '2', '3', '4') END
            """,
        )
        for klasse in ("Client", "Relatie")
    ),
)
