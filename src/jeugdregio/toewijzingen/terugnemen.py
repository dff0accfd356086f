# SPDX-License-Identifier: EUPL-1.2
"""
Undo what a JW301 did that never left: the provider does not know it, so what it knows counts again.

An allocation goes back to its version before, or counts as deleted when there was none. That is only possible while
nothing was built on the message.
"""

from typing import Any

from django.db.backends.utils import CursorWrapper

_BUILT_ON = """
    SELECT EXISTS (SELECT FROM toewijzingen_toewijzing t
        JOIN toewijzingen_stand s ON s.gemeente = t.gemeente AND s.toewijzing_id = t.id
        WHERE t.gemeente = %(gemeente)s AND t.bericht_id = %(bericht)s
            AND (s.prestaties > 0 OR EXISTS (SELECT FROM toewijzingen_start a WHERE a.gemeente = t.gemeente
                AND a.client_id = t.client_id AND a.toewijzing_nummer = t.nummer AND a.verwijderd_door IS NULL))
            AND NOT EXISTS (SELECT FROM toewijzingen_toewijzingversie v WHERE v.gemeente = t.gemeente
                AND v.nummer = t.nummer AND v.bericht_id <> t.bericht_id AND NOT v.ingetrokken))
"""
_TAKE_BACK = """
    UPDATE toewijzingen_toewijzingversie SET ingetrokken = true
    WHERE gemeente = %(gemeente)s AND bericht_id = %(bericht)s
"""
_PREVIOUS = """
    WITH nu AS MATERIALIZED (
        SELECT gemeente, id, nummer, maat FROM toewijzingen_toewijzing
        WHERE gemeente = %(gemeente)s AND bericht_id = %(bericht)s
    ), terug AS (
        UPDATE toewijzingen_toewijzing t
        SET geldig = v.geldig, vastgesteld_op = v.vastgesteld_op, volume = v.volume, eenheid = v.eenheid,
            frequentie = v.frequentie, budget_cent = v.budget_cent, reden_wijziging = v.reden_wijziging,
            verwijderd = v.reden_wijziging = '13', bericht_id = v.bericht_id,
            maat = CASE WHEN v.volume IS NULL THEN 'bedrag' ELSE 'volume' END,
            maximaal = toewijzingen_maximaal(v.volume, v.eenheid, v.frequentie, v.budget_cent, lower(v.geldig),
                upper(v.geldig) - 1)
        FROM nu CROSS JOIN LATERAL (
            SELECT * FROM toewijzingen_toewijzingversie o
            WHERE o.gemeente = nu.gemeente AND o.nummer = nu.nummer AND NOT o.ingetrokken
            ORDER BY o.vastgesteld_op DESC, o.bericht_id LIMIT 1
        ) v
        WHERE t.gemeente = nu.gemeente AND t.id = nu.id
        RETURNING t.gemeente, t.id, t.maat, t.maximaal
    ), stand AS (
        UPDATE toewijzingen_stand s
        SET maximaal = terug.maximaal,
            drempel = CASE WHEN terug.maximaal IS NOT NULL THEN greatest(terug.maximaal, s.gebruikt) END
        FROM terug WHERE s.gemeente = terug.gemeente AND s.toewijzing_id = terug.id
    )
    SELECT nu.gemeente, nu.id FROM nu JOIN terug USING (gemeente, id) WHERE terug.maat <> nu.maat
"""
_NEVER_THERE = """
    UPDATE toewijzingen_toewijzing SET verwijderd = true, reden_wijziging = '13'
    WHERE gemeente = %(gemeente)s AND bericht_id = %(bericht)s
"""


class AlGebruikt(Exception):
    """Raised when care was started or claimed on an allocation that only this message made."""


def neem_terug(cursor: CursorWrapper, gemeente: str, bericht_id: int) -> list[tuple[str, int]]:
    """
    Undo the allocations of one message, in the transaction that is open, as the region's processing.

    Gives the allocations (gemeente, id) that are counted in another measure from now on. Raises `AlGebruikt`.
    """
    facts: dict[str, Any] = {"gemeente": gemeente, "bericht": bericht_id}
    cursor.execute(_BUILT_ON, facts)
    if cursor.fetchone()[0]:
        raise AlGebruikt
    cursor.execute(_TAKE_BACK, facts)
    cursor.execute(_PREVIOUS, facts)
    other_measure: list[tuple[str, int]] = cursor.fetchall()
    cursor.execute(_NEVER_THERE, facts)  # what is still of this message has no version before
    return other_measure
