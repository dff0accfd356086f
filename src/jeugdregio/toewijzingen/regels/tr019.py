# SPDX-License-Identifier: EUPL-1.2
"""
TR019: a start or stop belongs to an allocation of this provider for this child.

Without a number it is only right for a product that is contracted by task (taakgericht, IV096); without a code
as well, for a category with such a product. A code that is not in the list is for TR381 to refuse. An allocation
that was deleted counts as never sent.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.tr381 import NOT_IN_LIST

NO_ALLOCATION = f"""
    k.status_aanlevering = '1' AND CASE WHEN k.toewijzing_nummer IS NOT NULL
        THEN t.id IS NULL OR t.verwijderd
        ELSE NOT ({NOT_IN_LIST}) AND NOT EXISTS (SELECT FROM contracten_v_product p WHERE p.regio = b.regio
            AND p.code = coalesce(k.product_code, p.code) AND p.categorie = k.product_categorie
            AND p.variant = 'taak') END
"""

TR019 = Regel(
    code="TR019",
    retourcode="9019",
    niveau=3,
    source=ijw("TR019"),
    uitleg="Er is geen toewijzing met nummer {nummer} voor deze jeugdige bij deze aanbieder.",
    wat_te_doen="Controleer het toewijzingnummer in het toewijzingsbericht van de gemeente.",
    plaatsen=tuple(
        Plaats(bericht, klasse, schending=NO_ALLOCATION, feiten={"nummer": "k.toewijzing_nummer"})
        for bericht, klasse in (("JW305", "StartProduct"), ("JW307", "StopProduct"))
    ),
)
