# SPDX-License-Identifier: EUPL-1.2
"""Takes in a register of rules through time."""

from pathlib import Path
from typing import Annotated

import typer


def regimes(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het register, een .yaml.", exists=True)],
) -> None:
    """
    Lees een register in van regels van de regio per periode, met hun bron en met wat bronnen tegenspreken.

    Wat er al staat, blijft staan. Klopt het bestand niet, dan verandert er niets.
    """
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings

    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.regimes import actions

    try:
        added = actions.lees_register(bestand.read_text(encoding="utf-8"), on_behalf_of=verwerking(settings.REGIO))
    except (UnicodeDecodeError, actions.NietInTeLezen) as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from refusal
    typer.echo(f"Regels erbij: {added}")
