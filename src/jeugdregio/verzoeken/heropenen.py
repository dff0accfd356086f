# SPDX-License-Identifier: EUPL-1.2
"""A request that was granted by a JW301 that never left is open again: its provider was told nothing."""

from datetime import date
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from jeugdregio.gebruikers.isolatie import lezend
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken.models import OPEN, Antwoord, Verzoek
from jeugdregio.verzoeken.na_weigering import heropen_na_weigering
from jeugdregio.verzoeken.termijn import uiterlijk
from jeugdregio.verzoeken.values import IN_BEHANDELING, IN_ONDERZOEK

_NEWER = """
    SELECT EXISTS (SELECT FROM verzoeken_verzoek v JOIN verzoeken_verzoek n ON n.gemeente = v.gemeente
        AND n.aanbieder = v.aanbieder AND n.bsn = v.bsn AND n.bericht_id <> v.bericht_id AND n.status = ANY (%(open)s)
    WHERE v.gemeente = %(gemeente)s AND v.besluit_id = %(bericht)s)
"""


class NieuwVerzoekOpen(Exception):
    """Raised when the provider asked anew for the child since: two requests can not be open (TR374)."""


def heropen(cursor: CursorWrapper, gemeente: str, bericht_id: int) -> None:
    """
    Open the requests that one message granted again, in the transaction that is open; their terms never stopped.

    The database takes the step back only for a message that was taken back. Raises `NieuwVerzoekOpen`.
    """
    facts: dict[str, Any] = {"gemeente": gemeente, "bericht": bericht_id, "open": list(OPEN)}
    cursor.execute(_NEWER, facts)
    if cursor.fetchone()[0]:
        raise NieuwVerzoekOpen
    heropen_na_weigering(cursor, [(gemeente, bericht_id)])


def antwoord_uiterlijk(berichten: set[int], *, on_behalf_of: Machtiging) -> dict[tuple[str, int], date]:
    """Until when the requests that these messages (gemeente, id) end had to be answered, the first of each."""
    with lezend(on_behalf_of):
        rows = list(Verzoek.objects.filter(besluit_id__in=berichten))
        looked_into = set(
            Antwoord.objects.filter(
                referentie__in={row.referentie for row in rows}, wat="2", vervallen=False
            ).values_list("gemeente", "aanbieder", "referentie")
        )
    found: dict[tuple[str, int], date] = {}
    for row in rows:
        known = (row.gemeente, row.aanbieder, row.referentie) in looked_into
        received = timezone.localdate(row.ontvangen_op)
        last = uiterlijk(IN_ONDERZOEK if known else IN_BEHANDELING, ontvangen=received, dagtekening=row.dagtekening)
        key = (row.gemeente, row.besluit_id or 0)
        found[key] = min(found.get(key, last), last)
    return found
