# SPDX-License-Identifier: EUPL-1.2
"""
TR374: one request at a time for a child and provider, for allocation or change.

A request with more products is open as long as one of them is. The standard names no class for the code; it
is about the child, so the client gets it.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.verzoeken.regels.verzoek import OPEN

OPEN_REQUEST = f"""
    EXISTS (SELECT FROM verzoeken_verzoek e WHERE e.gemeente = b.gemeente AND e.aanbieder = b.aanbieder
        AND e.bsn = c.bsn AND e.status IN {OPEN} OFFSET 0)
"""

TR374 = Regel(
    code="TR374",
    retourcode="9374",
    niveau=3,
    source=ijw("TR374"),
    uitleg="Voor deze jeugdige loopt al een verzoek van deze aanbieder.",
    wat_te_doen="Wacht op het besluit van de gemeente over dat verzoek.",
    plaatsen=tuple(Plaats(bericht, "Client", schending=OPEN_REQUEST) for bericht in ("JW315", "JW317")),
)
