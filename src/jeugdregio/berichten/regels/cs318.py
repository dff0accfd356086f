# SPDX-License-Identifier: EUPL-1.2
"""CS318: a client is a natural person: NaamGebruik is not 6. A relatie may be an organisation."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS318 = Regel(
    code="CS318",
    retourcode="0001",
    niveau=2,
    source=ijw("CS318"),
    uitleg="De naam van de client is aangeduid als die van een organisatie.",
    wat_te_doen="Kies hoe de naam van de client gebruikt wordt; een client is altijd een persoon.",
    plaatsen=(Plaats("JW301", "Client", schending="k.naam_naam_gebruik = '6'"),),
)
