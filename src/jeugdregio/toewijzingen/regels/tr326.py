# SPDX-License-Identifier: EUPL-1.2
"""TR326: a new start is allowed when no start on the allocation is running: each one has a stop, or is deleted."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import DELETED_START_HERE, SAME_DELIVERY

RUNNING = f"""
    EXISTS (SELECT FROM toewijzingen_start a WHERE {SAME_DELIVERY.format(a="a")}
        AND NOT {DELETED_START_HERE.format(a="a")}
        AND NOT EXISTS (SELECT FROM toewijzingen_stop z WHERE z.gemeente = a.gemeente AND z.client_id = a.client_id
            AND z.aanbieder = a.aanbieder AND z.toewijzing_nummer IS NOT DISTINCT FROM a.toewijzing_nummer
            AND z.begin = a.begin AND z.verwijderd_door IS NULL))
"""
EARLIER_IN_MESSAGE = """
    EXISTS (SELECT FROM partij_jw305_start_product w WHERE w.bericht = k.bericht AND w.status_aanlevering = '1'
        AND w.nr < k.nr AND w.toewijzing_nummer = k.toewijzing_nummer)
"""

TR326 = Regel(
    code="TR326",
    retourcode="9326",
    niveau=3,
    source=ijw("TR326"),
    uitleg="Op toewijzing {nummer} loopt al hulp die niet is gestopt.",
    wat_te_doen="Stuur eerst een stopbericht, of verwijder de eerdere start.",
    plaatsen=(
        Plaats(
            "JW305",
            "StartProduct",
            schending=f"k.status_aanlevering = '1' AND k.toewijzing_nummer IS NOT NULL"
            f" AND ({RUNNING} OR {EARLIER_IN_MESSAGE})",
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
