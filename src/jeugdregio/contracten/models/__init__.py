# SPDX-License-Identifier: EUPL-1.2
"""What is agreed with providers: contracts, products, and a tariff for every day."""

from jeugdregio.contracten.models.contract import Contract
from jeugdregio.contracten.models.prijs import Product, Tarief

__all__ = ["Contract", "Product", "Tarief"]
