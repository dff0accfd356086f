# SPDX-License-Identifier: EUPL-1.2
"""TR349: a request for change names every current allocation of the child at this provider."""

from jeugdregio.berichten.actions import IN_DEZE_GOLF
from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.verzoeken.regels.verzoek import ACTUEEL

MISSING = f"""
    SELECT k.bericht, k.nr
    FROM partij_jw317_verzoek k
    JOIN partij_bericht b ON b.bericht = k.bericht AND {IN_DEZE_GOLF}
    JOIN partij_jw317_client c ON c.bericht = k.bericht AND c.nr = k.client
    CROSS JOIN LATERAL (
        SELECT t.nummer FROM toewijzingen_v_verzonden t
        WHERE t.gemeente = b.gemeente AND t.client_id = c.client_id AND t.aanbieder = b.aanbieder AND {ACTUEEL}
        OFFSET 0
    ) t
    WHERE NOT EXISTS (SELECT FROM partij_jw317_ongewijzigd_product o
            WHERE o.bericht = k.bericht AND o.toewijzing_nummer = t.nummer)
        AND NOT EXISTS (SELECT FROM partij_jw317_te_wijzigen_product w
            WHERE w.bericht = k.bericht AND w.toewijzing_nummer = t.nummer)
"""

TR349 = Regel(
    code="TR349",
    retourcode="9349",
    niveau=3,
    source=ijw("TR349"),
    uitleg="Het verzoek om wijziging noemt niet alle actuele toewijzingen van de jeugdige.",
    wat_te_doen="Neem elke actuele toewijzing op, als ongewijzigd of als te wijzigen product.",
    plaatsen=(Plaats("JW317", "Verzoek", onder=MISSING),),
)
