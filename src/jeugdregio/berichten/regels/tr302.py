# SPDX-License-Identifier: EUPL-1.2
"""
TR302: the same product may occur more than once in a JW301 when the periods do not overlap.

A removed product (one day, reason 13 or 01) does not count. What is the same product: `overlap`.
"""

from jeugdregio.berichten.regels.overlap import overlap
from jeugdregio.regels.values import Plaats, Regel, ijw

NOT_REMOVED = """
    SELECT bericht, nr, product_categorie, product_code, ingangsdatum AS begin, einddatum AS einde
    FROM partij_jw301_toegewezen_product
    WHERE (einddatum = ingangsdatum AND reden_wijziging IN ('01', '13')) IS NOT TRUE
"""

TR302 = Regel(
    code="TR302",
    retourcode="0001",
    niveau=2,
    source=ijw("TR302"),
    uitleg="Hetzelfde product is twee keer toegewezen in een periode die overlapt.",
    wat_te_doen="Laat de ene toewijzing eindigen voordat de andere ingaat, of voeg ze samen.",
    plaatsen=(Plaats("JW301", "ToegewezenProduct", onder=overlap(NOT_REMOVED)),),
)
