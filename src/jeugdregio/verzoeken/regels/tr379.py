# SPDX-License-Identifier: EUPL-1.2
"""
TR379: an allocation names the reference of the request that it grants, and no other (IV093, IV094, IV097).

The request is open, of this provider and for this child. A request for change is granted as a whole: when one
product of the message names it, all do. One for allocation is granted per product; others have no reference.
"""

from jeugdregio.berichten.actions import IN_DEZE_GOLF
from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.verzoeken.regels.verzoek import OPEN

GRANTED = f"""
    FROM partij_jw301_toegewezen_product k
    JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
    JOIN partij_jw301_client c ON c.bericht = k.bericht AND c.nr = k.client
    {{join}} JOIN verzoeken_verzoek v ON v.gemeente = b.gemeente AND v.aanbieder = b.aanbieder
        AND v.referentie = k.referentie_aanbieder AND v.bsn = c.bsn AND v.status IN {OPEN}
"""
WRONG = f"""
    SELECT k.bericht, k.nr {GRANTED.format(join="LEFT")}
    WHERE v.referentie IS NULL AND (k.referentie_aanbieder IS NOT NULL OR k.bericht IN (
        SELECT k.bericht {GRANTED.format(join="")} WHERE v.soort = 'JW317'))
"""

TR379 = Regel(
    code="TR379",
    retourcode="9379",
    niveau=3,
    source=ijw("TR379"),
    uitleg=(
        "Referentie {referentie} is niet van een open verzoek voor deze jeugdige, of ontbreekt terwijl het "
        "bericht een verzoek om wijziging honoreert."
    ),
    wat_te_doen="Neem de referentie over uit het verzoek dat is gehonoreerd, en laat hem anders leeg.",
    plaatsen=(
        Plaats(
            "JW301",
            "ToegewezenProduct",
            onder=WRONG,
            feiten={"referentie": "coalesce(k.referentie_aanbieder, '(leeg)')"},
        ),
    ),
)
