# SPDX-License-Identifier: EUPL-1.2
"""CD087: a prestatie has a ProductTarief, unless its unit is the euro (83): then it has none."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CD087 = Regel(
    code="CD087",
    retourcode="0001",
    niveau=2,
    source=ijw("CD087"),
    uitleg=("Een prestatie heeft een tarief nodig, behalve als de eenheid euro is: dan blijft het tarief leeg."),
    wat_te_doen="Vul het tarief in, of haal het weg als de eenheid euro is.",
    plaatsen=(Plaats("JW323", "Prestatie", schending="(k.eenheid = '83') <> (k.product_tarief IS NULL)"),),
)
