# SPDX-License-Identifier: EUPL-1.2
"""What a contract manager keeps: whose provider it is, cases with their steps, and what care came to."""

from jeugdregio.contractbeheer.models.relatie import Lijn, Portefeuille, Regiovoorwaarde
from jeugdregio.contractbeheer.models.uitkomst import Afbouw, Meting, Zorgvorm
from jeugdregio.contractbeheer.models.zaak import Aanspreekpunt, Protocolstap, Stap, Zaak

__all__ = [
    "Aanspreekpunt",
    "Afbouw",
    "Lijn",
    "Meting",
    "Portefeuille",
    "Protocolstap",
    "Regiovoorwaarde",
    "Stap",
    "Zaak",
    "Zorgvorm",
]
