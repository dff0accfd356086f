# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Choose a taakveld for Iv3; settle among municipalities, and book the solidarity of a year."""

from jeugdregio.boekhouding.gemeenten import meld_betaald, stel_verrekening_voor, verreken_gemeenten
from jeugdregio.boekhouding.iv3rapport import NietTeKiezen, kies_taakveld
from jeugdregio.boekhouding.verevenen import NietTeVerrekenen, boek_verevening, stel_verevening_voor

__all__ = [
    "NietTeKiezen",
    "NietTeVerrekenen",
    "boek_verevening",
    "kies_taakveld",
    "meld_betaald",
    "stel_verevening_voor",
    "stel_verrekening_voor",
    "verreken_gemeenten",
]
