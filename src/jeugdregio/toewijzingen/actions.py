# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in allocations, starts and stops, using up allocations, and holding what people must see first."""

from jeugdregio.toewijzingen.intake import koppel_clienten, verwerk_jw301, verwerk_jw305, verwerk_jw307
from jeugdregio.toewijzingen.terugnemen import AlGebruikt, neem_terug
from jeugdregio.toewijzingen.verbruik import TABELLEN as VERBRUIKSTABELLEN
from jeugdregio.toewijzingen.verbruik import boek_verbruik, stel_verbruik
from jeugdregio.toewijzingen.wachters import OnbekendeWachter, zet_wachter

__all__ = [
    "VERBRUIKSTABELLEN",
    "AlGebruikt",
    "OnbekendeWachter",
    "boek_verbruik",
    "koppel_clienten",
    "neem_terug",
    "stel_verbruik",
    "verwerk_jw301",
    "verwerk_jw305",
    "verwerk_jw307",
    "zet_wachter",
]
