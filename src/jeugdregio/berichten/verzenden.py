# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. The outbox: what has to leave, who takes it, and what became of it.

Sending is at-least-once. `neem` books an attempt and its next moment before anything is sent, in a transaction of its
own; `boek_verzonden` and `boek_mislukt` book the end. Whoever dies in between leaves a row that comes back at its next
moment. The clock is the caller's: nothing here asks what time it is or waits.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from jeugdregio.berichten.models import Verzending
from jeugdregio.berichten.queries import antwoord, bewijs, origineel
from jeugdregio.berichten.values import Doorgave, Kenmerk, Vastgelopen, Zending
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging

EERSTE_PAUZE, LANGSTE_PAUZE = timedelta(minutes=1), timedelta(hours=6)
VAST_NA = 5
"""So many attempts without success: someone has to look (a quarter of an hour after the first)."""
ONDERBROKEN = "Onderbroken"
VRIJ = Verzending.Stand.VRIJ

_NEEM = """
    UPDATE berichten_verzending v
    SET pogingen = v.pogingen + 1, fout = %(onderbroken)s,
        volgende_op = %(moment)s + least(
            make_interval(secs => %(eerste)s * power(2, least(v.pogingen, 20))), make_interval(secs => %(langste)s))
    FROM (
        SELECT gemeente, bericht_id, stuk FROM berichten_verzending
        WHERE verzonden_op IS NULL AND ontvanger = ANY (%(ontvangers)s::text[])
            AND (volgende_op <= %(moment)s OR volgende_op > %(moment)s + make_interval(secs => %(langste)s))
        ORDER BY volgende_op, bericht_id, stuk LIMIT %(hoogstens)s FOR UPDATE SKIP LOCKED
    ) k
    WHERE v.gemeente = k.gemeente AND v.bericht_id = k.bericht_id AND v.stuk = k.stuk
    RETURNING v.gemeente, v.bericht_id, v.stuk
"""


def neem(
    ontvangers: Collection[str], *, moment: datetime, on_behalf_of: Machtiging, hoogstens: int = 100
) -> list[Kenmerk]:
    """
    Take what is due for these organisations, oldest message first; each is booked as an attempt that was begun.

    Two processes never take the same row at the same moment. The pause until the next attempt doubles from one
    minute to six hours and never ends: what has to leave is not given up. A next moment that lies further away was
    booked by a clock that was ahead, and is due as well.
    """
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(
            _NEEM,
            {
                "onderbroken": ONDERBROKEN,
                "moment": moment,
                "eerste": EERSTE_PAUZE.total_seconds(),
                "langste": LANGSTE_PAUZE.total_seconds(),
                "ontvangers": list(ontvangers),
                "hoogstens": hoogstens,
            },
        )
        taken = [Kenmerk(*row) for row in cursor.fetchall()]
    return sorted(taken, key=lambda k: (k.bericht_id, k.stuk))


def boek_verzonden(kenmerk: Kenmerk, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The other side has it; saying so twice changes nothing."""
    with namens(on_behalf_of):
        _waiting(kenmerk).update(verzonden_op=moment, volgende_op=None, fout="")


def boek_mislukt(kenmerk: Kenmerk, *, fout: str, on_behalf_of: Machtiging) -> None:
    """The attempt failed; `fout` is the class of the failure. The next moment was booked when it began."""
    with namens(on_behalf_of):
        _waiting(kenmerk).update(fout=fout[:40])


def bevestig(kenmerk: Kenmerk, *, ontvanger: str, moment: datetime, on_behalf_of: Machtiging) -> bool:
    """
    The receiver himself says that he has it, now or before; False when there is no such thing for him.

    Asked by the region on his behalf: a receiver may see the outbox, not change it.
    """
    with namens(on_behalf_of):
        if not _rows(kenmerk).filter(ontvanger=ontvanger).exists():
            return False
        _waiting(kenmerk).update(verzonden_op=moment, volgende_op=None, fout="")
    return True


def te_ontvangen(
    *, ontvanger: str, on_behalf_of: Machtiging, hoogstens: int = 100
) -> list[tuple[Kenmerk, str, datetime]]:
    """What waits for this organisation, oldest first: which, its kind, and when it was made."""
    with lezend(on_behalf_of):
        rows = Verzending.objects.filter(ontvanger=ontvanger, verzonden_op__isnull=True, stand=VRIJ)
        found = list(rows.order_by("gemaakt_op", "bericht_id", "stuk")[:hoogstens])
    return [(Kenmerk(row.gemeente, row.bericht_id, row.stuk), row.soort, row.gemaakt_op) for row in found]


def zending(kenmerk: Kenmerk, *, on_behalf_of: Machtiging, ontvanger: str = "") -> Zending | None:
    """What leaves, with its bytes; None when it does not exist for the asker, or is for another `ontvanger`."""
    with lezend(on_behalf_of):
        row = _rows(kenmerk).first()
        if row is None or (ontvanger and row.ontvanger != ontvanger):
            return None
        if row.stuk == Verzending.Stuk.ANTWOORD:
            answer = antwoord(row.gemeente, row.bericht_id, on_behalf_of=on_behalf_of)
            data = answer[1] if answer else None
        else:
            receipt = bewijs(row.gemeente, row.bericht_id, on_behalf_of=on_behalf_of)
            data = origineel(receipt, on_behalf_of=on_behalf_of) if receipt else None
    if data is None:
        return None
    sender = row.aanbieder if row.ontvanger == row.gemeente else row.gemeente
    return Zending(kenmerk, sender, row.ontvanger, row.soort, data)


def doorgaven(
    *, on_behalf_of: Machtiging, gemeente: str = "", bericht_id: int = 0, na: int = 0, hoogstens: int = 50
) -> tuple[list[Doorgave], int]:
    """The claims that pass to their municipality, newest first, from place `na` on, and how many; or one of them."""
    with lezend(on_behalf_of):
        rows = Verzending.objects.filter(stuk=Verzending.Stuk.DOORGAVE).order_by("-bericht_id")
        if gemeente:
            rows = rows.filter(gemeente=gemeente, bericht_id=bericht_id)
        found = [
            Doorgave(row.gemeente, row.aanbieder, row.bericht_id, row.gemaakt_op, row.verzonden_op)
            for row in rows[na : na + hoogstens]
        ]
        return found, rows.count()


def vastgelopen(*, on_behalf_of: Machtiging, na: int = VAST_NA) -> list[Vastgelopen]:
    """What was tried `na` times or more and is not there yet, per receiver and last failure."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT ontvanger, fout, count(*), max(pogingen), min(gemaakt_op) FROM berichten_verzending
            WHERE verzonden_op IS NULL AND pogingen >= %s GROUP BY 1, 2 ORDER BY 5, 1, 2
            """,
            [na],
        )
        return [Vastgelopen(*row) for row in cursor.fetchall()]


def _rows(kenmerk: Kenmerk) -> QuerySet[Verzending]:
    """What is held does not exist for whoever sends or receives."""
    return Verzending.objects.filter(
        gemeente=kenmerk.gemeente, bericht_id=kenmerk.bericht_id, stuk=kenmerk.stuk, stand=VRIJ
    )


def _waiting(kenmerk: Kenmerk) -> QuerySet[Verzending]:
    return _rows(kenmerk).filter(verzonden_op__isnull=True)
