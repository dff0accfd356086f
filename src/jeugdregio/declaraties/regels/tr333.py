# SPDX-License-Identifier: EUPL-1.2
"""TR333: the number of a declaratie is used once by a provider.

A declaratie that was refused as a whole counts as not sent (OP286), so its number is free again."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR333 = Regel(
    code="TR333",
    retourcode="9333",
    niveau=3,
    source=ijw("TR333"),
    uitleg="Declaratienummer {nummer} is al eerder gebruikt.",
    wat_te_doen="Geef de declaratie een nieuw nummer en dien haar opnieuw in.",
    plaatsen=(
        Plaats(
            "JW323",
            "Declaratie",
            schending="""
                EXISTS (SELECT FROM declaraties_declaratie e WHERE e.gemeente = b.gemeente AND e.aanbieder = b.aanbieder
                AND e.nummer = k.declaratie_nummer AND e.verwerkt)
            """,
            feiten={"nummer": "k.declaratie_nummer"},
        ),
    ),
)
