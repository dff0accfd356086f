# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio reservekopie`: copies of the database, going back to a moment, and the drill."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.inrichting.bewaarplaats import Bewaarplaats

app = typer.Typer(help="Reservekopieën maken en terugzetten.", no_args_is_help=True, rich_markup_mode=None)

OUDSTE_KOPIE = timedelta(days=8)
LANGSTE_STILTE = timedelta(minutes=15)
PROGRAMMA = (sys.executable, "-m", "jeugdregio.opdrachtregel")


@app.callback()
def reservekopie() -> None:
    """Reservekopieën maken en terugzetten."""


@app.command("maak")
def maak(
    logisch: Annotated[bool, typer.Option("--logisch", help="Maak een dump, voor een andere PostgreSQL.")] = False,
    bewaar: Annotated[int, typer.Option(help="Zoveel dagen terug moet kunnen.", min=1)] = 35,
) -> None:
    """Maak een versleutelde kopie van de database en ruim op wat niet meer nodig is."""
    from jeugdregio.inrichting.reservekopie import maak_basis, maak_logisch

    with _meldt_weigering():
        place, secret = _plaats(), _geheim()
        moment = datetime.now(tz=UTC)
        copy = (maak_logisch if logisch else maak_basis)(_adres(), place, secret, moment=moment)
        typer.echo(f"Kopie {copy.naam} is klaar: {copy.manifest.omvang_bytes / 1e6:.1f} MB.")
        for name in place.ruim_op(voor=moment - timedelta(days=bewaar)):
            typer.echo(f"Opgeruimd: {name}")


@app.command("volg")
def volg(
    elke: Annotated[float, typer.Option(help="Hoogstens zoveel seconden ontbreken in de kopie.", min=0.5)] = 5.0,
) -> None:
    """Breng het logboek van de database steeds naar de kopieën (stop met Ctrl-C)."""
    from jeugdregio.inrichting.plaats import werkmap
    from jeugdregio.inrichting.reservekopie import volg as follow

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    with _meldt_weigering():
        place, secret = _plaats(), _geheim()
        typer.echo("Het logboek wordt gevolgd (stop met Ctrl-C).")
        follow(_adres, place, secret, spoel=werkmap() / "reservekopie", stop=stop, elke=elke)


@app.command("lijst")
def lijst(als_json: Annotated[bool, typer.Option("--json", help="Schrijf de lijst als JSON.")] = False) -> None:
    """Toon de kopieën; eindigt met code 1 als terugzetten niet tot nu toe zou lukken."""
    with _meldt_weigering():
        place = _plaats()
    state = place.staat()
    wrong = klachten(place)
    if als_json:
        rows = [{"naam": copy.naam, "omvang_bytes": copy.manifest.omvang_bytes} for copy in state.kopieen]
        seen = state.gezien.isoformat() if state.gezien else None
        typer.echo(json.dumps({"goed": not wrong, "klachten": wrong, "kopieen": rows, "gezien": seen}, indent=1))
    else:
        for copy in state.kopieen:
            typer.echo(f"{copy.naam}  {copy.manifest.omvang_bytes / 1e6:10.1f} MB  PostgreSQL {copy.manifest.versie}")
        typer.echo(f"Logboek gevolgd tot {state.gezien:%d-%m-%Y %H:%M:%S} UTC" if state.gezien else "Geen logboek")
        for text in wrong:
            typer.secho(f"✘ {text}", fg=typer.colors.RED)
    raise typer.Exit(1 if wrong else 0)


@app.command("herstel")
def herstel(
    naar: Annotated[Path, typer.Option(help="Lege map voor de herstelde database.", metavar="MAP")],
    tot: Annotated[
        datetime | None,
        typer.Option(help="Moment in Nederlandse tijd, zoals 2026-11-28T14:05:00. Leeg: zo laat mogelijk.", formats=[
            "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z",
        ]),
    ] = None,
    alleen_uitpakken: Annotated[
        bool, typer.Option("--alleen-uitpakken", help="Start geen database: alleen de bestanden, voor uw eigen server.")
    ] = False,
) -> None:  # fmt: skip
    """Zet de database terug zoals zij op een moment was, in een map ernaast. Overschrijft niets."""
    from jeugdregio.inrichting import herstel as restore

    moment = _moment(tot)
    with _meldt_weigering():
        place, secret = _plaats(), _geheim()
        if alleen_uitpakken:
            naar.mkdir(parents=True, exist_ok=True)
            restore.pak_uit(place, restore.kies(place, moment), secret, data=naar / "data", wal=naar / "wal")
            typer.echo(f"Uitgepakt in {naar}: data en wal. Hoe verder staat in het beheerhandboek.")
            return
        began = time.monotonic()
        done = restore.herstel(place, secret, naar=naar / "pg", tot=moment, meld=typer.echo)
    last = f"{done.laatste:%d-%m-%Y %H:%M:%S} UTC" if done.laatste else "die van de kopie zelf"
    typer.echo(f"Hersteld in {time.monotonic() - began:.1f} seconden; laatste wijziging: {last}.")
    typer.echo(f"Kijk het na met: JEUGDREGIO_MAP={naar} jeugdregio doctor invarianten (zonder DATABASE_URL)")


