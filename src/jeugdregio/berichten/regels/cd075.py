# SPDX-License-Identifier: EUPL-1.2
"""CD075: a product with a Budget has an Einddatum. The table of variants says otherwise; this wins."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD075 = Regel(
    code="CD075",
    retourcode="0001",
    niveau=2,
    source=ijw("CD075"),
    uitleg="Bij een product met een budget ontbreekt de einddatum.",
    wat_te_doen="Vul de einddatum in.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending=f"k.budget IS NOT NULL AND k.{einde} IS NULL")
        for bericht, klasse, einde in (
            ("JW301", "ToegewezenProduct", "einddatum"),
            ("JW315", "AangevraagdProduct", "toewijzing_einddatum"),
            ("JW317", "TeWijzigenProduct", "einddatum"),
            ("JW317", "NieuwProduct", "einddatum"),
        )
    ),
)
