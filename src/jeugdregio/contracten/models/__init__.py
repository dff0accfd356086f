# SPDX-License-Identifier: EUPL-1.2
"""What is agreed with providers: contracts, products, and a tariff for every day."""

from jeugdregio.contracten.models.contract import (
    Bronfeit,
    Clausule,
    Contract,
    Contractclausule,
    Contractoptie,
)
from jeugdregio.contracten.models.prijs import Maandafspraak, Product, Tarief
from jeugdregio.contracten.models.profiel import (
    Bekostiging,
    Betaaldeel,
    Financieringsvariant,
    Prijsregel,
    Profiel,
    Segment,
    Segmentdefinitie,
)
from jeugdregio.contracten.models.wachttijd import Wachttijd

__all__ = [
    "Bekostiging",
    "Betaaldeel",
    "Bronfeit",
    "Clausule",
    "Contract",
    "Contractclausule",
    "Contractoptie",
    "Financieringsvariant",
    "Maandafspraak",
    "Prijsregel",
    "Product",
    "Profiel",
    "Segment",
    "Segmentdefinitie",
    "Tarief",
    "Wachttijd",
]
