# SPDX-License-Identifier: EUPL-1.2
"""The consultation after which a part of a price is payable without its result (RA001, TO-26); see `actions`."""

from datetime import datetime

from django.db import connection

from jeugdregio.declaraties.models import Overleg
from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging, Recht


def leg_overleg_vast(
    toewijzing_nummer: int, *, reden: str, door: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    The access of a municipality says why a part is due without its result; the provider declares it again.

    Raises `NietToegestaan` without the right or a reason, for an allocation of another, and the second time.
    """
    if not on_behalf_of.mag(Recht.OVERLEG_VASTLEGGEN) or not on_behalf_of.gemeente:
        raise NietToegestaan("Alleen de toegang van de gemeente legt een overleg vast. Vraag het daar.")
    why = reden_van(reden)
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO declaraties_overleg
                (gemeente, aanbieder, client_id, toewijzing_nummer, reden, door, gezet_op)
            SELECT t.gemeente, t.aanbieder, t.client_id, t.nummer, %s, %s, %s
            FROM toewijzingen_v_product t
            WHERE t.gemeente = %s AND t.nummer = %s
            ON CONFLICT DO NOTHING
            """,
            [why, door, moment, on_behalf_of.gemeente, toewijzing_nummer],
        )
        if not cursor.rowcount:
            raise NietToegestaan("Deze toewijzing is er niet, of het overleg staat er al.")


def overleg(gemeente: str, toewijzing_nummer: int, *, on_behalf_of: Machtiging) -> tuple[str, str, datetime] | None:
    """What was agreed about the last part of an allocation: reason, by whom, when; None when nothing was."""
    with lezend(on_behalf_of):
        found = Overleg.objects.filter(gemeente=gemeente, toewijzing_nummer=toewijzing_nummer).first()
    return (found.reden, found.door, found.gezet_op) if found else None
