# SPDX-License-Identifier: EUPL-1.2
"""An account that somebody gets from whoever runs the program, with a first password."""

from collections.abc import Mapping
from typing import Annotated

import typer

from jeugdregio.gebruikers.rollen import Rol

Gebruikersnaam = Annotated[str, typer.Argument(metavar="GEBRUIKERSNAAM", help="Waarmee deze persoon inlogt.")]
Wie = Annotated[str, typer.Option(help="De naam van deze persoon.")]
Wachtwoord = Annotated[
    str,
    typer.Option(
        help="Het eerste wachtwoord; zonder deze optie vraagt de opdracht erom.",
        prompt=True,
        hide_input=True,
        confirmation_prompt=True,
    ),
]


def maak_account(naam: str, wachtwoord: str, *, wie: str, rol: Rol, bij: Mapping[str, str]) -> None:
    """Make the account from today on; stops with what to do when the name is taken or the password too weak."""
    from django.conf import settings
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from jeugdregio.gebruikers.actions import geef_rol
    from jeugdregio.gebruikers.queries import account_met_naam
    from jeugdregio.opdrachtregel import omgeving

    if account_met_naam(naam, regio=settings.REGIO) is not None:
        omgeving.stop_met(f"Er is al een account {naam}. Kies een andere gebruikersnaam.")
    try:
        validate_password(wachtwoord)
    except ValidationError as refusal:
        omgeving.stop_met(" ".join(refusal.messages))
    now = timezone.now()
    geef_rol(
        naam,
        rol=rol,
        bij=dict(bij),
        vanaf=timezone.localdate(now),
        regio=settings.REGIO,
        moment=now,
        wie=wie,
        wachtwoord=wachtwoord,
    )
