# SPDX-License-Identifier: EUPL-1.2
"""The figures of municipalities and years from a spreadsheet: whole or not at all, every fault by row and column."""

from collections.abc import Collection
from typing import Any

from jeugdregio.components.inlezen import Blad, Kolom, Rijfout, bedrag, cijfers, geheel, lees_bestand

EERSTE, LAATSTE = 2015, 2100
BLAD = Blad(
    "Jaarcijfers",
    (
        Kolom("Gemeente", cijfers(4), "De code van vier cijfers, zoals 0148 voor Dalfsen."),
        Kolom("Jaar", geheel, f"Een jaar vanaf {EERSTE}.", soort="getal"),
        Kolom("Budget", bedrag, "Het jeugdbudget van dat jaar, in euro.", soort="bedrag"),
        Kolom("Kosten", bedrag, "Wat de gemeente uitgaf, na aftrek van wat ouders betaalden.", soort="bedrag"),
        Kolom(
            "Misgelopen ouderbijdrage",
            bedrag,
            "Wat ouders hadden betaald als de gemeente had geïnd. Leeg is niets.",
            nodig=False,
            leeg=0,
            soort="bedrag",
        ),
    ),
    sleutel=("Gemeente", "Jaar"),
)
Rij = tuple[str, int, int, int, int]
"""(municipality, year, budget, costs, missed), in cents."""


def lees_jaarcijfers(data: bytes, gemeenten: Collection[str]) -> tuple[list[Rij], list[Rijfout]]:
    """The rows of a file and every fault in it; with a fault there are no rows. Raises `OnleesbaarBestand`."""
    read = lees_bestand(data, [BLAD])[BLAD.naam]
    faults = list(read.fouten)
    for number, cells in read.rijen:
        faults += [Rijfout(number, column, text, BLAD.naam) for column, text in _wrong(cells, gemeenten)]
    if not read.rijen and not faults:
        faults.append(Rijfout(2, "Gemeente", "er staat geen gemeente in. Vul ten minste een rij in.", BLAD.naam))
    if faults:
        return [], sorted(faults, key=lambda one: (one.rij, one.kolom))
    names = [one.naam for one in BLAD.kolommen]
    return [tuple(cells[name] for name in names) for _, cells in read.rijen], []


def _wrong(cells: Any, towns: Collection[str]) -> list[tuple[str, str]]:
    found = []
    if cells["Gemeente"] not in towns:
        found.append(("Gemeente", "deze gemeente kent de regio niet. Kijk de code na."))
    if not EERSTE <= cells["Jaar"] <= LAATSTE:
        found.append(("Jaar", f"kies een jaar vanaf {EERSTE}."))
    if cells["Budget"] <= 0:
        found.append(("Budget", "een budget is meer dan nul."))
    found += [
        (name, "dit is minder dan nul. Vul een bedrag van nul of meer in.")
        for name in ("Kosten", "Misgelopen ouderbijdrage")
        if cells[name] < 0
    ]
    return found
