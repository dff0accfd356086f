# SPDX-License-Identifier: EUPL-1.2
"""TR352: a request for change names at least one existing allocation, unchanged or to be changed."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR352 = Regel(
    code="TR352",
    retourcode="0001",
    niveau=2,
    source=ijw("TR352"),
    uitleg="Het verzoek om wijziging noemt geen enkele bestaande toewijzing.",
    wat_te_doen="Neem alle actuele toewijzingen op, of vraag een toewijzing aan met een JW315.",
    plaatsen=(
        Plaats(
            "JW317",
            "Verzoek",
            schending="""
                NOT EXISTS (SELECT FROM partij_jw317_ongewijzigd_product o WHERE o.bericht = k.bericht)
                AND NOT EXISTS (SELECT FROM partij_jw317_te_wijzigen_product w WHERE w.bericht = k.bericht)
            """,
        ),
    ),
)
