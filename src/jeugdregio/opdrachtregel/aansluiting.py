# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio aansluiting`: connect organisations, give their software keys, and work through their folders."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from jeugdregio.aansluiting.values import Ingenomen, Verstuurd

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Organisaties aansluiten, en hun mappen verwerken.")
RUST = 5.0
ORGANISATIE = typer.Argument(metavar="ORGANISATIE", help="AGB-code van een aanbieder of CBS-code van een gemeente.")


@app.callback()
def aansluiting() -> None:
    """Organisaties aansluiten, en hun mappen verwerken."""


@app.command("map")
def verwerk_map(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help="Map met per organisatie in, out en quarantaine.")],
    blijf: Annotated[bool, typer.Option("--blijf", help="Ga door tot Ctrl-C.")] = False,
    wacht: Annotated[float, typer.Option(help="Seconden tussen twee rondes.", min=0.1)] = 5.0,
    rust: Annotated[float, typer.Option(help="Neem een bestand na zoveel seconden stilte.", min=0)] = RUST,
) -> None:
    """Neem in wat in de mappen staat, en zet klaar wat voor hen is."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.aansluiting.actions import MapBezet, MapOnbruikbaar

    stop = threading.Event()
    if blijf:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: stop.set())
    try:
        while True:
            meld(*ronde(map_, rust))
            if not blijf or stop.wait(wacht):
                return
    except (MapBezet, MapOnbruikbaar) as refusal:
        omgeving.stop_met(str(refusal))


def ronde(root: Path, rust: float) -> "tuple[Ingenomen, Verstuurd]":
    """One pass: in for every organisation with a folder, then out."""
    from dataclasses import astuple

    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.aansluiting import actions
    from jeugdregio.aansluiting.values import Ingenomen

    counts = [0] * len(astuple(Ingenomen()))
    with actions.alleen(root):
        for code in actions.bereid_voor(root, regio=settings.REGIO):
            moment = timezone.now()
            done = actions.neem_map_in(
                root,
                code,
                regio=settings.REGIO,
                peildatum=timezone.localdate(moment),
                moment=moment,
                rust_seconden=rust,
            )
            counts = [one + other for one, other in zip(counts, astuple(done), strict=True)]
        sent = actions.verstuur({"map": actions.Mapdrager(root)}, regio=settings.REGIO, moment=timezone.now())
    return Ingenomen(*counts), sent


def meld(taken: "Ingenomen", sent: "Verstuurd") -> None:
    """Say what a pass did, when it did anything."""
    parts = {
        "nieuw": taken.nieuw,
        "al eerder ontvangen": taken.herhaald,
        "naar quarantaine": taken.geweigerd,
        "wacht op verwerking": taken.wacht,
        "nog niet stil": taken.te_jong,
        "verzonden": sent.verzonden,
        "niet verzonden": sent.mislukt,
    }
    if any(parts.values()):
        typer.echo(", ".join(f"{many} {what}" for what, many in parts.items() if many))


@app.command("verbind")
def verbind(
    organisatie: Annotated[str, ORGANISATIE],
    drager: Annotated[str, typer.Option(help="Hoe berichten gaan: map of dienst (berichtendienst van gemeenten).")],
) -> None:
    """Breng een organisatie voortaan haar berichten; zonder verbinding haalt zij ze op."""
    with _actie() as (actions, moment):
        actions.sluit_aan(organisatie, drager, moment=moment)
        typer.echo(f"{organisatie} krijgt haar berichten via: {drager}.")


@app.command("sleutel")
def sleutel(
    organisatie: Annotated[str, ORGANISATIE],
    recht: Annotated[list[str] | None, typer.Option(help="Alleen dit recht; herhaal voor meer.")] = None,
    dagen: Annotated[int, typer.Option(help="Zo lang geldig.", min=1, max=366)] = 366,
    certificaat: Annotated[str, typer.Option(help="SHA-256 van het certificaat dat ook nodig is.")] = "",
    houder: Annotated[str, typer.Option(help="Wie de sleutel bewaart; vertrekt die, dan stopt de sleutel.")] = "",
) -> None:
    """Maak een sleutel voor de software van een organisatie; het geheim staat alleen nu op het scherm."""
    with _actie() as (actions, moment):
        more: dict[str, Any] = {"rechten": recht} if recht else {}
        if houder:
            more["houder"] = _account(houder)
        key = actions.maak_sleutel(
            organisatie, moment=moment, geldig=timedelta(days=dagen), certificaat=certificaat, **more
        )
        typer.echo(f"client_id: {key.code}\nclient_secret: {key.geheim}\ngeldig tot: {key.verloopt_op:%Y-%m-%d}")


def _account(naam: str) -> int:
    from django.conf import settings

    from jeugdregio.gebruikers.queries import account_met_naam
    from jeugdregio.opdrachtregel import omgeving

    found = account_met_naam(naam, regio=settings.REGIO)
    if found is None:
        omgeving.stop_met(f"Er is geen account {naam}. Maak het eerst, of laat --houder weg.")
    return found


@app.command("intrekken")
def intrekken(code: Annotated[str, typer.Argument(metavar="CLIENT_ID", help="De sleutel die stopt.")]) -> None:
    """Laat één sleutel nu ophouden, met alle toegangsbewijzen die ermee zijn gegeven."""
    from jeugdregio.opdrachtregel import omgeving

    with _actie() as (actions, moment):
        if not actions.trek_in(code, moment=moment):
            omgeving.stop_met("Deze sleutel is er niet, of was al ingetrokken.")
        typer.echo("De sleutel is ingetrokken.")


@app.command("beeindig")
def beeindig(organisatie: Annotated[str, ORGANISATIE]) -> None:
    """Laat een organisatie vertrekken: haar verbinding en al haar sleutels houden nu op."""
    with _actie() as (actions, moment):
        ended = actions.beeindig(organisatie, moment=moment)
        typer.echo(f"{ended} verbindingen en sleutels van {organisatie} zijn beëindigd. Wat voor haar wacht, blijft.")


@app.command("vast")
def vast() -> None:
    """Toon wat na herhaalde pogingen niet aankomt, per ontvanger."""
    with _actie():
        from django.conf import settings

        from jeugdregio.berichten.verzenden import vastgelopen
        from jeugdregio.gebruikers.values import verwerking

        found = vastgelopen(on_behalf_of=verwerking(settings.REGIO))
        for one in found:
            since = f"het oudste van {one.sinds:%Y-%m-%d %H:%M} UTC"
            typer.echo(f"{one.ontvanger}: {one.aantal} berichten, {since}, {one.pogingen} pogingen: {one.fout}")
        if not found:
            typer.echo("Er zit niets vast.")


@contextmanager
def _actie() -> Iterator[tuple[Any, datetime]]:
    """The doors of the room and the moment; a refusal ends the command with its text."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.utils import timezone

    from jeugdregio.aansluiting import actions

    try:
        yield actions, timezone.now()
    except actions.OnjuisteAanvraag as refusal:
        omgeving.stop_met(str(refusal))
