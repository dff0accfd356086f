# SPDX-License-Identifier: EUPL-1.2
"""TR346: the amount is volume times tariff, in cents.

Minutes on a tariff per hour: tariff per hour times minutes divided by 60, rounded half up once (IV081)."""

from jeugdregio.declaraties.tarief import bedrag_sql
from jeugdregio.regels.values import Plaats, Regel, ijw

BEREKEND = bedrag_sql(
    minuten="a.uurtarief AND k.eenheid = '01'",
    uurtarief="a.tarief_cent",
    volume="k.geleverd_volume",
    tarief="k.product_tarief",
)

TR346 = Regel(
    code="TR346",
    retourcode="9346",
    niveau=4,
    source=ijw("TR346"),
    uitleg="Ingediend bedrag {bedrag:euro}, berekend is {verwacht:euro}.",
    wat_te_doen="Reken het bedrag opnieuw uit: volume maal tarief, of uurtarief maal minuten gedeeld door 60.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending=f"k.eenheid <> '83' AND k.ingediend_bedrag_bedrag <> {BEREKEND}",
            feiten={"bedrag": "k.ingediend_bedrag_bedrag", "verwacht": BEREKEND},
        ),
    ),
)
