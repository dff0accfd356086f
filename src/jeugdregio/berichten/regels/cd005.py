# SPDX-License-Identifier: EUPL-1.2
"""CD005: a LandCode belongs to a Postcode; without one there is none."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD005 = Regel(
    code="CD005",
    retourcode="0001",
    niveau=2,
    source=ijw("CD005"),
    uitleg="Bij een postcode hoort een land, en zonder postcode blijft het land leeg.",
    wat_te_doen="Vul postcode en land allebei in, of allebei niet.",
    plaatsen=(Plaats("JW301", "Contact", schending="(k.adres_postcode IS NULL) <> (k.adres_land_code IS NULL)"),),
)
