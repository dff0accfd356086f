# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Connecting organisations, letting their software in, and carrying messages both ways."""

from jeugdregio.aansluiting.dienst import neem_dienst_in
from jeugdregio.aansluiting.mappen import MapBezet, Mapdrager, MapOnbruikbaar, alleen, bereid_voor, neem_map_in
from jeugdregio.aansluiting.toegang import (
    Geweigerd,
    OnjuisteAanvraag,
    RechtOntbreekt,
    beeindig,
    herken,
    log_in,
    maak_sleutel,
    ruim_op,
    sluit_aan,
    trek_in,
    trek_in_van,
)
from jeugdregio.aansluiting.values import NietAfgeleverd
from jeugdregio.aansluiting.versturen import verstuur

__all__ = [
    "Geweigerd",
    "MapBezet",
    "MapOnbruikbaar",
    "Mapdrager",
    "NietAfgeleverd",
    "OnjuisteAanvraag",
    "RechtOntbreekt",
    "alleen",
    "beeindig",
    "bereid_voor",
    "herken",
    "log_in",
    "maak_sleutel",
    "neem_dienst_in",
    "neem_map_in",
    "ruim_op",
    "sluit_aan",
    "trek_in",
    "trek_in_van",
    "verstuur",
]
