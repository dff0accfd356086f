# SPDX-License-Identifier: EUPL-1.2
"""One batch of waiting files as one transaction: unpacked, processed, and marked as done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import GeweigerdAanDeDeur, Stuk, open_deur
from jeugdregio.gebruikers.isolatie import als_verwerking
from jeugdregio.ontvangst.values import GEWEIGERD, Uitkomst
from jeugdregio.ontvangst.vastleggen import lees_op
from jeugdregio.ontvangst.verwerking import geweigerd, store_refusal, verwerk_stukken


class Verdacht(Exception):
    """Raised before anything was done when a file that failed before is among `bestanden`: those that wait."""

    def __init__(self, bestanden: Sequence[tuple[int, int]]) -> None:
        super().__init__(len(bestanden))
        self.bestanden = bestanden


_WAITING = """
    SELECT id, afzender, codering, inhoud, ontvangen_op, mislukt FROM berichten_bestand
    WHERE status = 'ontvangen' AND (%(bestanden)s::bigint[] IS NULL OR id = ANY (%(bestanden)s))
    ORDER BY id LIMIT %(hoogstens)s FOR UPDATE
"""


def verwerk_partij(
    *,
    regio: str,
    peildatum: date,
    moment: datetime,
    hoogstens: int,
    bestanden: Sequence[int] | None = None,
    gekozen: list[int],
) -> list[Uitkomst]:
    """
    Process what is waiting, or of these `bestanden` those that are, in a transaction of their own.

    `gekozen` gets the numbers of the files that were taken, also when the rest fails. Raises `Verdacht` when a
    file that failed before is among what is waiting and no `bestanden` were named.
    """
    with als_verwerking(regio), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {regio}"])
        cursor.execute(_WAITING, {"bestanden": None if bestanden is None else list(bestanden), "hoogstens": hoogstens})
        files = cursor.fetchall()
        gekozen += [row[0] for row in files]
        if bestanden is None and any(row[-1] for row in files):
            raise Verdacht([(row[0], row[-1]) for row in files])
        stukken: list[Stuk] = []
        outcomes: list[Uitkomst] = []
        for number, sender, coding, content, received, _ in files:
            parts, refused = _unpack(cursor, number, sender, lees_op(content, coding), received)
            stukken += parts
            outcomes += refused
        outcomes += verwerk_stukken(stukken, peildatum=peildatum, moment=moment)
        _close_files(cursor, [row[0] for row in files], outcomes, moment)
    return outcomes


def _unpack(
    cursor: CursorWrapper, number: int, sender: str, data: bytes, received: datetime
) -> tuple[list[Stuk], list[Uitkomst]]:
    try:
        parts = open_deur(data)
    except GeweigerdAanDeDeur as refusal:
        store_refusal(cursor, number, 0, refusal.code, refusal.uitleg)
        return [], [geweigerd(number, 0, refusal.uitleg)]
    good, refused = [], []
    for nr, part in enumerate(parts):
        if part.bezwaar:
            store_refusal(cursor, number, nr, part.bezwaar.code, part.bezwaar.uitleg)
            refused.append(geweigerd(number, nr, part.bezwaar.uitleg))
        else:
            good.append(Stuk(number, nr, sender, received, part.data))
    return good, refused


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
