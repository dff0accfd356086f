# SPDX-License-Identifier: EUPL-1.2
"""The first functional manager of an installation; who is there adds the others on a page."""

import re
from typing import Annotated

import typer

from jeugdregio.gebruikers.rollen import Rol
from jeugdregio.opdrachtregel.eerste_account import Gebruikersnaam, Wachtwoord, Wie, maak_account

NAAM_VERTROUWEN = re.compile(r"[A-Z][A-Z-]{2,19}")


def beheerder(
    naam: Gebruikersnaam,
    wie: Wie,
    wachtwoord: Wachtwoord,
    vertrouwen: Annotated[
        str, typer.Option(help="De naam van een organisatie van vertrouwenspersonen, voor haar eerste beheerder.")
    ] = "",
) -> None:
    """Maak de eerste functioneel beheerder van de regio, of van vertrouwenspersonen; die voegt de anderen toe."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings

    if vertrouwen and (not NAAM_VERTROUWEN.fullmatch(vertrouwen) or vertrouwen == settings.REGIO):
        omgeving.stop_met("Geef de organisatie een naam van 3 tot 20 hoofdletters en streepjes, anders dan de regio.")
    place = {"vertrouwen": vertrouwen} if vertrouwen else {"regio": settings.REGIO}
    maak_account(naam, wachtwoord, wie=wie, rol=Rol.BEHEERDER, bij=place)
    typer.echo(f"{wie} is functioneel beheerder van {vertrouwen or settings.REGIO_NAAM}. Log in als {naam}.")
