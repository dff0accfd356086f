# SPDX-License-Identifier: EUPL-1.2
"""
`jeugdregio worker`: works through what was received, for as long as it runs.

The work that waits is the table of received files itself (ADR 0011): a batch and its bookkeeping are one
transaction, so a worker may be killed at any moment and the next one goes on.
"""

import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.inrichting.adres import Adressen
    from jeugdregio.opdrachtregel.bewaken import Bewaker

EERSTE_PAUZE, LANGSTE_PAUZE = 0.25, 30.0


def worker(
    hoogstens: Annotated[int, typer.Option(help="Hoogstens zoveel bestanden per keer.", min=1)] = 2_000,
    wacht: Annotated[float, typer.Option(help="Seconden tot weer wordt gekeken.", min=0.05)] = 1.0,
) -> None:
    """Verwerk wat binnenkomt (stop met Ctrl-C)."""
    from jeugdregio.opdrachtregel import omgeving

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    addresses = omgeving.met_django()
    for name in ("DATABASE_OWNER_URL", "JEUGDREGIO_ROL"):
        os.environ.pop(name, None)
    typer.echo("De worker wacht op berichten (stop met Ctrl-C).")
    connection = _Verbinding(addresses)
    watcher = _bewaker()
    try:
        werk_door(stop, partij=lambda: _batch(hoogstens, watcher), herstel=connection.herstel, wacht=wacht)
    finally:
        watcher.stop()
    typer.echo("De worker is gestopt.")


def werk_door(
    stop: threading.Event,
    *,
    partij: Callable[[], int],
    herstel: Callable[[], None],
    wacht: float = 1.0,
    meld: Callable[[str], None] = typer.echo,
) -> None:
    """
    Call `partij` (gives how much it did) until `stop` is set; wait `wacht` seconds when there was nothing.

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
            done = partij()
        except (OperationalError, InterfaceError, InrichtenMislukt) as error:
            pause = min(EERSTE_PAUZE * 2**tries, LANGSTE_PAUZE)
            tries += 1
            meld(f"De database is niet bereikbaar ({type(error).__name__}); nieuwe poging over {pause:g} s.")
            stop.wait(pause)
        else:
            if tries:
                meld("De database is weer bereikbaar.")
            tries = 0
            if not done:
                stop.wait(wacht)


def _bewaker() -> "Bewaker":
    from datetime import timedelta

    from django.conf import settings

    from jeugdregio.opdrachtregel.bewaken import Bewaker

    return Bewaker(timedelta(minutes=settings.CONTROLE_ELKE))


def _batch(most: int, watcher: "Bewaker") -> int:
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.ontvangst.actions import verwerk

    report = verwerk(regio=settings.REGIO, peildatum=timezone.localdate(), moment=timezone.now(), hoogstens=most)
    for outcome, many in sorted(report.per_uitkomst.items()):
        typer.echo(f"{report.moment:%Y-%m-%d %H:%M:%S} {many} {outcome.replace('_', ' ')}")
    for failure in report.mislukt:
        aside = "Het staat nu apart, zie `jeugdregio berichten apart`."
        after = aside if failure.apart else "Er volgt een nieuwe poging."
        what = f"bestand {failure.bestand_id} ging mis: {failure.fout}"
        typer.echo(f"{report.moment:%Y-%m-%d %H:%M:%S} {what}. {after}")
    _bewaak(watcher)
    return len(report.uitkomsten) + _post()


def _bewaak(watcher: "Bewaker") -> None:
    from functools import partial

    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.bewaking.actions import aan_de_beurt
    from jeugdregio.gebruikers.values import verwerking

    said = watcher.kijk(timezone.now(), partial(aan_de_beurt, on_behalf_of=verwerking(settings.REGIO)))
    if said:
        typer.echo(said)


def _post() -> int:
    """Carry messages both ways, for the carriers that the settings name; gives how many moved."""
    from pathlib import Path

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
