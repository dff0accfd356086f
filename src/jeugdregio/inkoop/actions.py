# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What can be done in procurement; each function is one transaction on behalf of whoever does it."""

from jeugdregio.inkoop.beslissen import NietTeGunnen, beslis_bezwaar, gun, meld_bezwaar, meld_contract
from jeugdregio.inkoop.meedoen import (
    NietInTeDienen,
    beoordeel_bewijs,
    dien_in,
    geef_bewijs,
    laat_toe,
    leg_gesprek_vast,
    neem_bewijs_terug,
    trek_in,
)
from jeugdregio.inkoop.voorbereiden import (
    NietTePubliceren,
    beantwoord,
    deel_in,
    leg_les_vast,
    leg_tekst_vast,
    maak_procedure,
    plan_ronde,
    publiceer,
    publiceer_nota,
    stel_vraag,
)

__all__ = [
    "NietInTeDienen",
    "NietTeGunnen",
    "NietTePubliceren",
    "beantwoord",
    "beoordeel_bewijs",
    "beslis_bezwaar",
    "deel_in",
    "dien_in",
    "geef_bewijs",
    "gun",
    "laat_toe",
    "leg_gesprek_vast",
    "leg_les_vast",
    "leg_tekst_vast",
    "maak_procedure",
    "meld_bezwaar",
    "meld_contract",
    "neem_bewijs_terug",
    "plan_ronde",
    "publiceer",
    "publiceer_nota",
    "stel_vraag",
    "trek_in",
]
