# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What can be done about a decision; each function is one transaction, but for `maak_bekend` (three)."""

from jeugdregio.besluiten.bezwaren import (
    beslis_op_bezwaar,
    hoor,
    koppel_nieuw_besluit,
    leg_uitspraak_vast,
    maak_bezwaar,
    stel_beroep_in,
)
from jeugdregio.besluiten.klok import schort_op, sluit_zonder_besluit, stel_in_gebreke, verdaag, verleng, vul_aan
from jeugdregio.besluiten.opstellen import (
    haal_terug,
    laat_vervallen,
    leg_voor,
    open_aanvraag,
    stel_op,
    toets,
    wijzig,
)
from jeugdregio.besluiten.verzenden import NogNietVerstuurd, maak_bekend

__all__ = [
    "NogNietVerstuurd",
    "beslis_op_bezwaar",
    "haal_terug",
    "hoor",
    "koppel_nieuw_besluit",
    "laat_vervallen",
    "leg_uitspraak_vast",
    "leg_voor",
    "maak_bekend",
    "maak_bezwaar",
    "open_aanvraag",
    "schort_op",
    "sluit_zonder_besluit",
    "stel_beroep_in",
    "stel_in_gebreke",
    "stel_op",
    "toets",
    "verdaag",
    "verleng",
    "vul_aan",
    "wijzig",
]
