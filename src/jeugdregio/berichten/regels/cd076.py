# SPDX-License-Identifier: EUPL-1.2
"""CD076: a product with a volume per week (frequentie 2) has an Einddatum."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD076 = Regel(
    code="CD076",
    retourcode="0001",
    niveau=2,
    source=ijw("CD076"),
    uitleg="Bij een product met een volume per week ontbreekt de einddatum.",
    wat_te_doen="Vul de einddatum in.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending=f"k.omvang_frequentie = '2' AND k.{einde} IS NULL")
        for bericht, klasse, einde in (
            ("JW301", "ToegewezenProduct", "einddatum"),
            ("JW315", "AangevraagdProduct", "toewijzing_einddatum"),
            ("JW317", "TeWijzigenProduct", "einddatum"),
            ("JW317", "NieuwProduct", "einddatum"),
        )
    ),
)
