# SPDX-License-Identifier: EUPL-1.2
"""The first functional manager of an installation; who is there adds the others on a page."""

import re
from typing import Annotated

import typer

NAAM_VERTROUWEN = re.compile(r"[A-Z][A-Z-]{2,19}")


def beheerder(
    naam: Annotated[str, typer.Argument(metavar="GEBRUIKERSNAAM", help="Waarmee deze persoon inlogt.")],
    wie: Annotated[str, typer.Option(help="De naam van deze persoon.")],
    wachtwoord: Annotated[
        str,
        typer.Option(
            help="Het eerste wachtwoord; zonder deze optie vraagt de opdracht erom.",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
        ),
    ],
    vertrouwen: Annotated[
        str, typer.Option(help="De naam van een organisatie van vertrouwenspersonen, voor haar eerste beheerder.")
    ] = "",
) -> None:
    """Maak de eerste functioneel beheerder van de regio, of van vertrouwenspersonen; die voegt de anderen toe."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from jeugdregio.gebruikers.actions import geef_rol
    from jeugdregio.gebruikers.queries import account_met_naam
    from jeugdregio.gebruikers.values import Rol

    if vertrouwen and (not NAAM_VERTROUWEN.fullmatch(vertrouwen) or vertrouwen == settings.REGIO):
        omgeving.stop_met("Geef de organisatie een naam van 3 tot 20 hoofdletters en streepjes, anders dan de regio.")
    if account_met_naam(naam, regio=settings.REGIO) is not None:
        omgeving.stop_met(f"Er is al een account {naam}. Kies een andere gebruikersnaam.")
    try:
        validate_password(wachtwoord)
    except ValidationError as refusal:
        omgeving.stop_met(" ".join(refusal.messages))
    now = timezone.now()
    geef_rol(
        naam,
        rol=Rol.BEHEERDER,
        bij={"vertrouwen": vertrouwen} if vertrouwen else {"regio": settings.REGIO},
        vanaf=timezone.localdate(now),
        regio=settings.REGIO,
        moment=now,
        wie=wie,
        wachtwoord=wachtwoord,
    )
    typer.echo(f"{wie} is functioneel beheerder van {vertrouwen or settings.REGIO_NAAM}. Log in als {naam}.")
