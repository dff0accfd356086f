# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in allocations, starts and stops, and using up allocations."""

from jeugdregio.toewijzingen.intake import koppel_clienten, verwerk_jw301, verwerk_jw305, verwerk_jw307
from jeugdregio.toewijzingen.verbruik import boek_verbruik
from jeugdregio.toewijzingen.verbruik import maak_tabellen as maak_verbruikstabellen

__all__ = [
    "boek_verbruik",
    "koppel_clienten",
    "maak_verbruikstabellen",
    "verwerk_jw301",
    "verwerk_jw305",
    "verwerk_jw307",
]
