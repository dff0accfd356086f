# SPDX-License-Identifier: EUPL-1.2
"""What is agreed with providers: contracts, products, and a tariff for every day."""

from jeugdregio.contracten.models.contract import Clausule, Contract, Contractclausule, Contractoptie
from jeugdregio.contracten.models.prijs import Product, Tarief

__all__ = ["Clausule", "Contract", "Contractclausule", "Contractoptie", "Product", "Tarief"]
