# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Count what must always be true; stop payments when it is not; let a person lift the stop."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jeugdregio.bewaking.models import Betaalstop, Controle
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.vier_ogen import stel_voor
from jeugdregio.logboek import actions as logboek
from jeugdregio.ontvangst.queries import Invariant, Meting, meet

__all__ = ["NietOpTeHeffen", "aan_de_beurt", "controleer", "hef_op", "stel_opheffen_voor"]
GEEN_STOP = "Er is geen betaalstop, of iemand hief hem net op."

LEESLOGBOEK = Invariant(
    "leeslogboek_heel",
    "logboek",
    "Wie wat inzag staat er nog zoals het is geschreven: elke keten van het leeslogboek is heel.",
    "",
)
"""Checked by the room that keeps it (`jeugdregio logboek controleer` says where it broke)."""


class NietOpTeHeffen(Exception):
    """Raised when a stop cannot be lifted; the text says what to do first."""


def controleer(*, moment: datetime, on_behalf_of: Machtiging, ook: Iterable[Invariant] = ()) -> list[Meting]:
    """
    Count every invariant and keep the outcome; when one is broken, payments stop. Gives what was counted.

    `ook` are the invariants of rooms above this one.

    Each count is a transaction of its own, for on a large region the whole takes minutes; the outcome and the stop
    are one transaction.
    """
    begin = time.monotonic()
    found = list(meet(on_behalf_of=on_behalf_of, ook=ook))
    chains = logboek.controleer(on_behalf_of.regio, dag=timezone.localdate(moment))
    found.append(Meting(LEESLOGBOEK, len(chains.breuken)))
    faults = {one.invariant.code: one.fout for one in found if one.fout}
    with namens(on_behalf_of):
        _one_at_a_time()
        count = Controle.objects.create(
            gedaan_op=moment,
            duur_ms=round((time.monotonic() - begin) * 1000),
            geteld=len(found),
            fouten=faults,
        )
        if _money(faults):
            Betaalstop.objects.bulk_create(
                [Betaalstop(regio=settings.REGIO, controle=count, begonnen_op=moment)], ignore_conflicts=True
            )
    return found


def aan_de_beurt(*, moment: datetime, elke: timedelta, on_behalf_of: Machtiging) -> bool:
    """Whether the last count is `elke` ago or more. A clock that was set back does not keep a count away."""
    with namens(on_behalf_of):
        last = Controle.objects.values_list("gedaan_op", flat=True).first()
    return last is None or not moment - elke < last <= moment


def stel_opheffen_voor(*, reden: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Propose to lift the stop that there is; gives the number of the proposal, that another person has to confirm.

    Raises `NietOpTeHeffen` as `hef_op` does, and `NietToegestaan`.
    """
    with namens(on_behalf_of):
        stop = Betaalstop.objects.filter(opgeheven_op__isnull=True).first()
        _check(reden, on_behalf_of)
        if stop is None:
            raise NietOpTeHeffen(GEEN_STOP)
        what = {"stop": stop.pk, "begonnen_op": stop.begonnen_op.isoformat()}
        right = Recht.BETAALSTOP_OPHEFFEN
        made = stel_voor("betaalstop", what, recht=right, reden=reden, moment=moment, on_behalf_of=on_behalf_of)
    return made.pk


def hef_op(*, reden: str, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Lift the stop, for this reason; only when the last count found nothing. One transaction.

    `door` is the account that decides. Raises `NietOpTeHeffen`.
    """
    with namens(on_behalf_of):
        _one_at_a_time()
        reason = _check(reden, on_behalf_of)
        lifted = Betaalstop.objects.filter(opgeheven_op__isnull=True).update(
            opgeheven_op=moment, opgeheven_door=door, reden=reason[:400]
        )
    if not lifted:
        raise NietOpTeHeffen(GEEN_STOP)


def _check(reden: str, wie: Machtiging) -> str:
    """The reason, when the stop may be lifted now; raises `NietOpTeHeffen`."""
    if not wie.regio:
        raise NietOpTeHeffen("Alleen de regio heft een betaalstop op. Vraag het de administratie van de regio.")
    if not reden.strip():
        raise NietOpTeHeffen("Schrijf op wat er was en wat eraan is gedaan. Zonder reden blijft de stop staan.")
    last = Controle.objects.first()
    if last is None or _money(last.fouten):
        raise NietOpTeHeffen(
            "De laatste controle vond nog iets dat niet klopt. Herstel dat, draai `jeugdregio doctor invarianten` "
            "en hef de stop dan op."
        )
    return reden.strip()


def _money(faults: dict[str, int]) -> bool:
    """Whether something is wrong that payments have to wait for: a read log that was tampered with is no such thing."""
    return bool(faults.keys() - {LEESLOGBOEK.code})


def _one_at_a_time() -> None:
    """A count that is red and a stop that is lifted never pass each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('betaalstop'))")
