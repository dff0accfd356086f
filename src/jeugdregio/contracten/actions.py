# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording contracts, products and tariffs, many at once, in the transaction of the caller."""

from collections.abc import Iterable

from jeugdregio.contracten.clausules import leg_standaardclausules_vast
from jeugdregio.contracten.models import Product
from jeugdregio.contracten.prijsinrichting import richt_prijzen_in
from jeugdregio.contracten.sluiten import NietTeSluiten, sluit_contract
from jeugdregio.contracten.tarieven import UnableToPrice, leg_tarieven_vast, neem_tarieven_terug, volg_tarieven_op
from jeugdregio.contracten.values import Productgegevens
from jeugdregio.contracten.vastleggen import leg_contracten_vast, leg_opties_vast

__all__ = [
    "NietTeSluiten",
    "UnableToPrice",
    "leg_contracten_vast",
    "leg_opties_vast",
    "leg_producten_vast",
    "leg_standaardclausules_vast",
    "leg_tarieven_vast",
    "neem_tarieven_terug",
    "richt_prijzen_in",
    "sluit_contract",
    "volg_tarieven_op",
]


def leg_producten_vast(regio: str, producten: Iterable[Productgegevens]) -> None:
    """Make or update these products of the code list of a region; again changes nothing."""
    rows = [
        Product(
            regio=regio,
            categorie=p.categorie,
            code=p.code,
            omschrijving=p.omschrijving,
            eenheid=p.eenheid,
            variant=p.variant,
            profiel=p.profiel,
        )
        for p in producten
    ]
    Product.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["regio", "code", "categorie"],
        update_fields=["omschrijving", "eenheid", "variant", "profiel"],
    )
