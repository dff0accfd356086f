# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in allocations, starts and stops, and using up allocations."""

from jeugdregio.toewijzingen.intake import koppel_clienten, verwerk_jw301, verwerk_jw305, verwerk_jw307
from jeugdregio.toewijzingen.verbruik import TABELLEN as VERBRUIKSTABELLEN
from jeugdregio.toewijzingen.verbruik import boek_verbruik, stel_verbruik

__all__ = [
    "VERBRUIKSTABELLEN",
    "boek_verbruik",
    "koppel_clienten",
    "stel_verbruik",
    "verwerk_jw301",
    "verwerk_jw305",
    "verwerk_jw307",
]
