# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What can be done at the access; each function is one transaction on behalf of whoever does it."""

from jeugdregio.toegang.aanmelden import (
    geef_aan,
    koppel_kind,
    meld_aan,
    neem_over,
    rond_af,
    verzet_termijn,
    zet_gewenst,
    zet_stand,
)
from jeugdregio.toegang.basis import zet_basisfunctie
from jeugdregio.toegang.mensen import zoek_of_maak
from jeugdregio.toegang.onderzoek import (
    antwoord,
    leg_gebieden_vast,
    leg_opties_vast,
    leg_stappen_vast,
    onderteken,
    vraag_raad,
    zet_team,
)
from jeugdregio.toegang.raad import NieuweMelding, handel_af, meld, wijs_aan
from jeugdregio.toegang.telefoon import Gesprek, naar_crisis, neem_op, zet_uitgang
from jeugdregio.toegang.values import NietMogelijk

__all__ = [
    "Gesprek",
    "NietMogelijk",
    "NieuweMelding",
    "antwoord",
    "geef_aan",
    "handel_af",
    "koppel_kind",
    "leg_gebieden_vast",
    "leg_opties_vast",
    "leg_stappen_vast",
    "meld",
    "meld_aan",
    "naar_crisis",
    "neem_op",
    "neem_over",
    "onderteken",
    "rond_af",
    "verzet_termijn",
    "vraag_raad",
    "wijs_aan",
    "zet_basisfunctie",
    "zet_gewenst",
    "zet_stand",
    "zet_team",
    "zet_uitgang",
    "zoek_of_maak",
]