@app.command("oefen")
def oefen() -> None:
    """Zet de nieuwste kopie terug in een tijdelijke map, tel alles na, en zeg hoe lang het duurde."""
    from jeugdregio.inrichting.gebruiker import draaigebruiker
    from jeugdregio.inrichting.herstel import herstel as restore
    from jeugdregio.inrichting.programma import data_folder

    folder = Path(tempfile.mkdtemp(prefix="jeugdregio-oefening-"))
    folder.chmod(0o711)
    try:
        with _meldt_weigering():
            place, secret = _plaats(), _geheim()
            seen, now, began = place.staat().gezien, datetime.now(tz=UTC), time.monotonic()
            restore(place, secret, naar=folder / "pg", meld=typer.echo)
        restored = time.monotonic() - began
        env = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "RESERVEKOPIE_"))}
        command = [*PROGRAMMA, "doctor", "invarianten"]
        code = subprocess.run(command, env={**env, "JEUGDREGIO_MAP": str(folder)}, check=False).returncode
        lost = (
            f"hoogstens {(now - seen).total_seconds():.0f} seconden"
            if seen
            else "onbekend: het logboek wordt niet gevolgd"
        )
        typer.echo(f"Verlies als de server nu wegviel (RPO): {lost}.")
        typer.echo(f"Hersteltijd (RTO): {restored:.1f} seconden, met natellen {time.monotonic() - began:.1f} seconden.")
    finally:
        shutil.rmtree(data_folder(folder / "pg", draaigebruiker()), ignore_errors=True)
        shutil.rmtree(folder)
    raise typer.Exit(code)


@app.command("open")
def open_(
    naam: Annotated[str, typer.Argument(help="Naam van een dump, zoals 20261128T174500Z.", metavar="NAAM")],
    uit: Annotated[Path, typer.Option(help="Bestand om in te schrijven; - is de standaarduitvoer.")] = Path("-"),
) -> None:
    """Open een dump die met --logisch is gemaakt, voor pg_restore."""
    from jeugdregio.inrichting.bewaarplaats import LOGISCH
    from jeugdregio.inrichting.kluis import open_kluis
    from jeugdregio.opdrachtregel import omgeving

    with _meldt_weigering():
        place, secret = _plaats(), _geheim()
        found = [copy for copy in place.kopieen(LOGISCH) if copy.naam == naam]
        if not found:
            omgeving.stop_met(f"Er is geen dump {naam}.")
        if uit == Path("-"):
            open_kluis(found[0].bestand, sys.stdout.buffer, secret)
            return
        with os.fdopen(os.open(uit, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            open_kluis(found[0].bestand, file, secret)


@app.command("stop")
def stop() -> None:
    """Laat de database geen logboek meer vasthouden voor de kopieën, als u er niet mee verdergaat."""
    from jeugdregio.inrichting.reservekopie import vergeet_slot

    with _meldt_weigering():
        vergeet_slot(_adres())
    typer.echo("De database houdt geen logboek meer vast voor kopieën.")


def klachten(place: "Bewaarplaats") -> list[str]:
    """What is wrong with the copies now, in Dutch."""
    moment = datetime.now(tz=UTC)
    return place.staat().klachten(moment, oudste_kopie=OUDSTE_KOPIE, langste_stilte=LANGSTE_STILTE)


def _moment(given: datetime | None) -> datetime | None:
    from zoneinfo import ZoneInfo

    if given is None or given.tzinfo is not None:
        return given
    return given.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


def _plaats() -> "Bewaarplaats":
    from jeugdregio.inrichting.bewaarplaats import Bewaarplaats
    from jeugdregio.opdrachtregel import omgeving

    folder = os.environ.get("RESERVEKOPIE_MAP", "")
    if not folder:
        omgeving.stop_met("Geef met RESERVEKOPIE_MAP op waar de kopieën staan.")
    return Bewaarplaats(Path(folder).resolve())


def _geheim() -> bytes:
    from jeugdregio.inrichting.kluis import lees_geheim
    from jeugdregio.opdrachtregel import omgeving

    path = os.environ.get("RESERVEKOPIE_SLEUTELBESTAND", "")
    if not path:
        omgeving.stop_met("Geef met RESERVEKOPIE_SLEUTELBESTAND op in welk bestand het geheim staat.")
    return lees_geheim(Path(path))


def _adres() -> str:
    """Of the server that is copied: the one given, else the embedded one, which we then start or join."""
    from jeugdregio.inrichting.adres import APP_VARIABLE, DATABASE
    from jeugdregio.inrichting.plaats import werkmap
    from jeugdregio.inrichting.programma import SUPERUSER
    from jeugdregio.inrichting.server import zorg_voor_server
    from jeugdregio.opdrachtregel import omgeving

    given = os.environ.get("RESERVEKOPIE_URL", "")
    if given:
        return given
    if os.environ.get(APP_VARIABLE):
        omgeving.stop_met("Geef met RESERVEKOPIE_URL het adres van een rol die kopieën mag maken.")
    return zorg_voor_server(werkmap() / "pg").url(SUPERUSER, DATABASE)


@contextmanager
def _meldt_weigering() -> Iterator[None]:
    """What cannot be done ends the command with its reason."""
    import psycopg

    from jeugdregio.inrichting.herstel import KanNietHerstellen
    from jeugdregio.inrichting.kluis import GaatNietOpen, OnbruikbaarGeheim
    from jeugdregio.inrichting.programma import GeenProgrammas, InrichtenMislukt
    from jeugdregio.inrichting.reservekopie import AlBezig
    from jeugdregio.opdrachtregel import omgeving

    refusals = (KanNietHerstellen, GaatNietOpen, OnbruikbaarGeheim, GeenProgrammas, InrichtenMislukt, AlBezig)
    try:
        yield
    except refusals as refusal:
        omgeving.stop_met(str(refusal))
    except psycopg.OperationalError as error:
        omgeving.stop_met(f"De database is niet bereikbaar. De server zegt: {error}")
