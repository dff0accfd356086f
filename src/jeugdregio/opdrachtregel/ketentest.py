# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio ketentest`: a test bench for chain tests, on a database of its own."""

from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Test berichten op een eigen testdatabase.")


@app.command()
def scenario(
    mappen: Annotated[list[Path], typer.Argument(metavar="MAP...", help="Scenario's, of een map met scenario's.")],
    uit: Annotated[Path, typer.Option(metavar="UITMAP", help="Map voor resultaten en antwoorden.")],
) -> None:
    """Speel scenario's: per scenario komt er een resultaat.json en elk antwoord als XML."""
    folders: list[Path] = []
    missing = 0
    for folder in mappen:
        found = [folder] if (folder / "scenario.json").is_file() else _inside(folder)
        if not found:
            missing += 1
            why = "bevat geen scenario.json" if folder.is_dir() else "is geen map"
            typer.secho(f"{folder} {why}. Geef een map met een scenario, of een map daarboven.", err=True)
        folders += [path.absolute() for path in found]
    code = 0
    if folders:
        code = _ask({"doe": "scenario", "mappen": [str(f) for f in folders], "uit": str(uit.absolute())})
    raise typer.Exit(code or (1 if missing else 0))


@app.command()
def laad(
    toestand: Annotated[Path, typer.Argument(metavar="STATE.json", help="Toestand als JSON.")],
) -> None:
    """Maak een verse testdatabase met deze toestand."""
    raise typer.Exit(_ask({"doe": "laad", "pad": str(_file(toestand))}))


@app.command()
def bied(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het bestand dat wordt aangeboden.")],
    agb: Annotated[str, typer.Argument(metavar="AGB", help="De aanbieder die het aanbiedt.")],
) -> None:
    """Bied een bestand aan namens een aanbieder; de laatste regel is het oordeel als JSON."""
    if len(agb) != 8 or not agb.isdecimal():
        typer.secho("AGB moet een AGB-code van acht cijfers zijn.", err=True)
        raise typer.Exit(2)
    raise typer.Exit(_ask({"doe": "bied", "pad": str(_file(bestand)), "aanbieder": agb}))


@app.command()
def naspelen(
    maand: Annotated[str, typer.Option(help="Vergelijk wat in deze maand is beoordeeld, zoals 2026-09.")] = "",
    bedoeld: Annotated[Path | None, typer.Option(metavar="CSV", help="Lijst met verschillen die bedoeld zijn.")] = None,
) -> None:
    """Speel na wat in de database staat, met het programma van nu, en toon elk verschil in oordeel of bedrag."""
    from jeugdregio.core.periode import Maand
    from jeugdregio.opdrachtregel import omgeving

    try:
        month = str(Maand.lees(maand)) if maand else ""
    except ValueError as refusal:
        typer.secho(str(refusal), err=True)
        raise typer.Exit(2) from None
    listed = str(_file(bedoeld)) if bedoeld else ""
    addresses = omgeving.met_django()

    from django.conf import settings

    request = {"doe": "naspelen", "bron": addresses.app, "regio": settings.REGIO, "maand": month, "bedoeld": listed}
    raise typer.Exit(_ask(request))


@app.command()
def stop() -> None:
    """Stop de testdatabase en het proces dat haar gereedhoudt."""
    from jeugdregio.ketentest import actions

    try:
        stopped = actions.stop(_folder())
    except actions.HouderStartNiet as refusal:
        typer.secho(str(refusal), err=True)
        raise typer.Exit(1) from None
    typer.echo("De ketentest is gestopt." if stopped else "De ketentest draaide niet.")


def _inside(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/scenario.json")) if folder.is_dir() else []


def _file(path: Path) -> Path:
    if not path.is_file():
        typer.secho(f"{path} is geen bestand. Controleer het pad.", err=True)
        raise typer.Exit(2)
    return path.absolute()


def _folder() -> Path:
    from jeugdregio.inrichting.plaats import werkmap

    return werkmap() / "ketentest"


def _ask(request: dict[str, Any]) -> int:
    from jeugdregio.ketentest import actions

    try:
        return actions.vraag(_folder(), request, lambda text, wrong: typer.echo(text, err=wrong))
    except actions.HouderStartNiet as refusal:
        typer.secho(str(refusal), err=True)
        return 3
