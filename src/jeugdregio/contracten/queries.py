# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The product code list of a region, and the tariffs of a provider."""

from datetime import date

from jeugdregio.contracten.models import Product, Tarief
from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


def productnamen(regio: str) -> dict[tuple[str, str], str]:
    """The description of every product of a region, by category and code."""
    rows = Product.objects.filter(regio=regio).values_list("categorie", "code", "omschrijving")
    return {(categorie, code): omschrijving for categorie, code, omschrijving in rows}


def tarieven(regio: str, aanbieder: str, *, on_behalf_of: Machtiging) -> list[Tariefgegevens]:
    """Every tariff of one provider that exists for the asker; one without an end holds until `date.max`."""
    with namens(on_behalf_of):
        rows = list(Tarief.objects.filter(regio=regio, aanbieder=aanbieder).order_by("code", "categorie", "eenheid"))
    return [
        Tariefgegevens(
            aanbieder=row.aanbieder,
            categorie=row.categorie,
            code=row.code,
            eenheid=row.eenheid,
            van=row.geldig.lower or date.min,
            tot=row.geldig.upper or date.max,
            tarief_cent=row.tarief_cent,
            per_uur=row.per_uur,
        )
        for row in rows
    ]
