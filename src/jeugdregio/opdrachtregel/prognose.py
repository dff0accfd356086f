# SPDX-License-Identifier: EUPL-1.2
"""Makes and keeps the forecast of a year."""

from datetime import datetime
from typing import Annotated

import typer


def prognose(
    peildatum: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Eerste dag van een maand; anders die van deze maand."),
    ] = None,
) -> None:
    """
    Maak de prognose van het jaar met wat voor de peildatum bekend was, en bewaar haar.

    Een prognose die er al is, blijft zoals zij is.
    """
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.core.money import euro
    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.prognose import actions

    moment = timezone.now()
    day = peildatum.date() if peildatum else timezone.localdate(moment).replace(day=1)
    try:
        made = actions.maak_prognose(day, moment=moment, on_behalf_of=verwerking(settings.REGIO))
    except actions.NietTeVoorspellen as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from refusal
    what = "gemaakt" if made.nieuw else "was er al"
    typer.echo(
        f"Prognose van {made.peildatum:%d-%m-%Y} {what}: {made.gemeenten} gemeenten, {made.peildatum.year} komt uit op "
        f"{euro(made.midden_cent)}."
    )
