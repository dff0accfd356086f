# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Closing a month: nothing is booked in it any more, and its figures are frozen. And the way back, by two."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from jeugdregio.afsluiting import jaar as jaarwerk
from jeugdregio.afsluiting import stukken
from jeugdregio.afsluiting.budgetten import meld_budgetten_op as meld_budgetten_op
from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.afsluiting.values import MAANDRAPPORT, Afsluiting, Jaarafsluiting, vingerafdruk
from jeugdregio.begroting import queries as begroting
from jeugdregio.bewaking.queries import betaalstop
from jeugdregio.bewaking.values import Stop
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.isolatie import namens as op_naam_van
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.vier_ogen import stel_voor
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek import queries as boeken
from jeugdregio.regio import queries as regio

HEROPENEN, JAAR = "heropenen", "jaar"
"""Kinds of proposals, as the triggers of `beheer` know them."""


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


class UnableToCloseYear(Exception):
    """Raised when a year cannot be closed yet; the text says in Dutch what to do first."""


class UnableToReopen(Exception):
    """Raised when a month cannot be opened again; the text says in Dutch why and what to do."""


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
    `UnableToCloseDuringStop` or `UnableToCloseOutOfOrder`. Closing a month that was re-opened makes a new edition.
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


def _freeze(gemeenten: Mapping[str, int], maand: Maand, *, moment: datetime, namens: Machtiging) -> None:
    """Count once for all of them, after the ledger was closed, and keep the outcome; `gemeenten` has each `keer`."""
    if not gemeenten:
        return
    region = begroting.regiorapport(maand, on_behalf_of=namens, gemeenten=gemeenten)
    reports = [(one.gemeente, MAANDRAPPORT, one.naar_json()) for one in region.gemeenten]
    others = stukken.maak(stukken.Sluiting(tuple(gemeenten), maand, moment, namens))
    Momentopname.objects.bulk_create(
        Momentopname(
            gemeente=town,
            soort=kind,
            maand=maand.begin,
            keer=gemeenten[town],
            inhoud=content,
            sha256=vingerafdruk(content),
            gemaakt_op=moment,
        )
        for town, kind, content in (*reports, *others)
    )


def stel_heropenen_voor(
    maand: Maand, gemeenten: Collection[str], *, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> Voorstel:
    """
    Propose to re-open a month for these municipalities; another person has to confirm it.

    Raises `UnableToReopen` as `heropen_maand` does, and `NietToegestaan`.
    """
    with op_naam_van(on_behalf_of):
        _check_reopen(sorted(gemeenten), maand, on_behalf_of)
        what = {"maand": str(maand), "gemeenten": sorted(gemeenten)}
        return stel_voor(
            HEROPENEN, what, recht=Recht.MAAND_SLUITEN, reden=reden, moment=moment, on_behalf_of=on_behalf_of
        )


def heropen_maand(
    maand: Maand,
    gemeenten: Collection[str],
    *,
    reden: str,
    voorgesteld_door: int,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    Undo the last closing of a month: it can be booked in again, and closing it makes a new edition of its reports.

    One transaction, by whoever confirms; the earlier edition stays as it is. Raises `UnableToReopen`.
    """
    if on_behalf_of.account is None or on_behalf_of.account == voorgesteld_door:
        raise UnableToReopen("Een maand heropenen doen twee mensen. Een ander moet het bevestigen.")
    with in_woorden(UnableToReopen, {}), op_naam_van(on_behalf_of):
        chosen = sorted(gemeenten)
        grootboek.houd_boekers_buiten(chosen)
        _check_reopen(chosen, maand, on_behalf_of)
        grootboek.heropen(
            chosen,
            maand,
            reden=reden,
            voorgesteld_door=voorgesteld_door,
            bevestigd_door=on_behalf_of.account,
            moment=moment,
        )


def stel_jaar_voor(jaar: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> Voorstel:
    """
    Propose to close a year; another person has to confirm it. Raises `UnableToCloseYear` and `NietToegestaan`.
    """
    with op_naam_van(on_behalf_of):
        _check_year(jaar, moment, on_behalf_of)
        return stel_voor(
            JAAR, {"jaar": jaar}, recht=Recht.MAAND_SLUITEN, reden=reden, moment=moment, on_behalf_of=on_behalf_of
        )


def sluit_jaar(jaar: int, *, moment: datetime, on_behalf_of: Machtiging) -> Jaarafsluiting:
    """
    Close a year for good for the municipalities that took part at its end, and freeze their reports of the year.

    One transaction. What comes later about it is booked in the first open month, with its own month of care. Closing
    again changes nothing. Raises `UnableToCloseYear` with what is still open.
    """
    with in_woorden(UnableToCloseYear, {}), op_naam_van(on_behalf_of):
        towns = regio.deelnemers(settings.REGIO, date(jaar, 12, 31))
        grootboek.houd_boekers_buiten(towns)
        _check_year(jaar, moment, on_behalf_of)
        closed = grootboek.sluit_jaar(
            towns, jaar, moment=moment, door=f"{on_behalf_of.rol.label} {on_behalf_of.organisatie}"
        )
        jaarwerk.bevries(closed, jaar, moment=moment, on_behalf_of=on_behalf_of)
    return Jaarafsluiting(jaar, tuple(closed), tuple(code for code in sorted(towns) if code not in closed))


def _check_year(jaar: int, moment: datetime, wie: Machtiging) -> None:
    if not wie.regio:
        raise UnableToCloseYear("Alleen de regio sluit een jaar. Vraag de administratie van de regio om dit te doen.")
    found = jaarwerk.jaarbeeld(jaar, moment=moment, on_behalf_of=wie)
    if not found.namen:
        raise UnableToCloseYear(f"Er deed in {jaar} geen gemeente mee. Kies een ander jaar.")
    stops = [f"{one.naam} ({one.aantal})" for one in found.punten if one.blokkeert and not one.goed]
    if stops:
        raise UnableToCloseYear(f"Het jaar {jaar} kan nog niet dicht. Rond eerst af: {', '.join(stops)}.")


def _check_reopen(gemeenten: Collection[str], maand: Maand, wie: Machtiging) -> None:
    """Raise `UnableToReopen` with what to do, in the transaction of the caller."""
    if not wie.regio:
        raise UnableToReopen("Alleen de regio heropent een maand. Vraag de administratie van de regio om dit te doen.")
    if not gemeenten:
        raise UnableToReopen("Kies voor welke gemeente de maand weer open moet.")
    closed, years, names = boeken.sluitingen(gemeenten), boeken.gesloten_jaren(gemeenten), regio.namen()
    for town in gemeenten:
        name = names.get(town, town)
        if (town, maand) not in closed:
            raise UnableToReopen(f"{maand} is voor {name} niet gesloten. Er valt niets te heropenen.")
        if any(place == town and year >= maand.jaar for place, year in years):
            raise UnableToReopen(
                f"Het jaar {maand.jaar} is voor {name} gesloten. Wat nog komt, wordt geboekt in de eerste open maand."
            )
        last = max(month for place, month in closed if place == town)
        if last > maand:
            raise UnableToReopen(f"{last} is voor {name} ook gesloten. Heropen eerst de laatste gesloten maand.")
