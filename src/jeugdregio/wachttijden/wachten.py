# SPDX-License-Identifier: EUPL-1.2
"""Who waits longest: children of one municipality with an allocation that did not begin (S94)."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.wachttijden.gegevens import vraagregel
from jeugdregio.wachttijden.tellen import GANG
from jeugdregio.wachttijden.values import Antwoord, Wachtende

LANGST = f"""
    WITH gang AS MATERIALIZED ({GANG})
    SELECT g.gemeente, g.nummer, g.client_id, encode(sha256(c.bsn), 'hex'),
        concat_ws(' ', nullif(c.voornamen, ''), nullif(c.voorvoegsel, ''), nullif(c.achternaam, '')), c.geboortedatum,
        g.aanbieder, g.profiel, coalesce(g.gevraagd, g.besloten), g.gevraagd IS NOT NULL, g.ingang,
        q.schaadt, q.gevraagd_aan, q.overbrugging, q.toelichting, q.door, q.gevraagd_op
    FROM gang g
    JOIN toewijzingen_v_client c ON c.gemeente = g.gemeente AND c.id = g.client_id
    LEFT JOIN LATERAL (
        SELECT w.* FROM wachttijden_wachtvraag w
        WHERE w.gemeente = g.gemeente AND w.toewijzing_nummer = g.nummer ORDER BY w.gevraagd_op DESC, w.id DESC LIMIT 1
    ) q ON true
    WHERE g.begonnen IS NULL AND g.gemeente = %(gemeente)s AND (g.tot IS NULL OR g.tot > %(peil)s)
        AND coalesce(g.gevraagd, g.besloten) <= %(peil)s AND (%(nummer)s::int IS NULL OR g.nummer = %(nummer)s)
    ORDER BY q.gevraagd_op IS NULL OR q.gevraagd_op::date <= %(oud)s DESC, 9, g.nummer
    LIMIT %(hoogstens)s
"""


def langst(regio: str, peildatum: date, *, on_behalf_of: Machtiging, nummer: int | None = None) -> list[Wachtende]:
    """Whoever waits: the question about harm that is due first, then the longest wait; or the one of an allocation."""
    rule = vraagregel()
    again = timedelta(weeks=rule.opnieuw_na_weken)
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(
            LANGST,
            {
                "regio": regio,
                "gemeente": on_behalf_of.gemeente,
                "peil": peildatum,
                "oud": peildatum - again,
                "nummer": nummer,
                "hoogstens": rule.langst_eerst,
            },
        )
        return [_een(row, peildatum, again) for row in cursor.fetchall()]


def _een(row: tuple[Any, ...], peildatum: date, again: timedelta) -> Wachtende:
    *facts, said, whom, meanwhile, remark, by, asked = row
    answer = Antwoord(said, whom, meanwhile, remark, by, asked) if said else None
    next_time = timezone.localtime(asked).date() + again if asked else None
    values: tuple[Any, ...] = (*facts, (peildatum - facts[8]).days, answer, next_time)
    return Wachtende(*values)
