# SPDX-License-Identifier: EUPL-1.2
"""CD076: a product with a volume per week (frequentie 2) has an Einddatum."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD076 = Regel(
    code="CD076",
    retourcode="0001",
    niveau=2,
    source=ijw("CD076"),
    uitleg="Bij een toewijzing met een volume per week ontbreekt de einddatum.",
    wat_te_doen="Vul de einddatum in.",
    plaatsen=(Plaats("JW301", "ToegewezenProduct", schending="k.omvang_frequentie = '2' AND k.einddatum IS NULL"),),
)
