# SPDX-License-Identifier: EUPL-1.2
"""What the region asks of providers, what they ask and offer, and what is decided."""

from jeugdregio.inkoop.models.aanvraag import Aanvraag, Bewijs, Gesprek, Gunning, Indeling, Toelating
from jeugdregio.inkoop.models.procedure import Les, Nota, Procedure, Ronde, Tekstversie, Vraag

__all__ = [
    "Aanvraag",
    "Bewijs",
    "Gesprek",
    "Gunning",
    "Indeling",
    "Les",
    "Nota",
    "Procedure",
    "Ronde",
    "Tekstversie",
    "Toelating",
    "Vraag",
]
