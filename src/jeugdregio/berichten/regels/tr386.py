# SPDX-License-Identifier: EUPL-1.2
"""TR386: in a request for allocation the same product does not overlap in time; what is the same: `overlap`."""

from jeugdregio.berichten.regels.overlap import overlap
from jeugdregio.regels.values import Plaats, Regel, ijw

REQUESTED = """
    SELECT bericht, nr, product_categorie, product_code, toewijzing_ingangsdatum AS begin,
        toewijzing_einddatum AS einde
    FROM partij_jw315_aangevraagd_product
"""

TR386 = Regel(
    code="TR386",
    retourcode="0001",
    niveau=2,
    source=ijw("TR386"),
    uitleg="Hetzelfde product is twee keer aangevraagd in een periode die overlapt.",
    wat_te_doen="Vraag het product één keer aan, of laat het ene eindigen voordat het andere ingaat.",
    plaatsen=(Plaats("JW315", "AangevraagdProduct", onder=overlap(REQUESTED)),),
)
