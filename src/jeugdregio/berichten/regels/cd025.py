# SPDX-License-Identifier: EUPL-1.2
"""CD025: an address in the Netherlands has a Huis."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD025 = Regel(
    code="CD025",
    retourcode="0001",
    niveau=2,
    source=ijw("CD025"),
    uitleg="Bij een adres in Nederland ontbreekt het huisnummer.",
    wat_te_doen="Vul het huisnummer in.",
    plaatsen=(Plaats("JW301", "Contact", schending="k.adres_land_code = 'NL' AND k.adres_huis_huisnummer IS NULL"),),
)
