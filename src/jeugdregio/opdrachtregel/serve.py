# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio serve`: the web application."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Annotated, Any

import typer

from jeugdregio.core.bsn import masker

TOEGANGSREGEL = "%(addr)s %(method)s %(path)s %(status)d %(dt_ms).0f ms"
"""No query: a search can name a child."""


class Gemaskeerd(logging.Formatter):
    """For the lines of the web server itself: an address can hold a burgerservicenummer that someone typed there."""

    def format(self, record: logging.LogRecord) -> str:
        """As ever, without what may be such a number."""
        return masker(super().format(record))


def van_webserver() -> dict[str, Any]:
    """What Granian is to change in its own configuration of logging."""
    lines = {"generic": "[%(levelname)s] %(message)s", "access": "%(message)s"}
    return {"formatters": {name: {"()": Gemaskeerd, "fmt": fmt} for name, fmt in lines.items()}}


def serve(
    host: Annotated[str, typer.Option(help="Adres om op te luisteren.")] = "127.0.0.1",
    poort: Annotated[int, typer.Option(help="Poort om op te luisteren.")] = 8000,
    werkers: Annotated[int, typer.Option(help="Aantal processen.", min=1)] = 2,
    draden: Annotated[int, typer.Option(help="Aantal draden per proces.", min=1)] = 4,
    migreren: Annotated[bool, typer.Option(help="Werk eerst de tabellen bij, als dat mag.")] = True,
    met_worker: Annotated[
        bool, typer.Option("--worker/--geen-worker", help="Start ook de worker, die leest wat binnenkomt.")
    ] = True,
    toegangslog: Annotated[bool, typer.Option("--toegangslog", help="Schrijf een regel per verzoek.")] = False,
) -> None:
    """Start de webapplicatie (stop met Ctrl-C)."""
    from jeugdregio.inrichting import rollen
    from jeugdregio.inrichting.plaats import werkmap
    from jeugdregio.opdrachtregel import omgeving
    from jeugdregio.opdrachtregel.tabellen import weiger_bij_verschil

    omgeving.met_eigen_sleutels()
    asked = dict(os.environ)
    addresses = omgeving.met_database()
    try:
        rollen.controleer_app_rol(addresses.app)
    except rollen.OnveiligeRol as refusal:
        omgeving.stop_met(str(refusal))
    if migreren and addresses.eigenaar:
        omgeving.migreer()
    omgeving.met_django()
    weiger_bij_verschil()
    # From here on nothing in this process or its children can become the owner.
    for name in ("DATABASE_OWNER_URL", "JEUGDREGIO_ROL"):
        os.environ.pop(name, None)
    (werkmap() / "static").mkdir(parents=True, exist_ok=True)
    typer.echo(f"jeugdregio draait op http://{host}:{poort}/ (stop met Ctrl-C)")
    with _worker(asked) if met_worker else nullcontext():
        _run(host, poort, werkers, draden, access_log=toegangslog)


@contextmanager
def _worker(env: Mapping[str, str]) -> Iterator[None]:
    """A worker beside the site, in an environment without the addresses that we found; it ends when we do."""
    command = [sys.executable, "-m", "jeugdregio.opdrachtregel", "worker", f"--ouder={os.getpid()}"]
    process = subprocess.Popen(command, env=dict(env))
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _run(host: str, port: int, workers: int, threads: int, *, access_log: bool) -> None:
    """Serve until a signal says stop."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["JEUGDREGIO_DRADEN"] = str(threads)
    Granian(
        "jeugdregio.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        websockets=False,
        workers=workers,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        log_access=access_log,
        log_access_format=TOEGANGSREGEL,
        log_dictconfig=van_webserver(),
    ).serve()
