# SPDX-License-Identifier: EUPL-1.2
"""The first functional manager of an installation; who is there adds the others on a page."""

from typing import Annotated

import typer


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
) -> None:
    """Maak de eerste functioneel beheerder van de regio; die voegt de anderen toe op de pagina Mensen."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from jeugdregio.gebruikers.actions import geef_rol
    from jeugdregio.gebruikers.queries import account_met_naam
    from jeugdregio.gebruikers.values import Rol

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
        bij={"regio": settings.REGIO},
        vanaf=timezone.localdate(now),
        regio=settings.REGIO,
        moment=now,
        wie=wie,
        wachtwoord=wachtwoord,
    )
    typer.echo(f"{wie} is functioneel beheerder van {settings.REGIO_NAAM}. Log in als {naam}.")
