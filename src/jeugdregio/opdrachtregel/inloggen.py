# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio inloggen`: the login services of organisations, from a file that can be read in again and again."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Inlogdiensten van organisaties instellen.")
BESTAND = typer.Argument(metavar="BESTAND", help="YAML met een inlogdienst per code; zie het handboek, hosting.")


@app.callback()
def inloggen() -> None:
    """Inlogdiensten van organisaties instellen."""


@app.command("diensten")
def diensten(bestand: Annotated[Path, BESTAND]) -> None:
    """Stel de inlogdiensten in zoals het bestand zegt; wat er niet in staat, gaat uit."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.gebruikers import inrichten

    try:
        done = inrichten.richt_inlogdiensten_in(_lees(bestand), geheim_van=lambda naar: geheim(naar, bestand.parent))
    except inrichten.AfspraakOnjuist as wrong:
        omgeving.stop_met(str(wrong))
    typer.echo(f"Inlogdiensten: {done.nieuw} nieuw, {done.gewijzigd} bijgewerkt, {done.uitgezet} uitgezet.")


@app.command("lijst")
def lijst() -> None:
    """Laat zien welke inlogdiensten er zijn; geen geheimen."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.gebruikers.inlogdienst import inlogdiensten

    for one in inlogdiensten():
        typer.echo(f"{one.code}  {one.naam}  {one.organisatie}  {one.uitgever}")


@app.command("wis-tweede-stap")
def wis_tweede_stap(naam: Annotated[str, typer.Argument(metavar="NAAM", help="Gebruikersnaam.")]) -> None:
    """Wis de tweede stap van iemand die telefoon en herstelcodes kwijt is, en log die persoon overal uit."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.gebruikers.inrichten import wis_tweede_factor

    if not wis_tweede_factor(naam):
        omgeving.stop_met("Niemand heeft deze gebruikersnaam.")
    typer.echo("De tweede stap is gewist. Bij de volgende keer inloggen komt er een nieuwe.")


@app.command("code")
def code(naam: Annotated[str, typer.Argument(metavar="NAAM", help="Gebruikersnaam.")]) -> None:
    """Maak een code waarmee iemand één keer een wachtwoord kiest, voor wie geen beheerder heeft die dat kan."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.gebruikers.inrichten import maak_inlogcode

    found = maak_inlogcode(naam)
    if not found:
        omgeving.stop_met("Niemand heeft deze gebruikersnaam, of het account is gesloten.")
    typer.echo(f"Code: {found}")
    typer.echo("Zij werkt één keer, binnen drie dagen, op /inloggen/eerste-keer/. Geef haar zelf aan de persoon.")


def geheim(naar: str, folder: Path) -> str:
    """The secret that a reference points at: `env:NAME` or `file:PATH`; raises `AfspraakOnjuist`."""
    from jeugdregio.gebruikers.afspraken import AfspraakOnjuist

    kind, _, place = naar.partition(":")
    if kind == "env" and (found := os.environ.get(place)):
        return found
    path = folder / place
    if kind == "file" and path.is_file():
        return path.read_text(encoding="utf-8").strip()
    raise AfspraakOnjuist("bij geheim staat waar het te vinden is: env:NAAM of file:PAD, en daar moet het ook staan")


def _lees(bestand: Path) -> dict[str, Any]:
    import yaml

    from jeugdregio.opdrachtregel import omgeving

    try:
        data = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        omgeving.stop_met("Dit bestand is er niet, of is geen goede YAML.")
    if not isinstance(data, dict) or not all(isinstance(one, dict) for one in data.values()):
        omgeving.stop_met("Het bestand noemt per inlogdienst een code, met daaronder de gegevens.")
    return data
