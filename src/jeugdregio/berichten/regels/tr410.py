# SPDX-License-Identifier: EUPL-1.2
"""TR410: in a request for change the new products do not overlap in time; what is the same: `overlap`."""

from jeugdregio.berichten.regels.overlap import overlap
from jeugdregio.regels.values import Plaats, Regel, ijw

NEW = """
    SELECT bericht, nr, product_categorie, product_code, gewenste_ingangsdatum AS begin, einddatum AS einde
    FROM partij_jw317_nieuw_product
"""

TR410 = Regel(
    code="TR410",
    retourcode="0001",
    niveau=2,
    source=ijw("TR410"),
    uitleg="Hetzelfde nieuwe product is twee keer gevraagd in een periode die overlapt.",
    wat_te_doen="Vraag het product één keer, of laat het ene eindigen voordat het andere ingaat.",
    plaatsen=(Plaats("JW317", "NieuwProduct", onder=overlap(NEW)),),
)
