# SPDX-License-Identifier: EUPL-1.2
"""
One batch of waiting files as one transaction: unpacked, processed, and marked as done.

What is in hand is told on the board, so that a death of this process is held against the right files (ADR 0016).
"""

import time
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import GeweigerdAanDeDeur, Stuk, open_deur
from jeugdregio.gebruikers.isolatie import als_verwerking
from jeugdregio.inrichting import bord
from jeugdregio.ontvangst.values import GEWEIGERD, Uitkomst
from jeugdregio.ontvangst.vastleggen import lees_op
from jeugdregio.ontvangst.verwerking import geweigerd, store_refusal, verwerk_stukken


class Verdacht(Exception):
    """Raised before anything was done when a file that failed before is among `bestanden`: those that wait."""

    def __init__(self, bestanden: Sequence[tuple[int, int]]) -> None:
        super().__init__(len(bestanden))
        self.bestanden = bestanden


MIB = 1024 * 1024
PARTIJ_BYTES = 256 * MIB
"""So much is taken in one batch, packed and unpacked; a file that does not fit any more waits for the next."""
SECONDEN, SECONDEN_PER_MIB = 120, 2
"""How much processor time a batch may take: some twenty times what it does."""
_LIMITS = "SELECT set_config('statement_timeout', '600s', true), set_config('lock_timeout', '30s', true)"
"""How long one statement may take, and how long we wait for a row of someone else; the files have no part in that."""

_WAITING = """
    WITH gekozen AS (
        SELECT id, sum(omvang_bytes) OVER (ORDER BY id) - omvang_bytes AS ervoor FROM (
            SELECT id, omvang_bytes FROM berichten_bestand
            WHERE status = 'ontvangen' AND (%(bestanden)s::bigint[] IS NULL OR id = ANY (%(bestanden)s))
                AND (ontvangen_op AT TIME ZONE %(tijdzone)s)::date <= %(peildatum)s
            ORDER BY id LIMIT %(hoogstens)s) w
    )
    SELECT id, afzender, codering, inhoud, ontvangen_op, mislukt, omvang_bytes FROM berichten_bestand
    WHERE status = 'ontvangen' AND id IN (SELECT id FROM gekozen WHERE ervoor < %(bytes)s)
    ORDER BY id FOR UPDATE
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

    A file is never judged on a day before it was received: a clock that was set back would refuse it for being dated
    in the future (TR135). It waits until `peildatum` is the day of its receipt or later.

    `gekozen` gets the numbers of the files that were taken, also when the rest fails. Raises `Verdacht` when a
    file that failed before is among what is waiting and no `bestanden` were named.
    """
    try:
        with als_verwerking(regio), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {regio}"])
            cursor.execute(_LIMITS)
            values = {
                "bestanden": None if bestanden is None else list(bestanden),
                "hoogstens": hoogstens,
                "bytes": PARTIJ_BYTES,
                "peildatum": peildatum,
                "tijdzone": settings.TIME_ZONE,
            }
            cursor.execute(_WAITING, values)
            files = cursor.fetchall()
            gekozen += [row[0] for row in files]
            if bestanden is None and any(row[5] for row in files):
                raise Verdacht([(row[0], row[5]) for row in files])
            if not files:
                return []
            return _do(cursor, files, gekozen, peildatum, moment)
    finally:
        bord.leg_neer()


def _do(
    cursor: CursorWrapper, files: list[tuple[Any, ...]], chosen: list[int], peildatum: date, moment: datetime
) -> list[Uitkomst]:
    seconds = SECONDEN + SECONDEN_PER_MIB * sum(row[6] for row in files) // MIB
    bord.neem(chosen, seconds, round(time.process_time() * 1_000))
    stukken: list[Stuk] = []
    outcomes: list[Uitkomst] = []
    size = taken = 0
    for number, sender, coding, content, received, *_ in files:
        if size > PARTIJ_BYTES:
            break
        bord.leest(number)
        parts, refused = _unpack(cursor, number, sender, lees_op(content, coding), received)
        size += sum(len(part.data) for part in parts)
        taken += 1
        stukken += parts
        outcomes += refused
    if taken < len(files):
        del chosen[taken:], files[taken:]
        bord.neem(chosen, seconds, round(time.process_time() * 1_000))
    outcomes += verwerk_stukken(stukken, peildatum=peildatum, moment=moment)
    _close_files(cursor, chosen, outcomes, moment)
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
