# SPDX-License-Identifier: EUPL-1.2
"""
`jeugdregio worker`: works through what was received, for as long as it runs.

The work that waits is the table of received files itself (ADR 0011): a batch and its bookkeeping are one
transaction, so a worker may be killed at any moment and the next one goes on. What was sent is read in a child, that
may die of it; its parent watches (ADR 0016).
"""

import json
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from jeugdregio.inrichting.adres import Adressen
    from jeugdregio.ontvangst.values import Mislukking, Verslag
    from jeugdregio.opdrachtregel.bewaken import Bewaker
    from jeugdregio.opdrachtregel.boeken import Boeker
    from jeugdregio.opdrachtregel.opruimen import Opruimer
    from jeugdregio.opdrachtregel.voorspellen import Voorspeller

EERSTE_PAUZE, LANGSTE_PAUZE = 0.25, 30.0
POST_ELKE = 1.0
"""Seconds between two rounds of the carriers while nothing is waiting."""
BUDGET_ELKE = 600.0
"""Seconds between two looks, after bookings, at whether the budget of a municipality is gone."""
GEHEUGEN_MB = 4_096
GERESERVEERD_MB = 3_072
"""Address space that pyarrow and the allocator reserve and do not use."""
PROGRAMMA = (sys.executable, "-m", "jeugdregio.opdrachtregel")
_PR_SET_PDEATHSIG = 1


def worker(
    hoogstens: Annotated[int, typer.Option(help="Hoogstens zoveel bestanden per keer.", min=1, max=10_000)] = 2_000,
    wacht: Annotated[float, typer.Option(help="Seconden tot weer wordt gekeken.", min=0.05)] = 0.25,
    geheugen: Annotated[
        int, typer.Option(help="Hoogstens zoveel MB geheugen.", min=512, envvar="WORKER_GEHEUGEN_MB")
    ] = GEHEUGEN_MB,
    bord: Annotated[int, typer.Option(hidden=True)] = -1,
    ouder: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Verwerk wat binnenkomt (stop met Ctrl-C)."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    if ouder:
        _eindig_met(ouder, signal.SIGTERM if bord < 0 else signal.SIGKILL)
    if bord >= 0:
        _kind(stop, bord, hoogstens=hoogstens, wacht=wacht, geheugen_mb=geheugen)
        return
    from jeugdregio.opdrachtregel.omgeving import met_eigen_sleutels
    from jeugdregio.opdrachtregel.toezicht import Toezicht

    met_eigen_sleutels()
    options = [f"--hoogstens={hoogstens}", f"--wacht={wacht}", f"--geheugen={geheugen}", f"--ouder={os.getpid()}"]
    command = [*PROGRAMMA, "worker", *options]
    code = Toezicht(command, geheugen_mib=geheugen, meld=typer.echo).houd_gaande(stop)
    if code:
        raise typer.Exit(code)
    typer.echo("De worker is gestopt.")


def _kind(stop: threading.Event, board: int, *, hoogstens: int, wacht: float, geheugen_mb: int) -> None:
    """The process that does the batches."""
    from jeugdregio.inrichting import bord
    from jeugdregio.opdrachtregel import omgeving
    from jeugdregio.opdrachtregel.tabellen import weiger_bij_verschil

    page = bord.Bord(board)
    bord.hang_op(page)
    first: list[dict[str, Any]] = json.load(sys.stdin)
    addresses = omgeving.met_django()
    weiger_bij_verschil()
    for name in ("DATABASE_OWNER_URL", "JEUGDREGIO_ROL"):
        os.environ.pop(name, None)
    _begrens(geheugen_mb)
    typer.echo("De worker wacht op berichten (stop met Ctrl-C).")
    connection = _Verbinding(addresses)
    watcher = _bewaker()
    work = _Werk(hoogstens, first, page.klaar, watcher)
    try:
        werk_door(stop, partij=work, herstel=connection.herstel, rust=lambda: _luister(wacht))
    finally:
        watcher.stop()


def _eindig_met(parent: int, number: signal.Signals) -> None:
    """Let the kernel send us this signal when the process that started us is gone."""
    import ctypes

    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(number))
    if os.getppid() != parent:  # it was gone before we asked
        os.kill(os.getpid(), number)


