# SPDX-License-Identifier: EUPL-1.2
"""A contract file as a proposal: how it reads in short."""

from typing import Any

from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.contracten import queries as contracten


def toon_bestand(inhoud: dict[str, Any]) -> list[tuple[str, str]]:
    """The file, per sheet how many rows, and what it does to sums; the rows have a page of their own."""
    return [
        ("Bestand", inhoud["bestand"]),
        *(
            (
                f"Blad {one.blad}",
                f"{telwoord(one.nieuw, 'nieuwe rij', 'nieuwe rijen')}, {getal(one.gewijzigd)} gewijzigd",
            )
            for one in contracten.tellingen_van(inhoud)
            if one.nieuw or one.gewijzigd
        ),
        *((f"{name}, samen", f"{cent(before)} wordt {cent(after)}") for name, before, after in inhoud["geld"]),
        ("Elke rij", "staat bij Contracten, Contractbestand, onder dit voorstel"),
    ]
