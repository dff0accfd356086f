# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Accounts of providers, payment runs and files of the bank; each function is one transaction."""

from jeugdregio.betalingen.bank import lees_bankbestand
from jeugdregio.betalingen.rekeningen import bevestig_rekening, stel_rekening_voor, wijs_rekening_af
from jeugdregio.betalingen.ronden import bevries, keur_goed, laat_vervallen, maak_ronde, verzend

__all__ = [
    "bevestig_rekening",
    "bevries",
    "keur_goed",
    "laat_vervallen",
    "lees_bankbestand",
    "maak_ronde",
    "stel_rekening_voor",
    "verzend",
    "wijs_rekening_af",
]
