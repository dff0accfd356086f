# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a contract manager looks at; row-level security decides which cases exist for whoever asks."""

from jeugdregio.contractbeheer.afwijkingen import afwijkingen, lijnen
from jeugdregio.contractbeheer.agenda import agenda
from jeugdregio.contractbeheer.gegevens import plafondregel
from jeugdregio.contractbeheer.plafonds import clientstop, niet_te_volgen, plafonds
from jeugdregio.contractbeheer.portefeuilles import lopend, portefeuilles, spreiding, verloop, wezen
from jeugdregio.contractbeheer.supraregionaal import accounthouder, naast_elkaar
from jeugdregio.contractbeheer.uitkomsten import metingen, per_aanbieder, per_groep
from jeugdregio.contractbeheer.verschuiving import verschuiving
from jeugdregio.contractbeheer.zaken import aanspreekpunten, aantal_escalaties, open_stappen, zaak, zaken

__all__ = [
    "aanspreekpunten",
    "aantal_escalaties",
    "accounthouder",
    "afwijkingen",
    "agenda",
    "clientstop",
    "lijnen",
    "lopend",
    "metingen",
    "naast_elkaar",
    "niet_te_volgen",
    "open_stappen",
    "per_aanbieder",
    "per_groep",
    "plafondregel",
    "plafonds",
    "portefeuilles",
    "spreiding",
    "verloop",
    "verschuiving",
    "wezen",
    "zaak",
    "zaken",
]
