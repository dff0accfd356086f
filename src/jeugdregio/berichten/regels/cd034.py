# SPDX-License-Identifier: EUPL-1.2
"""CD034: a home (01) or place of stay (03) has a Postcode, also when the whole Adres is absent."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD034 = Regel(
    code="CD034",
    retourcode="0001",
    niveau=2,
    source=ijw("CD034"),
    uitleg="Bij een woonadres of verblijfadres ontbreekt de postcode.",
    wat_te_doen="Vul de postcode in.",
    plaatsen=(Plaats("JW301", "Contact", schending="k.soort IN ('01', '03') AND k.adres_postcode IS NULL"),),
)
