# SPDX-License-Identifier: EUPL-1.2
"""
TR304: a request for change is about a child that this municipality allocated care to at this provider.

A violation refuses the client (8187); what is below it is then not judged (0233, IV028).
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR304 = Regel(
    code="TR304",
    retourcode="8187",
    niveau=3,
    source=ijw("TR304"),
    uitleg="De jeugdige is bij deze gemeente niet bekend als cliënt van deze aanbieder.",
    wat_te_doen="Controleer het burgerservicenummer, of vraag een toewijzing aan met een JW315.",
    plaatsen=(
        Plaats(
            "JW317",
            "Client",
            schending="""
                NOT EXISTS (SELECT FROM toewijzingen_v_verzonden a
                    WHERE a.gemeente = b.gemeente AND a.client_id = c.client_id AND a.aanbieder = b.aanbieder
                    OFFSET 0)
            """,
            feiten={},
        ),
    ),
)
