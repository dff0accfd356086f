# SPDX-License-Identifier: EUPL-1.2
"""CS003: a period does not end before it begins; the same day is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS003 = Regel(
    code="CS003",
    retourcode="0001",
    niveau=2,
    source=ijw("CS003"),
    uitleg="De einddatum {einddatum} ligt vóór de begindatum {begindatum}.",
    wat_te_doen="Herstel de begindatum of de einddatum.",
    plaatsen=(
        Plaats(
            "JW301",
            "Contact",
            schending="k.periode_einddatum < k.periode_begindatum",
            feiten={"einddatum": "k.periode_einddatum", "begindatum": "k.periode_begindatum"},
        ),
        Plaats(
            "JW301",
            "ToegewezenProduct",
            schending="k.einddatum < k.ingangsdatum",
            feiten={"einddatum": "k.einddatum", "begindatum": "k.ingangsdatum"},
        ),
    ),
)
