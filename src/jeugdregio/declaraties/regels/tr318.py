# SPDX-License-Identifier: EUPL-1.2
"""TR318: a declaratie is not about a month before the one declared last; a gap is no reason to refuse (OP095)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR318 = Regel(
    code="TR318",
    retourcode="8214",
    niveau=3,
    source=ijw("TR318"),
    uitleg="De declaratieperiode begint op {maand}, maar over een latere maand is al gedeclareerd.",
    wat_te_doen="Neem prestaties over oude maanden op in een declaratie over de laatst ingediende maand.",
    plaatsen=(
        Plaats(
            "JW323",
            "Declaratie",
            schending="""
                EXISTS (SELECT FROM declaraties_declaratie e WHERE e.gemeente = b.gemeente AND e.aanbieder = b.aanbieder
                AND e.maand > k.declaratie_periode_begindatum AND e.verwerkt)
            """,
            feiten={"maand": "k.declaratie_periode_begindatum"},
        ),
    ),
)
