# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Recording contracts, products and tariffs, many at once, in the transaction of the caller."""

from jeugdregio.contracten.bestand.inlezen import (
    NietInTeLezen,
    contractbestand_als_voorstel,
    neem_contractbestand_in,
)
from jeugdregio.contracten.clausules import leg_standaardclausules_vast
from jeugdregio.contracten.maandafspraken import leg_maandafspraken_vast
from jeugdregio.contracten.opties import NietTeBeslissen, beslis_optie
from jeugdregio.contracten.prijsinrichting import richt_prijzen_in
from jeugdregio.contracten.situatie import leg_bronfeiten_vast
from jeugdregio.contracten.sluiten import NietTeSluiten, sluit_contract
from jeugdregio.contracten.tarieven import UnableToPrice, leg_tarieven_vast, neem_tarieven_terug, volg_tarieven_op
from jeugdregio.contracten.vastleggen import leg_contracten_vast, leg_opties_vast, leg_producten_vast
from jeugdregio.contracten.wachttijden import GeenWachttijd, geef_wachttijd_op, publiceer_wachttijden

__all__ = [
    "GeenWachttijd",
    "NietInTeLezen",
    "NietTeBeslissen",
    "NietTeSluiten",
    "UnableToPrice",
    "beslis_optie",
    "contractbestand_als_voorstel",
    "geef_wachttijd_op",
    "leg_bronfeiten_vast",
    "leg_contracten_vast",
    "leg_maandafspraken_vast",
    "leg_opties_vast",
    "leg_producten_vast",
    "leg_standaardclausules_vast",
    "leg_tarieven_vast",
    "neem_contractbestand_in",
    "neem_tarieven_terug",
    "publiceer_wachttijden",
    "richt_prijzen_in",
    "sluit_contract",
    "volg_tarieven_op",
]
