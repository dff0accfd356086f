# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Accounts of providers, payment runs and files of the bank; each function is one transaction."""

from jeugdregio.betalingen.bank import lees_bankbestand
from jeugdregio.betalingen.koppelen import besluit_koppeling, stel_koppeling_voor
from jeugdregio.betalingen.rekeningen import bevestig_rekening, mens, stel_rekening_voor, wijs_rekening_af
from jeugdregio.betalingen.ronden import bevries, keur_goed, laat_vervallen, maak_ronde, verzend
from jeugdregio.betalingen.voorschotten import besluit_voorschot, stel_voorschot_voor, verreken, vorder_terug
from jeugdregio.betalingen.vorderingen import ontvang_rest, vorder

__all__ = [
    "besluit_koppeling",
    "besluit_voorschot",
    "bevestig_rekening",
    "bevries",
    "keur_goed",
    "laat_vervallen",
    "lees_bankbestand",
    "maak_ronde",
    "mens",
    "ontvang_rest",
    "stel_koppeling_voor",
    "stel_rekening_voor",
    "stel_voorschot_voor",
    "verreken",
    "verzend",
    "vorder",
    "vorder_terug",
    "wijs_rekening_af",
]
