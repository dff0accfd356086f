# SPDX-License-Identifier: EUPL-1.2
"""Children that wait since they applied: an open application, and no allocation that came of it (S94, N13)."""

from datetime import date

from django.conf import settings
from django.db import connection

from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang.models import OPEN, Aanmelding
from jeugdregio.toegang.values import Wachttelling

# One child counts once per question. What was decided, withdrawn or sent on waits no longer here; an allocation that
# was made since the application ends this wait and begins the other one (from decision to start).
TEL = """
    WITH wacht AS (
        SELECT a.onderwerp, a.uiterlijk < %(peil)s AS te_laat,
            %(peil)s::date - (a.ontvangen_op AT TIME ZONE %(zone)s)::date AS dagen
        FROM toegang_aanmelding a
        WHERE a.stand = ANY(%(open)s) AND a.persoon IS NOT NULL
            AND (a.ontvangen_op AT TIME ZONE %(zone)s)::date <= %(peil)s
            AND NOT EXISTS (
                SELECT FROM toewijzingen_v_toewijzing t
                JOIN toewijzingen_v_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
                WHERE t.gemeente = a.gemeente AND NOT t.verwijderd AND encode(sha256(c.bsn), 'hex') = a.persoon
                    AND t.vastgesteld_op >= a.ontvangen_op
            )
    )
    SELECT coalesce(onderwerp, ''), te_laat, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY dagen)
    FROM wacht GROUP BY GROUPING SETS ((onderwerp, te_laat), (onderwerp), (te_laat), ())
    HAVING count(*) > 0
"""


def wachten_op_besluit(*, peildatum: date, on_behalf_of: Machtiging) -> list[Wachttelling]:
    """Those of the own municipality on a day, by kind of question and term, and their totals; nobody is no row."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(TEL, {"peil": peildatum, "zone": settings.TIME_ZONE, "open": list(OPEN)})
        return [Wachttelling(*row) for row in cursor.fetchall()]


def onderwerpnamen() -> dict[str, str]:
    """What every kind of question is called, by code."""
    return {value: str(label) for value, label in Aanmelding.Onderwerp.choices}
