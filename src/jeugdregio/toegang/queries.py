# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Applications, calls, reports and basic functions, as far as they exist for whoever asks."""

from jeugdregio.toegang.basis import basisfuncties
from jeugdregio.toegang.bord import belasting, bord
from jeugdregio.toegang.gereed import klaar_voor_besluit, ontbreekt, weiger_gi
from jeugdregio.toegang.lezen import (
    aangewezen,
    aanmelding,
    aanmeldingen_van,
    gebieden,
    ondertekend,
    open_aanmeldingen,
    oproep,
    oproepen,
    opties,
    overleg,
    overleg_open,
    raadsmeldingen,
    stappen,
    van_verzoek,
)
from jeugdregio.toegang.wachten import onderwerpnamen, wachten_op_besluit

__all__ = [
    "aangewezen",
    "aanmelding",
    "aanmeldingen_van",
    "basisfuncties",
    "belasting",
    "bord",
    "gebieden",
    "klaar_voor_besluit",
    "ondertekend",
    "onderwerpnamen",
    "ontbreekt",
    "open_aanmeldingen",
    "oproep",
    "oproepen",
    "opties",
    "overleg",
    "overleg_open",
    "raadsmeldingen",
    "stappen",
    "van_verzoek",
    "wachten_op_besluit",
    "weiger_gi",
]
