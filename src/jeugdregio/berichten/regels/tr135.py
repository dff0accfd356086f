# SPDX-License-Identifier: EUPL-1.2
"""TR135: the Dagtekening is not in the future for the receiver; today is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR135 = Regel(
    code="TR135",
    retourcode="8848",
    niveau=4,
    source=ijw("TR135"),
    uitleg="De dagtekening {dagtekening} ligt in de toekomst.",
    wat_te_doen="Herstel de dagtekening en stuur het bericht opnieuw.",
    plaatsen=tuple(
        Plaats(
            bericht,
            "Header",
            schending="b.dagtekening > %(peildatum)s",
            feiten={"dagtekening": "b.dagtekening"},
        )
        for bericht in ("JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323")
    ),
)
