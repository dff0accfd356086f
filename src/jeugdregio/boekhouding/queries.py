# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The ledger as a file, and the figures made of it."""

from jeugdregio.boekhouding.balans import balans
from jeugdregio.boekhouding.gemeenten import concept
from jeugdregio.boekhouding.grootboekbestand import schrijf_kort, schrijf_per_boeking
from jeugdregio.boekhouding.invarianten import INVARIANTEN
from jeugdregio.boekhouding.iv3 import deel_toe, mogelijk, taakvelden
from jeugdregio.boekhouding.iv3rapport import alle_keuzes, boekjaren, iv3, iv3_onder, keuzes
from jeugdregio.boekhouding.lezen import ronde, ronden, vereveningen
from jeugdregio.boekhouding.verevenen import uitkomst

__all__ = [
    "INVARIANTEN",
    "alle_keuzes",
    "balans",
    "boekjaren",
    "concept",
    "deel_toe",
    "iv3",
    "iv3_onder",
    "keuzes",
    "mogelijk",
    "ronde",
    "ronden",
    "schrijf_kort",
    "schrijf_per_boeking",
    "taakvelden",
    "uitkomst",
    "vereveningen",
]