def _begrens(memory_mb: int) -> None:
    """No dump of memory on disk, first in line when memory runs out, and a wall behind the watch of the parent."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Path("/proc/self/oom_score_adj").write_text("800")
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    wall = mapped + (2 * memory_mb + GERESERVEERD_MB) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (wall, resource.getrlimit(resource.RLIMIT_AS)[1]))


class _Werk:
    """What is done each round: first what the child before us left, then what waits, then the carriers."""

    def __init__(self, most: int, first: list[dict[str, Any]], done: Callable[[], None], watcher: "Bewaker") -> None:
        self._most, self._first, self._done, self._watcher = most, first, done, watcher
        self._post_at = 0.0
        self._budget_at, self._booked = 0.0, True
        self._cleaner = _opruimer()
        self._forecaster = _voorspeller()
        self._booker = _boeker()

    def __call__(self) -> int:
        if self._first:
            many = _haal_in(self._first[0], self._most)
            del self._first[0]
            self._done()
            return many
        many = _batch(self._most)
        _bewaak(self._watcher)
        _ruim_op(self._cleaner)
        if not many:
            _voorspel(self._forecaster)
            self._booked = _boek_vervallen(self._booker) or self._booked
        self._booked = self._booked or bool(many)
        if self._booked and time.monotonic() >= self._budget_at:
            _meld_budgetten()
            self._booked, self._budget_at = False, time.monotonic() + BUDGET_ELKE
        if many:
            self._done()
        elif time.monotonic() < self._post_at:
            return 0
        self._post_at = time.monotonic() + POST_ELKE
        return many + _post()


def _haal_in(order: dict[str, Any], most: int) -> int:
    """Count a file on which the child before us died, or work on some files apart from the rest."""
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.ontvangst.actions import tel_mislukking, verwerk

    moment = timezone.now()
    if "tel" in order:
        failure = tel_mislukking(order["tel"], fout=order["fout"], regio=settings.REGIO, moment=moment)
        if failure.poging:
            _meld_mislukking(moment, failure)
    else:
        today = timezone.localdate(moment)
        _meld(verwerk(regio=settings.REGIO, peildatum=today, moment=moment, hoogstens=most, bestanden=order["doe"]))
    return 1


def werk_door(
    stop: threading.Event,
    *,
    partij: Callable[[], int],
    herstel: Callable[[], None],
    rust: Callable[[], object],
    meld: Callable[[str], None] = typer.echo,
) -> None:
    """
    Call `partij` (gives how much it did) until `stop` is set, and `rust` when there was nothing to do.

    When the database is gone: `herstel`, after a pause that doubles up to half a minute. A bug that a file brings
    up never gets here (`ontvangst.splitsen`); any other ends the worker, and what it was working on still waits.
    """
    from django.db import InterfaceError, OperationalError

    from jeugdregio.inrichting.programma import InrichtenMislukt

    tries = 0
    while not stop.is_set():
        try:
            if tries:
                herstel()
            if not partij():
                rust()
        except (OperationalError, InterfaceError, InrichtenMislukt) as error:
            pause = min(EERSTE_PAUZE * 2**tries, LANGSTE_PAUZE)
            tries += 1
            meld(f"De database is niet bereikbaar ({type(error).__name__}); nieuwe poging over {pause:g} s.")
            stop.wait(pause)
        else:
            if tries:
                meld("De database is weer bereikbaar.")
            tries = 0


def _luister(seconds: float) -> None:
    from jeugdregio.ontvangst.actions import luister

    luister(seconds)


def _bewaker() -> "Bewaker":
    from datetime import timedelta

    from django.conf import settings

    from jeugdregio.opdrachtregel.bewaken import Bewaker

    return Bewaker(timedelta(minutes=settings.CONTROLE_ELKE))


def _batch(most: int) -> int:
    """Work through what waits; gives how many messages came out."""
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.ontvangst.actions import verwerk

    moment = timezone.now()
    report = verwerk(regio=settings.REGIO, peildatum=timezone.localdate(moment), moment=moment, hoogstens=most)
    _meld(report)
    return len(report.uitkomsten)


def _meld(report: "Verslag") -> None:
    for outcome, many in sorted(report.per_uitkomst.items()):
        typer.echo(f"{report.moment:%Y-%m-%d %H:%M:%S} {many} {outcome.replace('_', ' ')}")
    for failure in report.mislukt:
        _meld_mislukking(report.moment, failure)


def _meld_mislukking(moment: "datetime", failure: "Mislukking") -> None:
    aside = "Het staat nu apart, zie `jeugdregio berichten apart`."
    after = aside if failure.apart else "Er volgt een nieuwe poging."
    what = f"bestand {failure.bestand_id} ging mis: {failure.fout}"
    typer.echo(f"{moment:%Y-%m-%d %H:%M:%S} {what}. {after}")


def _bewaak(watcher: "Bewaker") -> None:
    from functools import partial

    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.bewaking.actions import aan_de_beurt
    from jeugdregio.gebruikers.values import verwerking

    said = watcher.kijk(timezone.now(), partial(aan_de_beurt, on_behalf_of=verwerking(settings.REGIO)))
    if said:
        typer.echo(said)


def _meld_budgetten() -> None:
    """Tell the boards whose youth budget of this year is gone by what was booked (S73)."""
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.afsluiting.actions import meld_budgetten_op
    from jeugdregio.gebruikers.values import verwerking

    moment = timezone.now()
    meld_budgetten_op(timezone.localdate(moment).year, moment=moment, on_behalf_of=verwerking(settings.REGIO))


def _opruimer() -> "Opruimer":
    from jeugdregio.opdrachtregel.opruimen import Opruimer

    return Opruimer()


def _ruim_op(cleaner: "Opruimer") -> None:
    from functools import partial

    from django.utils import timezone

    from jeugdregio.bewaren.actions import ruim_op

    said = cleaner.kijk(partial(ruim_op, moment=timezone.now()))
    if said:
        typer.echo(f"{timezone.now():%Y-%m-%d %H:%M:%S} {said}")


def _voorspeller() -> "Voorspeller":
    from jeugdregio.opdrachtregel.voorspellen import Voorspeller

    return Voorspeller()


def _voorspel(forecaster: "Voorspeller") -> None:
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.prognose.actions import NietTeVoorspellen, maak_prognose

    moment = timezone.now()
    first = timezone.localdate(moment).replace(day=1)

    def make() -> bool:
        try:
            return maak_prognose(first, moment=moment, on_behalf_of=verwerking(settings.REGIO)).nieuw
        except NietTeVoorspellen:  # nothing was granted yet; the next round looks again
            return False

    said = forecaster.kijk(make)
    if said:
        typer.echo(f"{moment:%Y-%m-%d %H:%M:%S} {said}")


def _boeker() -> "Boeker":
    from jeugdregio.opdrachtregel.boeken import Boeker

    return Boeker()


def _boek_vervallen(booker: "Boeker") -> bool:
    """Book what is due of agreements and of teams, as of today; whether there was anything to tell."""
    from django.utils import timezone

    from jeugdregio.bekostiging.actions import boek_termijnen
    from jeugdregio.teambudget.lumpsum import boek_vervallen

    moment = timezone.now()
    today = timezone.localdate(moment)
    said = booker.kijk(lambda: boek_termijnen(today, moment=moment) + boek_vervallen(today, moment=moment))
    if said:
        typer.echo(f"{moment:%Y-%m-%d %H:%M:%S} {said}")
    return bool(said)


def _post() -> int:
    """Carry messages both ways, for the carriers that the settings name; gives how many moved."""
    from django.conf import settings
    from django.utils import timezone
    from django.utils.module_loading import import_string

    from jeugdregio.aansluiting import actions
    from jeugdregio.opdrachtregel import aansluiting

    moved = 0
    if settings.AANSLUITING_MAP:
        try:
            taken, sent = aansluiting.ronde(Path(settings.AANSLUITING_MAP), aansluiting.RUST)
        except (actions.MapBezet, actions.MapOnbruikbaar) as refusal:
            typer.echo(str(refusal), err=True)
        except OSError as failure:
            typer.echo(f"De mappen zijn niet bruikbaar ({type(failure).__name__}); volgende ronde weer.", err=True)
        else:
            aansluiting.meld(taken, sent)
            moved += taken.nieuw + sent.verzonden
    if settings.BERICHTENDIENST:
        hub = import_string(settings.BERICHTENDIENST)()
        try:
            taken = actions.neem_dienst_in(hub, regio=settings.REGIO, moment=timezone.now())
        except (actions.NietAfgeleverd, OSError) as failure:
            typer.echo(f"De berichtendienst geeft niets ({type(failure).__name__}); volgende ronde weer.", err=True)
        else:
            moved += taken.nieuw
        sent = actions.verstuur({"dienst": hub}, regio=settings.REGIO, moment=timezone.now())
        moved += sent.verzonden
    return moved


class _Verbinding:
    """The database that the worker works in, found again when it moved."""

    def __init__(self, addresses: "Adressen") -> None:
        self._server = addresses.server

    def herstel(self) -> None:
        """Drop the connection; start the embedded server again when that is the one we use."""
        import psycopg
        from django.db import OperationalError, connection

        from jeugdregio.inrichting import rollen
        from jeugdregio.inrichting.server import zorg_voor_server

        connection.close()
        if self._server is None:
            return
        before = self._server
        try:
            self._server = zorg_voor_server(before.map)
        except (psycopg.OperationalError, FileNotFoundError) as error:
            raise OperationalError("de ingebouwde server start nog") from error
        before.stop()
        connection.settings_dict.update(PORT=str(self._server.poort), PASSWORD=self._server.wachtwoord(rollen.APP))
