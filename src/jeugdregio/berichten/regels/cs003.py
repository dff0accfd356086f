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
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending=f"k.{einde} < k.{begin}",
            feiten={"einddatum": f"k.{einde}", "begindatum": f"k.{begin}"},
        )
        for bericht, klasse, begin, einde in (
            ("JW301", "Contact", "periode_begindatum", "periode_einddatum"),
            ("JW301", "ToegewezenProduct", "ingangsdatum", "einddatum"),
            ("JW315", "AangevraagdProduct", "toewijzing_ingangsdatum", "toewijzing_einddatum"),
            ("JW317", "TeWijzigenProduct", "gewenste_ingangsdatum", "einddatum"),
            ("JW317", "NieuwProduct", "gewenste_ingangsdatum", "einddatum"),
        )
    ),
)
