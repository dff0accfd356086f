# SPDX-License-Identifier: EUPL-1.2
"""
TR302: the same product may occur more than once in a JW301 when the periods do not overlap.

Same product: the same code; when one of the two has no code, the same category; without any product
(generic) every other product. The standard leaves open how a product without code relates to one with a code
in the same category; read literally they are compared on category. An absent Einddatum is unbounded, and a
removed product (one day, reason 13 or 01) does not count.

In order of Ingangsdatum a product overlaps an earlier one when it starts on or before the latest end so far.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

OVERLAP = """
    SELECT bericht, nr
    FROM (
        SELECT
            *,
            max(einde) OVER alles AS tot,
            max(einde) FILTER (WHERE product_categorie IS NULL) OVER alles AS tot_generiek,
            max(einde) OVER categorie AS tot_categorie,
            max(einde) FILTER (WHERE product_code IS NULL) OVER categorie AS tot_zonder_code,
            max(einde) OVER product AS tot_code
        FROM (
            SELECT *, coalesce(einddatum, 'infinity') AS einde
            FROM partij_jw301_toegewezen_product
            WHERE (einddatum = ingangsdatum AND reden_wijziging IN ('01', '13')) IS NOT TRUE
        ) t
        WINDOW
            alles AS (
                PARTITION BY bericht ORDER BY ingangsdatum, nr
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            categorie AS (
                PARTITION BY bericht, product_categorie ORDER BY ingangsdatum, nr
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            product AS (
                PARTITION BY bericht, product_code ORDER BY ingangsdatum, nr
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            )
    ) t
    WHERE ingangsdatum <= CASE
        WHEN product_categorie IS NULL THEN tot
        WHEN product_code IS NULL THEN greatest(tot_generiek, tot_categorie)
        ELSE greatest(tot_generiek, tot_zonder_code, tot_code)
    END
"""

TR302 = Regel(
    code="TR302",
    retourcode="0001",
    niveau=2,
    source=ijw("TR302"),
    uitleg="Hetzelfde product is twee keer toegewezen in een periode die overlapt.",
    wat_te_doen="Laat de ene toewijzing eindigen voordat de andere ingaat, of voeg ze samen.",
    plaatsen=(Plaats("JW301", "ToegewezenProduct", onder=OVERLAP),),
)
