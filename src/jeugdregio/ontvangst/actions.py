# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Receiving files, and working through what was received."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.afschermen import NietAfgeschermd, hef_op, scherm_af
from jeugdregio.ontvangst.afwachten import laat_verwerken
from jeugdregio.ontvangst.apart import NietApart, geef_vrij, tel_mislukking
from jeugdregio.ontvangst.bel import luister
from jeugdregio.ontvangst.herhaling import antwoord_op_herhaling
from jeugdregio.ontvangst.splitsen import werk_af
from jeugdregio.ontvangst.values import Aanlevering, Ontvangst, Verslag
from jeugdregio.ontvangst.vasthouden import NietIngetrokken, laat_gaan, trek_in
from jeugdregio.ontvangst.vastleggen import sla_op

__all__ = [
    "NietAfgeschermd",
    "NietApart",
    "NietIngetrokken",
    "antwoord_op_herhaling",
    "geef_vrij",
    "hef_op",
    "houd_partijen_tegen",
    "laat_gaan",
    "laat_verwerken",
    "leg_vast",
    "luister",
    "scherm_af",
    "tel_mislukking",
    "trek_in",
    "verwerk",
]


def houd_partijen_tegen(regio: str) -> None:
    """Wait for the batch that runs now, and keep the next one out until the transaction of the caller ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ontvangst {regio}"])


def leg_vast(aanleveringen: Sequence[Aanlevering], *, moment: datetime, on_behalf_of: Machtiging) -> list[Ontvangst]:
    """
    Store files byte for byte; from the return of this function on, nothing of them can get lost.

    Gives one receipt per file. Nothing is read yet: `verwerk` does that, now or after a crash.
    """
    with namens(on_behalf_of):
        return sla_op(aanleveringen, moment)


def verwerk(
    *,
    regio: str,
    peildatum: date,
    moment: datetime,
    hoogstens: int = 10_000,
    bestanden: Sequence[int] | None = None,
) -> Verslag:
    """
    Work through the files that were received and not processed yet, or these of them, oldest first, as one batch.

    A batch holds `hoogstens` files and 256 MiB; what comes after that waits for the next. It is one
    transaction: on any failure the files stand there as before. Batches of one region never run at the
    same time. When the failure is a bug, the batch is split until the files that cause it stand alone; the others
    go through, and a file that failed alone three times is set aside (`Verslag.mislukt`, `geef_vrij`).

    Gives the report; no outcomes means that nothing was waiting. Raises what the database raises when it is not
    there, or is too busy for long.
    """
    outcomes, failures = werk_af(
        regio=regio, peildatum=peildatum, moment=moment, hoogstens=hoogstens, bestanden=bestanden
    )
    return Verslag(peildatum, moment, sorted(outcomes, key=lambda u: (u.bestand_id, u.nr)), failures)
