# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The product code list of a region."""

from jeugdregio.contracten.models import Product


def productnamen(regio: str) -> dict[tuple[str, str], str]:
    """The description of every product of a region, by category and code."""
    rows = Product.objects.filter(regio=regio).values_list("categorie", "code", "omschrijving")
    return {(categorie, code): omschrijving for categorie, code, omschrijving in rows}
