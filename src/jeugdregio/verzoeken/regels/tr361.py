# SPDX-License-Identifier: EUPL-1.2
"""
TR361: in a request for change the same product does not overlap in time, over all three kinds of product.

An unchanged product runs as long as its allocation, a changed one from the wished date to the wished end.
What is the same product: `overlap`. Numbers in `nr` only put rows that begin on one day in order.
"""

from jeugdregio.berichten.actions import IN_DEZE_GOLF, overlap
from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.verzoeken.regels.verzoek import ACTUEEL

OF_ALLOCATION = f"""
    FROM partij_jw317_{{table}} k
    JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
    JOIN partij_jw317_client c ON c.bericht = k.bericht AND c.nr = k.client
    CROSS JOIN LATERAL (
        SELECT t.categorie, t.code, t.geldig FROM toewijzingen_v_verzonden t
        WHERE t.gemeente = b.gemeente AND t.nummer = k.toewijzing_nummer AND t.aanbieder = b.aanbieder
            AND t.client_id = c.client_id AND {ACTUEEL}
        OFFSET 0
    ) t
"""
PRODUCTS = f"""
    SELECT k.bericht, k.nr, t.categorie AS product_categorie, t.code AS product_code, lower(t.geldig) AS begin,
        upper(t.geldig) - 1 AS einde
    {OF_ALLOCATION.format(table="ongewijzigd_product")}
    UNION ALL
    SELECT k.bericht, 1000000 + k.nr, t.categorie, t.code, k.gewenste_ingangsdatum, k.einddatum
    {OF_ALLOCATION.format(table="te_wijzigen_product")}
    UNION ALL
    SELECT k.bericht, 2000000 + k.nr, k.product_categorie, k.product_code, k.gewenste_ingangsdatum, k.einddatum
    FROM partij_jw317_nieuw_product k JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
"""
OVERLAP = f"SELECT bericht, 0 FROM ({overlap(PRODUCTS)}) o"

TR361 = Regel(
    code="TR361",
    retourcode="9361",
    niveau=3,
    source=ijw("TR361"),
    uitleg="In het verzoek staat hetzelfde product twee keer in een periode die overlapt.",
    wat_te_doen="Laat het ene eindigen voordat het andere ingaat, of wijzig het bestaande product.",
    plaatsen=(Plaats("JW317", "Verzoek", onder=OVERLAP),),
)
