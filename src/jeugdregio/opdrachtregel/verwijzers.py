# SPDX-License-Identifier: EUPL-1.2
"""Who refers: let one in, and make what they see what the setting VERWIJZERS says."""

import re
from typing import Annotated

import typer

AGB = re.compile(r"[0-9]{8}")

app = typer.Typer(help="Verwijzers die hun eigen verwijzingen mogen zien.", no_args_is_help=True)


@app.command("toelaten")
def toelaten(
    naam: Annotated[str, typer.Argument(metavar="GEBRUIKERSNAAM", help="Waarmee deze persoon inlogt.")],
    agb: Annotated[str, typer.Option(help="De AGB-code waaronder deze persoon verwijst: acht cijfers.")],
    wie: Annotated[str, typer.Option(help="De naam van deze persoon.")],
    wachtwoord: Annotated[
        str,
        typer.Option(
            help="Het eerste wachtwoord; zonder deze optie wordt erom gevraagd.",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
        ),
    ],
) -> None:
    """Geef een verwijzer toegang tot de eigen verwijzingen. Ga eerst na dat de AGB-code van deze persoon is."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from jeugdregio.gebruikers.actions import geef_rol
    from jeugdregio.gebruikers.queries import account_met_naam
    from jeugdregio.gebruikers.values import Rol

    if not settings.VERWIJZERS:
        omgeving.stop_met("Deze regio laat verwijzers niet meekijken. Zet VERWIJZERS aan als zij dat heeft besloten.")
    if not AGB.fullmatch(agb):
        omgeving.stop_met("Een AGB-code heeft acht cijfers.")
    if account_met_naam(naam, regio=settings.REGIO) is not None:
        omgeving.stop_met(f"Er is al een account {naam}. Kies een andere gebruikersnaam.")
    try:
        validate_password(wachtwoord)
    except ValidationError as refusal:
        omgeving.stop_met(" ".join(refusal.messages))
    now = timezone.now()
    geef_rol(
        naam,
        rol=Rol.VERWIJZER,
        bij={"praktijk": f"V{agb}"},
        vanaf=timezone.localdate(now),
        regio=settings.REGIO,
        moment=now,
        wie=wie,
        wachtwoord=wachtwoord,
    )
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
