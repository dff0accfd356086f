# SPDX-License-Identifier: EUPL-1.2
"""TR018: a stop does not end before it began; the same day is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR018 = Regel(
    code="TR018",
    retourcode="0001",
    niveau=2,
    source=ijw("TR018"),
    uitleg="De einddatum {einddatum} van de stop ligt vóór de begindatum {begindatum}.",
    wat_te_doen="Herstel de einddatum of de begindatum en stuur het bericht opnieuw.",
    plaatsen=(
        Plaats(
            "JW307",
            "StopProduct",
            schending="k.einddatum < k.begindatum",
            feiten={"einddatum": "k.einddatum", "begindatum": "k.begindatum"},
        ),
    ),
)
