# SPDX-License-Identifier: EUPL-1.2
"""TR380: a new product in a request for change begins after the Dagtekening; the same day is too early."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR380 = Regel(
    code="TR380",
    retourcode="0001",
    niveau=2,
    source=ijw("TR380"),
    uitleg="Het nieuwe product gaat in op {ingang}, en dat is niet na de dagtekening ({dagtekening}).",
    wat_te_doen="Vraag een datum na de dagtekening; overleg met de gemeente als de hulp al is begonnen.",
    plaatsen=(
        Plaats(
            "JW317",
            "NieuwProduct",
            schending="k.gewenste_ingangsdatum <= b.dagtekening",
            feiten={"ingang": "k.gewenste_ingangsdatum", "dagtekening": "b.dagtekening"},
        ),
    ),
)
