# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Closing a month: nothing is booked in it any more, and its figures are frozen."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from jeugdregio.afsluiting.budgetten import meld_budgetten_op as meld_budgetten_op
from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.afsluiting.values import MAANDRAPPORT, Afsluiting, vingerafdruk
from jeugdregio.begroting import queries as begroting
from jeugdregio.bewaking.queries import betaalstop
from jeugdregio.bewaking.values import Stop
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.isolatie import namens as op_naam_van
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek import queries as boeken
from jeugdregio.regio import queries as regio


class UnableToCloseRunningMonth(Exception):
    """Raised when the month is not over at the moment of closing."""

    def __init__(self, maand: Maand) -> None:
        super().__init__(maand)
        self.maand = maand

    def __str__(self) -> str:
        return f"{self.maand} is nog niet voorbij. Sluit de maand op of na {self.maand.einde:%d-%m-%Y}."


class UnableToCloseOutOfOrder(Exception):
    """Raised when an earlier month that was booked in is still open."""

    def __init__(self, maand: Maand, eerst: Maand) -> None:
        super().__init__(maand, eerst)
        self.maand = maand
        self.eerst = eerst

    def __str__(self) -> str:
        return f"{self.maand} kan nog niet dicht: in {self.eerst} is geboekt en die is open. Sluit die eerst."


class UnableToCloseAsOther(Exception):
    """Raised when someone else than the region closes a month."""

    def __str__(self) -> str:
        return "Alleen de regio sluit een maand. Vraag de administratie van de regio om dit te doen."


class UnableToCloseDuringStop(Exception):
    """Raised when a count found something that is wrong and nobody lifted the stop yet."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop)
        self.stop = stop

    def __str__(self) -> str:
        return str(self.stop)


def sluit_maand(
    maand: Maand, *, moment: datetime, namens: Machtiging, gemeenten: Collection[str] | None = None
) -> Afsluiting:
    """
    Close a month for the municipalities that take part (or for `gemeenten`) and freeze their month reports.

    One transaction; waits for whoever is booking or closing. The board of a municipality whose budget is gone is told
    (S73). Closing again changes nothing, so a report that was
    frozen stays the same. `moment` is aware. Raises `UnableToCloseAsOther`, `UnableToCloseRunningMonth`,
    `UnableToCloseDuringStop` or `UnableToCloseOutOfOrder`.
    """
    if not namens.regio:
        raise UnableToCloseAsOther
    if moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date() < maand.einde:
        raise UnableToCloseRunningMonth(maand)
    if stop := betaalstop(on_behalf_of=namens):
        raise UnableToCloseDuringStop(stop)
    with op_naam_van(namens):
        taking_part = regio.deelnemers(settings.REGIO, maand.laatste_dag)
        chosen = sorted(code for code in taking_part if gemeenten is None or code in gemeenten)
        grootboek.houd_boekers_buiten(chosen)
        with cijfers(namens):
            _check_order(chosen, maand)
        closed = grootboek.sluit(chosen, maand, moment=moment, door=f"{namens.rol.label} {namens.organisatie}")
        _freeze(closed, maand, moment=moment, namens=namens)
        meld_budgetten_op(maand.jaar, moment=moment, on_behalf_of=namens)
    return Afsluiting(maand, tuple(closed), tuple(code for code in chosen if code not in closed))


def _check_order(gemeenten: Collection[str], maand: Maand) -> None:
    for open_month in boeken.open_geboekte_maanden(gemeenten, voor=maand):
        raise UnableToCloseOutOfOrder(maand, open_month)


def _freeze(gemeenten: Collection[str], maand: Maand, *, moment: datetime, namens: Machtiging) -> None:
    """Count once for all of them, after the ledger was closed, and keep the outcome."""
    if not gemeenten:
        return
    region = begroting.regiorapport(maand, on_behalf_of=namens, gemeenten=gemeenten)
    rows = []
    for report in region.gemeenten:
        content = report.naar_json()
        rows.append(
            Momentopname(
                gemeente=report.gemeente,
                soort=MAANDRAPPORT,
                maand=maand.begin,
                inhoud=content,
                sha256=vingerafdruk(content),
                gemaakt_op=moment,
            )
        )
    Momentopname.objects.bulk_create(rows)
