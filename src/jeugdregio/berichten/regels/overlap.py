# SPDX-License-Identifier: EUPL-1.2
"""
Which products of a message overlap in time with the same product (TR302, TR361, TR386, TR410).

Same product: the same code; when one of the two has no code, the same category; without any product
(generic) every other product. The standard leaves open how a product without code relates to one with a code
in the same category; read literally they are compared on category. An absent end is unbounded.

In order of begin a product overlaps an earlier one when it starts on or before the latest end so far. A period
that ends before it begins overlaps nothing: that is another rule (CS003).
"""


def overlap(products: str) -> str:
    """
    SQL: (bericht, nr) of every product that overlaps an earlier one of its message.

    `products` is a SELECT of bericht, nr, product_categorie, product_code, begin and einde, the last two
    inclusive, `einde` empty when there is none.
    """
    return f"""
    SELECT bericht, nr
    FROM (
        SELECT
            *,
            max(tot) OVER alles AS tot_alles,
            max(tot) FILTER (WHERE product_categorie IS NULL) OVER alles AS tot_generiek,
            max(tot) OVER categorie AS tot_categorie,
            max(tot) FILTER (WHERE product_code IS NULL) OVER categorie AS tot_zonder_code,
            max(tot) OVER product AS tot_code
        FROM (
            SELECT *, coalesce(einde, 'infinity') AS tot FROM ({products}) p WHERE (einde < begin) IS NOT TRUE
        ) t
        WINDOW
            alles AS (
                PARTITION BY bericht ORDER BY begin, nr
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            categorie AS (
                PARTITION BY bericht, product_categorie ORDER BY begin, nr
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            product AS (
                PARTITION BY bericht, product_code ORDER BY begin, nr
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            )
    ) t
    WHERE begin <= CASE
        WHEN product_categorie IS NULL THEN tot_alles
        WHEN product_code IS NULL THEN greatest(tot_generiek, tot_categorie)
        ELSE greatest(tot_generiek, tot_zonder_code, tot_code)
    END
    """
