# SPDX-License-Identifier: EUPL-1.2
"""The contract file from the command line: out, in, and the template."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.contracten.queries import Voorbeeld
    from jeugdregio.gebruikers.values import Machtiging

GETOONDE_FOUTEN = 50

app = typer.Typer(help="Het contractbestand: aanbieders, contracten en tarieven als rekenblad.", no_args_is_help=True)


@app.command("sjabloon")
def sjabloon(bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Waar het lege .xlsx komt.")]) -> None:
    """Schrijf een leeg contractbestand, met bij elke kolom wat erin staat."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from jeugdregio.contracten import queries

    bestand.write_bytes(queries.contractsjabloon())
    typer.echo(f"Sjabloon geschreven: {bestand}")


@app.command("schrijf")
def schrijf(bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Waar het .xlsx komt.")]) -> None:
    """Schrijf het contractbestand zoals het nu is vastgelegd."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings

    from jeugdregio.contracten import queries
    from jeugdregio.gebruikers.values import verwerking

    bestand.write_bytes(queries.schrijf_contractbestand(settings.REGIO, on_behalf_of=verwerking(settings.REGIO)))
    typer.echo(f"Contractbestand geschreven: {bestand}")


@app.command("lees")
def lees(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het .xlsx dat wordt ingelezen.", exists=True)],
    account: Annotated[str, typer.Option(help="De gebruikersnaam van wie dit doet; moet contracten mogen inlezen.")],
    reden: Annotated[str, typer.Option(help="Waarom. Wie bevestigt, leest dit.")] = "contractbestand",
    kijk: Annotated[bool, typer.Option("--kijk", help="Laat alleen zien wat er verandert.")] = False,
) -> None:
    """
    Lees een contractbestand in.

    Zonder aanbieders in de database gaat het er meteen in; anders wordt het een voorstel dat een ander bevestigt.
    """
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.aanbieders import queries as aanbieders
    from jeugdregio.beheer import actions as beheer
    from jeugdregio.components.rekenblad import OnleesbaarBestand
    from jeugdregio.contracten import actions, queries
    from jeugdregio.gebruikers.actions import NietToegestaan
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import verwerking

    region, now = verwerking(settings.REGIO), timezone.now()
    today, person, data = timezone.localdate(now), _wie(account), bestand.read_bytes()
    try:
        found = queries.lees_contractbestand(data, settings.REGIO, peildatum=today, on_behalf_of=region)
        _toon(found)
        what = actions.contractbestand_als_voorstel(found, naam=bestand.name, data=data)
        if kijk:
            return
        with namens(region):
            first = not aanbieders.namen()
        if first:
            actions.neem_contractbestand_in(what, settings.REGIO, peildatum=today, on_behalf_of=region)
            typer.echo(f"Ingelezen door {account}: dit was het eerste bestand van de regio.")
        else:
            one = beheer.stel_voor("contractbestand", what, reden=reden, moment=now, on_behalf_of=person)
            typer.echo(f"Voorstel {one.pk} staat klaar. Een ander moet het bevestigen, op de pagina Voorstellen.")
    except (OnleesbaarBestand, actions.NietInTeLezen, NietToegestaan) as refusal:
        omgeving.stop_met(str(refusal))


def _wie(account: str) -> "Machtiging":
    """What this account works as at the region, with the right to do this."""
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.gebruikers.queries import account_met_naam, machtigingen
    from jeugdregio.gebruikers.values import Recht
    from jeugdregio.opdrachtregel import omgeving

    found = account_met_naam(account, regio=settings.REGIO)
    roles = machtigingen(found, moment=timezone.now()) if found else []
    for one in roles:
        if one.regio == settings.REGIO and one.mag(Recht.CONTRACTEN_INLEZEN):
            return one
    return omgeving.stop_met(f"{account} mag geen contractbestand inlezen. Geef dit account eerst die rol.")


def _toon(found: "Voorbeeld") -> None:
    for count in found.vergelijking.tellingen:
        if count.nieuw or count.gewijzigd or count.gelijk:
            typer.echo(f"{count.blad}: {count.nieuw} nieuw, {count.gewijzigd} gewijzigd, {count.gelijk} gelijk")
    for fault in found.fouten[:GETOONDE_FOUTEN]:
        typer.echo(str(fault), err=True)
    if len(found.fouten) > GETOONDE_FOUTEN:
        typer.echo(f"En nog {len(found.fouten) - GETOONDE_FOUTEN} fouten.", err=True)
