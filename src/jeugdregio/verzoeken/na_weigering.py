# SPDX-License-Identifier: EUPL-1.2
"""
A provider refused a JW319 or JW301: that message counts as not sent (OP286), so the request it answered is open again.

The request gets back the state it had. It stays closed when the provider has asked something else for this child
since: one request at a time is open (TR374). A handing over that rested on the refused answer is taken back with it.
"""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper

_REFUSED = "SELECT f.gemeente, f.bericht_id FROM unnest(%s::text[], %s::bigint[]) f (gemeente, bericht_id)"
_LAPSE = f"UPDATE verzoeken_antwoord SET vervallen = true WHERE (gemeente, bericht_id) IN ({_REFUSED})"
_NO_OTHER = """NOT EXISTS (SELECT FROM verzoeken_verzoek o WHERE o.gemeente = v.gemeente
    AND o.aanbieder = v.aanbieder AND o.bsn = v.bsn AND o.bericht_id <> v.bericht_id
    AND o.status IN ('in_behandeling', 'in_onderzoek'))"""
_LIVING = """EXISTS (SELECT FROM verzoeken_antwoord a WHERE a.gemeente = v.gemeente AND a.aanbieder = v.aanbieder
    AND a.referentie = v.referentie AND a.wat = '2' AND NOT a.vervallen)"""
_DECIDED = f"""
    UPDATE verzoeken_verzoek v SET besluit_id = NULL,
        status = CASE WHEN {_LIVING} THEN 'in_onderzoek' ELSE 'in_behandeling' END
    WHERE (v.gemeente, v.besluit_id) IN ({_REFUSED}) AND {_NO_OTHER}
"""
_LOOKED_INTO = f"""
    UPDATE verzoeken_verzoek v SET status = 'in_behandeling'
    FROM verzoeken_antwoord l
    WHERE (l.gemeente, l.bericht_id) IN ({_REFUSED}) AND l.wat = '2' AND v.gemeente = l.gemeente
        AND v.aanbieder = l.aanbieder AND v.referentie = l.referentie AND v.status = 'in_onderzoek'
"""
_TAKE_BACK = f"""
    UPDATE verzoeken_overdracht SET gemeente = '', besluit_id = NULL, bsn = NULL, geboortedatum = NULL, jeugdige = '',
        categorie = '', code = '', geldig = NULL
    WHERE (van, besluit_id) IN ({_REFUSED})
"""


def heropen_na_weigering(cursor: CursorWrapper, afgekeurd: Sequence[tuple[str, int]]) -> None:
    """Open the requests again that these messages (gemeente, bericht_id) answered."""
    facts: tuple[list[str], list[int]] = ([gemeente for gemeente, _ in afgekeurd], [number for _, number in afgekeurd])
    for statement in (_LAPSE, _DECIDED, _LOOKED_INTO, _TAKE_BACK):
        cursor.execute(statement, facts)
