# SPDX-License-Identifier: EUPL-1.2
"""Who refers: let one in, and make what they see what the setting VERWIJZERS says."""

import re
from typing import Annotated

import typer

from jeugdregio.gebruikers.rollen import Rol
from jeugdregio.opdrachtregel.eerste_account import Gebruikersnaam, Wachtwoord, Wie, maak_account

AGB = re.compile(r"[0-9]{8}")

app = typer.Typer(help="Verwijzers die hun eigen verwijzingen mogen zien.", no_args_is_help=True)


@app.command("toelaten")
def toelaten(
    naam: Gebruikersnaam,
    agb: Annotated[str, typer.Option(help="De AGB-code waaronder deze persoon verwijst: acht cijfers.")],
    wie: Wie,
    wachtwoord: Wachtwoord,
) -> None:
    """Geef een verwijzer toegang tot de eigen verwijzingen. Ga eerst na dat de AGB-code van deze persoon is."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings

    if not settings.VERWIJZERS:
        omgeving.stop_met("Deze regio laat verwijzers niet meekijken. Zet VERWIJZERS aan als zij dat heeft besloten.")
    if not AGB.fullmatch(agb):
        omgeving.stop_met("Een AGB-code heeft acht cijfers.")
    maak_account(naam, wachtwoord, wie=wie, rol=Rol.VERWIJZER, bij={"praktijk": f"V{agb}"})
    typer.echo(f"{wie} ziet de verwijzingen onder AGB-code {agb}. Log in als {naam}.")


@app.command("bijwerken")
def bijwerken() -> None:
    """Doe dit nadat VERWIJZERS is gewijzigd: staat het aan, dan komt alles erin; staat het uit, dan gaat alles weg."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings

    from jeugdregio.verzoeken import actions

    count = actions.vul_of_leeg(settings.REGIO)
    typer.echo(f"VERWIJZERS staat {'aan' if settings.VERWIJZERS else 'uit'}: {count} verwijzingen.")
