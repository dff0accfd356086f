# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio logboek controleer`: whether the read log is still as it was written."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.logboek.values import Ketenhoofd

app = typer.Typer(help="Het logboek van wie wat inzag.", no_args_is_help=True, rich_markup_mode=None)
_REGEL = re.compile(r"(\S+) (\d{1,18}) ([0-9a-f]{64})")


@app.callback()
def logboek() -> None:
    """Het logboek van wie wat inzag."""


@app.command("controleer")
def controleer(
    tegen: Annotated[
        Path | None, typer.Option(help="Een bestand met hoofden die u eerder bewaarde; de ketens moeten erop uitkomen.")
    ] = None,
) -> None:
    """
    Kijk of elke keten van het leeslogboek heel is en toon waar zij eindigt; code 1 als er een is gebroken.

    Bewaar de uitvoer buiten dit systeem. Wie de hele keten opnieuw maakt, valt daarmee door de mand: `--tegen`.
    """
    from jeugdregio.opdrachtregel import omgeving

    kept = _read(tegen) if tegen else []
    omgeving.met_django()
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.logboek import actions

    found = actions.controleer(settings.REGIO, dag=timezone.localdate(), tegen=kept)
    for head in found.hoofden:
        typer.echo(f"{head.organisatie} {head.nr} {head.keten}")
    for one in found.breuken:
        where = f"schakel {one.nr}" if one.nr else "buiten de keten"
        typer.echo(f"GEBROKEN {one.organisatie}, {where}: {one.wat}.", err=True)
    if found.breuken:
        typer.echo("Maak een kopie van de database, laat alles zoals het is en meld dit als beveiligingslek.", err=True)
    raise typer.Exit(1 if found.breuken else 0)


def _read(path: Path) -> "list[Ketenhoofd]":
    from jeugdregio.logboek.values import Ketenhoofd
    from jeugdregio.opdrachtregel import omgeving

    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        omgeving.stop_met(f"{path} is niet te lezen. Geef het bestand met de hoofden die u bewaarde.")
    found = [_REGEL.fullmatch(line.strip()) for line in lines if line.strip()]
    if None in found or not found:
        omgeving.stop_met(f"{path} is geen uitvoer van deze opdracht: op elke regel staan organisatie, nummer en hash.")
    return [Ketenhoofd(one[1], int(one[2]), one[3]) for one in found if one]
