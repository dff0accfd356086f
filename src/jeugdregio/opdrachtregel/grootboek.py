# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio grootboek`: the ledger as a text file that a program of others counts again."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Het grootboek naar buiten.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def grootboek() -> None:
    """Het grootboek naar buiten."""


@app.command("schrijf")
def schrijf(
    uit: Annotated[Path, typer.Option(help="Het bestand dat wordt geschreven.")],
    gemeente: Annotated[str, typer.Option(help="Alleen deze gemeente, bijvoorbeeld 0193; anders de hele regio.")] = "",
    tot_en_met: Annotated[str, typer.Option(help="Tot en met deze boekmaand, bijvoorbeeld 2026-09.")] = "",
    kort: Annotated[bool, typer.Option("--kort", help="Eén regel per oorzaak en maand in plaats van per boeking.")] = (
        False
    ),
) -> None:
    """
    Schrijf het grootboek als tekst die beancount leest en narekent.

    Regels van afgeschermde jeugdigen staan er opgeteld in, nooit apart.
    """
    from jeugdregio.core.periode import Maand
    from jeugdregio.opdrachtregel import omgeving

    try:
        asked = Maand.lees(tot_en_met) if tot_en_met else None
    except ValueError as refusal:
        omgeving.stop_met(str(refusal))
    omgeving.met_django()
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.boekhouding import queries
    from jeugdregio.gebruikers.isolatie import namens
    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.regio import queries as regio

    wie = verwerking(settings.REGIO)
    with namens(wie):
        names = regio.namen()
    if gemeente and gemeente not in names:
        omgeving.stop_met(f"Gemeente {gemeente} hoort niet bij deze regio. Kies uit: {', '.join(sorted(names))}.")
    moment = timezone.now()
    month = asked or Maand.van(timezone.localdate(moment))
    try:
        with uit.open("w", encoding="utf-8") as file:
            if kort:
                done = queries.schrijf_kort(file, gemeente=gemeente, tot_en_met=month, moment=moment, on_behalf_of=wie)
            else:
                done = queries.schrijf_per_boeking(
                    file, gemeente=gemeente, tot_en_met=month, moment=moment, regio_code=settings.REGIO
                )
    except OSError as error:
        omgeving.stop_met(f"{uit} kan niet worden geschreven: {error.strerror}. Kies een andere plaats.")
    typer.echo(f"Geschreven: {uit}, {done.transacties} transacties. Reken het na met: bean-check {uit}")
    if done.opgeteld and not kort:
        typer.echo(f"{done.opgeteld} boekingen staan er alleen opgeteld in: zij gaan over afgeschermde jeugdigen.")
