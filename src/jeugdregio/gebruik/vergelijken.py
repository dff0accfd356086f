# SPDX-License-Identifier: EUPL-1.2
"""Published figures beside what follows from their own parts: reported, never corrected (TO-05 to TO-16)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from jeugdregio.gebruik import gegevens
from jeugdregio.gebruik.gegevens import Toets
from jeugdregio.gebruik.values import (
    REGIO,
    Gepubliceerd,
    Noemer,
    Vergelijking,
    actief_in_periode,
    eindstand,
    gebruikspercentage,
)

INWONERS = "inwoners:"


def _som(delen: Sequence[Decimal]) -> Decimal:
    return sum(delen, Decimal(0))


REKENWIJZEN: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "eind": lambda delen: Decimal(eindstand(*map(int, delen))),
    "actief": lambda delen: Decimal(actief_in_periode(*map(int, delen))),
    "som": _som,
    "procent": lambda delen: gebruikspercentage(*delen),
}
"""How an outcome follows from its parts, by `rekenwijze` of data/toetsen.yaml."""


def vergelijk(toets: Toets) -> Vergelijking:
    """One check worked out. Raises `KeyError` for a figure that is not there."""
    parts = tuple(_deel(code) for code in toets.delen)
    values = [Decimal(one.inwoners) if isinstance(one, Noemer) else one.waarde for one in parts]
    return Vergelijking(
        toets.code,
        toets.naam,
        toets.rekenwijze,
        parts,
        REKENWIJZEN[toets.rekenwijze](values),
        gegevens.gepubliceerd()[toets.uitkomst] if toets.uitkomst else None,
        toets.marge,
        toets.orakel,
    )


def _deel(code: str) -> Gepubliceerd | Noemer:
    if code.startswith(INWONERS):
        return gegevens.noemers()[REGIO, code.removeprefix(INWONERS)]
    return gegevens.gepubliceerd()[code]
