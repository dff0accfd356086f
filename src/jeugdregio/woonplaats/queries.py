# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Which municipality is responsible: on a day, by questions, and over time."""

from jeugdregio.woonplaats.bepalen import antwoord_uiterlijk, bepaal, bij_de_wetswijziging, na_verhuizing
from jeugdregio.woonplaats.brief import maak_brief
from jeugdregio.woonplaats.lezen import anders, bepaling, bepalingen, delen, geclaimd, vordering, vorderingen
from jeugdregio.woonplaats.samen import te_verrekenen
from jeugdregio.woonplaats.tijdlijn import keten, overgangen
from jeugdregio.woonplaats.uitleg import WOONPLAATSREGELS, gemeentenaam
from jeugdregio.woonplaats.vragen import JA_NEE, ONBEKEND, VRAGEN, Vraag, zoek_uit

__all__ = [
    "JA_NEE",
    "ONBEKEND",
    "VRAGEN",
    "WOONPLAATSREGELS",
    "Vraag",
    "anders",
    "antwoord_uiterlijk",
    "bepaal",
    "bepaling",
    "bepalingen",
    "bij_de_wetswijziging",
    "delen",
    "geclaimd",
    "gemeentenaam",
    "keten",
    "maak_brief",
    "na_verhuizing",
    "overgangen",
    "te_verrekenen",
    "vordering",
    "vorderingen",
    "zoek_uit",
]
