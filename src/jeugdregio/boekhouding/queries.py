# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The ledger as a file, and the figures made of it."""

from jeugdregio.boekhouding.balans import balans
from jeugdregio.boekhouding.grootboekbestand import schrijf_kort, schrijf_per_boeking

__all__ = ["balans", "schrijf_kort", "schrijf_per_boeking"]
