# SPDX-License-Identifier: EUPL-1.2
"""How a last day is written on a page."""

from datetime import date

from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.values import Toon

BIJNA_DAGEN = 2


def in_woorden(uiterlijk: date, vandaag: date) -> tuple[str, Toon]:
    """How long there still is, and the tone of it: "Nog 3 dagen", "Vandaag", "1 dag te laat"."""
    days = (uiterlijk - vandaag).days
    if days < 0:
        return f"{telwoord(-days, 'dag', 'dagen')} te laat", "negatief"
    if days == 0:
        return "Vandaag", "waarschuwing"
    return f"Nog {telwoord(days, 'dag', 'dagen')}", "waarschuwing" if days <= BIJNA_DAGEN else "neutraal"
