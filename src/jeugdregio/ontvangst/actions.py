# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Receiving files, and working through what was received."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import GeweigerdAanDeDeur, Stuk, open_deur
from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.herhaling import antwoord_op_herhaling
from jeugdregio.ontvangst.values import GEWEIGERD, Aanlevering, Ontvangst, Uitkomst, Verslag
from jeugdregio.ontvangst.vastleggen import lees_op, sla_op
from jeugdregio.ontvangst.verwerking import store_refusal, verwerk_stukken

__all__ = ["antwoord_op_herhaling", "leg_vast", "verwerk"]


def leg_vast(aanleveringen: Sequence[Aanlevering], *, moment: datetime, on_behalf_of: Machtiging) -> list[Ontvangst]:
    """
    Store files byte for byte; from the return of this function on, nothing of them can get lost.

    Gives one receipt per file. Nothing is read yet: `verwerk` does that, now or after a crash.
    """
    with namens(on_behalf_of):
        return sla_op(aanleveringen, moment)


def verwerk(*, regio: str, peildatum: date, moment: datetime, hoogstens: int = 10_000) -> Verslag:
    """
    Work through the files that were received and not processed yet, oldest first, as one batch.

    One transaction: on any failure the files stand there as before. Batches of one region never run at the
    same time. Gives the report; no outcomes means that nothing was waiting.
    """
    with als_verwerking(regio), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {regio}"])
        cursor.execute(
            """
            SELECT id, afzender, codering, inhoud, ontvangen_op FROM berichten_bestand
            WHERE status = 'ontvangen' ORDER BY id LIMIT %s FOR UPDATE
            """,
            [hoogstens],
        )
        files = cursor.fetchall()
        stukken: list[Stuk] = []
        outcomes: list[Uitkomst] = []
        for number, sender, coding, content, received in files:
            parts, refused = _unpack(cursor, number, sender, lees_op(content, coding), received)
            stukken += parts
            outcomes += refused
        outcomes += verwerk_stukken(stukken, peildatum=peildatum, moment=moment)
        _close_files(cursor, [row[0] for row in files], outcomes, moment)
    return Verslag(peildatum, moment, sorted(outcomes, key=lambda u: (u.bestand_id, u.nr)))


def _unpack(
    cursor: CursorWrapper, number: int, sender: str, data: bytes, received: datetime
) -> tuple[list[Stuk], list[Uitkomst]]:
    try:
        parts = open_deur(data)
    except GeweigerdAanDeDeur as refusal:
        store_refusal(cursor, number, 0, refusal.code, refusal.uitleg)
        return [], [_turned_away(number, 0, refusal.uitleg)]
    good, refused = [], []
    for nr, part in enumerate(parts):
        if part.bezwaar:
            store_refusal(cursor, number, nr, part.bezwaar.code, part.bezwaar.uitleg)
            refused.append(_turned_away(number, nr, part.bezwaar.uitleg))
        else:
            good.append(Stuk(number, nr, sender, received, part.data))
    return good, refused


def _turned_away(bestand_id: int, nr: int, uitleg: str) -> Uitkomst:
    return Uitkomst(
        bestand_id=bestand_id,
        nr=nr,
        gemeente="",
        aanbieder="",
        soort=None,
        bericht_id=None,
        identificatie="",
        uitkomst=GEWEIGERD,
        uitleg=uitleg,
    )


def _close_files(cursor: CursorWrapper, numbers: Sequence[int], outcomes: Sequence[Uitkomst], moment: datetime) -> None:
    """A file of which every message was turned away is refused; any other is processed."""
    taken_in = {u.bestand_id for u in outcomes if u.uitkomst != GEWEIGERD}
    cursor.execute(
        """
        UPDATE berichten_bestand SET verwerkt_op = %s,
            status = CASE WHEN id = ANY (%s) THEN 'verwerkt' ELSE 'geweigerd' END
        WHERE id = ANY (%s)
        """,
        [moment, list(taken_in), list(numbers)],
    )
