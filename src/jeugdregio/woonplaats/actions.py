# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Work out and keep where a child belongs; claim back, acknowledge, dispute and settle."""

from jeugdregio.woonplaats.samen import verreken_samen
from jeugdregio.woonplaats.vaststellen import begin, leg_feiten_vast, stel_vast, vergeet
from jeugdregio.woonplaats.verrekenen import (
    betaal_terug,
    betwist,
    corrigeer,
    erken,
    stel_erkenning_voor,
    stel_vordering_voor,
    trek_in,
    verreken,
)

__all__ = [
    "begin",
    "betaal_terug",
    "betwist",
    "corrigeer",
    "erken",
    "leg_feiten_vast",
    "stel_erkenning_voor",
    "stel_vast",
    "stel_vordering_voor",
    "trek_in",
    "vergeet",
    "verreken",
    "verreken_samen",
]
