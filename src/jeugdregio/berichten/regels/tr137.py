# SPDX-License-Identifier: EUPL-1.2
"""TR137: a period does not end before it begins, nor after the Dagtekening; the day itself is fine."""

from jeugdregio.regels.values import Plaats, Regel, ijw


def _einde(bericht: str, klasse: str, period: str) -> Plaats:
    return Plaats(
        bericht,
        klasse,
        schending=f"k.{period}_einddatum < k.{period}_begindatum OR k.{period}_einddatum > b.dagtekening",
        feiten={
            "einddatum": f"k.{period}_einddatum",
            "begindatum": f"k.{period}_begindatum",
            "dagtekening": "b.dagtekening",
        },
    )


TR137 = Regel(
    code="TR137",
    retourcode="0001",
    niveau=2,
    source=ijw("TR137"),
    uitleg=(
        "De einddatum {einddatum} ligt vóór de begindatum ({begindatum}) of na de dagtekening van het "
        "bericht ({dagtekening})."
    ),
    wat_te_doen="Herstel de periode, of stuur het bericht pas als de periode voorbij is.",
    plaatsen=(
        _einde("JW323", "Declaratie", "declaratie_periode"),
        _einde("JW323", "Prestatie", "product_periode"),
    ),
)
