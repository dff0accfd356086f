# SPDX-License-Identifier: EUPL-1.2
"""CS002: a burgerservicenummer passes the elfproef. Judged before the number is sealed (`bsn_goed`)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS002 = Regel(
    code="CS002",
    retourcode="0001",
    niveau=2,
    source=ijw("CS002"),
    uitleg="Het burgerservicenummer van de client is geen geldig nummer.",
    wat_te_doen="Controleer het burgerservicenummer en stuur het bericht opnieuw.",
    plaatsen=tuple(
        Plaats(bericht, "Client", schending="NOT k.bsn_goed")
        for bericht in ("JW301", "JW305", "JW307", "JW315", "JW317", "JW323")
    ),
)
