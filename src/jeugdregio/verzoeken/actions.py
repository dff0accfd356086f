# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in requests and answers and the allocations that grant requests, and making an answer."""

from jeugdregio.verzoeken.antwoord import maak_jw319
from jeugdregio.verzoeken.intake import verwerk_jw301, verwerk_jw315, verwerk_jw317, verwerk_jw319
from jeugdregio.verzoeken.na_weigering import heropen_na_weigering
from jeugdregio.verzoeken.overdracht import bied_aan, trek_in

__all__ = [
    "bied_aan",
    "heropen_na_weigering",
    "maak_jw319",
    "trek_in",
    "verwerk_jw301",
    "verwerk_jw315",
    "verwerk_jw317",
    "verwerk_jw319",
]
