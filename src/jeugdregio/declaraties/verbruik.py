# SPDX-License-Identifier: EUPL-1.2
"""What was granted on an allocation, counted anew when the municipality made it a budget, or a volume again."""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper

from jeugdregio.toewijzingen import actions as toewijzingen

_GRANTED = """
    SELECT p.gemeente, p.toewijzing_id, sum(
        CASE p.dc WHEN 'D' THEN 1 ELSE -1 END
        * CASE t.maat WHEN 'bedrag' THEN p.bedrag_cent ELSE toewijzingen_maat(p.volume, p.eenheid) END
    )::bigint AS gebruikt
    FROM unnest(%(gemeenten)s::text[], %(toewijzingen)s::bigint[]) k (gemeente, id)
    JOIN toewijzingen_v_product t ON t.gemeente = k.gemeente AND t.id = k.id
    JOIN declaraties_prestatie p ON p.gemeente = t.gemeente AND p.toewijzing_id = t.id AND p.toegekend
    GROUP BY p.gemeente, p.toewijzing_id
"""


def tel_verbruik_opnieuw(cursor: CursorWrapper, toewijzingen_: Sequence[tuple[str, int]]) -> None:
    """Restate the use of these allocations (gemeente, id) in the measure that they have now."""
    gemeenten, ids = zip(*toewijzingen_, strict=True)
    facts = {"gemeenten": list(gemeenten), "toewijzingen": list(ids)}
    toewijzingen.stel_verbruik(cursor, _GRANTED, facts)
