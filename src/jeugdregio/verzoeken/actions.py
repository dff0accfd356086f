# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Taking in requests and answers and the allocations that grant requests, and making an answer."""

from jeugdregio.verzoeken.antwoord import maak_jw319
from jeugdregio.verzoeken.heropenen import NieuwVerzoekOpen, heropen
from jeugdregio.verzoeken.intake import verwerk_jw301, verwerk_jw315, verwerk_jw317, verwerk_jw319
from jeugdregio.verzoeken.na_weigering import heropen_na_weigering
from jeugdregio.verzoeken.nagezien import NietNaTeZien, vink_af
from jeugdregio.verzoeken.overdracht import bied_aan, trek_in
from jeugdregio.verzoeken.verwijzingen import meld_stand, vul_of_leeg, werk_bij
from jeugdregio.verzoeken.woonplaatsonderzoek import leg_woonplaats_vast

__all__ = [
    "NietNaTeZien",
    "NieuwVerzoekOpen",
    "bied_aan",
    "heropen",
    "heropen_na_weigering",
    "leg_woonplaats_vast",
    "maak_jw319",
    "meld_stand",
    "trek_in",
    "verwerk_jw301",
    "verwerk_jw315",
    "verwerk_jw317",
    "verwerk_jw319",
    "vink_af",
    "vul_of_leeg",
    "werk_bij",
]
