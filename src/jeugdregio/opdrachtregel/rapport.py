# SPDX-License-Identifier: EUPL-1.2
"""
`jeugdregio rapport`: the month report on the terminal or as a spreadsheet; proposing to close a month or a year, and to
open a month again.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.afsluiting.values import Editie
    from jeugdregio.core.periode import Maand
    from jeugdregio.gebruikers.models import Voorstel
    from jeugdregio.gebruikers.values import Machtiging

EERSTE_JAAR = 2015
app = typer.Typer(help="Rapporten voor de gemeenten.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def rapport() -> None:
    """Rapporten voor de gemeenten."""


@app.command("maand")
def maand_(
    gemeente: Annotated[str, typer.Option(help="Code van de gemeente, bijvoorbeeld 0193.")],
    maand: Annotated[str, typer.Option(help="De maand, bijvoorbeeld 2026-09.")],
    xlsx: Annotated[Path | None, typer.Option(help="Schrijf het rapport als rekenblad in dit bestand.")] = None,
) -> None:
    """Toon de budgetuitputting van een gemeente van januari tot en met een maand."""
    from jeugdregio.opdrachtregel import omgeving

    month = _month(maand)
    omgeving.met_django()
    edition = _edition(gemeente, month)
    stand = _stand(edition)
    if xlsx is None:
        from rich.console import Console

        from jeugdregio.begroting.uitvoer.terminal import toon

        toon(edition.rapport, Console(), stand=stand)
    else:
        _write(edition, xlsx, stand)


@app.command("sluit")
def sluit(
    maand: Annotated[str, typer.Option(help="De maand die dicht moet, bijvoorbeeld 2026-09.")],
    door: Annotated[str, typer.Option(metavar="GEBRUIKERSNAAM", help="Wie dit voorstelt.")],
    reden: Annotated[str, typer.Option(help="Waarom de maand dicht kan; wie bevestigt, leest dit.")],
) -> None:
    """Stel voor een maand te sluiten voor alle gemeenten. Een ander bevestigt dat op de pagina Voorstellen."""
    from jeugdregio.opdrachtregel import omgeving

    month = _month(maand)
    omgeving.met_django()
    from django.utils import timezone

    from jeugdregio.beheer import actions

    moment = timezone.now()
    wie = _regional(door)
    try:
        made = actions.stel_voor("maand", {"maand": str(month)}, reden=reden, moment=moment, on_behalf_of=wie)
    except actions.NietToegestaan as refusal:
        omgeving.stop_met(str(refusal))
    _tell(made, f"{month} sluiten. Er is nog niets gesloten.", wie)


@app.command("heropen")
def heropen(
    maand: Annotated[str, typer.Option(help="De maand die weer open moet, bijvoorbeeld 2026-09.")],
    door: Annotated[str, typer.Option(metavar="GEBRUIKERSNAAM", help="Wie dit voorstelt.")],
    reden: Annotated[str, typer.Option(help="Waarom de maand weer open moet; dit blijft bij de edities staan.")],
    gemeente: Annotated[list[str] | None, typer.Option(help="Voor welke gemeente; zonder: alle.")] = None,
) -> None:
    """Stel voor de laatste gesloten maand te heropenen. Een ander bevestigt dat op de pagina Voorstellen."""
    from jeugdregio.opdrachtregel import omgeving

    month = _month(maand)
    omgeving.met_django()
    from django.utils import timezone

    from jeugdregio.afsluiting import actions, queries
    from jeugdregio.gebruikers.actions import NietToegestaan

    moment, wie = timezone.now(), _regional(door)
    towns = gemeente or queries.gesloten_voor(month, on_behalf_of=wie)
    try:
        made = actions.stel_heropenen_voor(month, towns, reden=reden, moment=moment, on_behalf_of=wie)
    except (actions.UnableToReopen, NietToegestaan) as refusal:
        omgeving.stop_met(str(refusal))
    _tell(made, f"{month} heropenen. Er is nog niets heropend.", wie)


@app.command("sluit-jaar")
def sluit_jaar(
    jaar: Annotated[int, typer.Option(help="Het jaar dat dicht moet, bijvoorbeeld 2026.")],
    door: Annotated[str, typer.Option(metavar="GEBRUIKERSNAAM", help="Wie dit voorstelt.")],
    reden: Annotated[str, typer.Option(help="Waarom het jaar dicht kan; wie bevestigt, leest dit.")],
) -> None:
    """Tel na wat nog openstaat en stel voor het jaar te sluiten. Een ander bevestigt dat op de pagina Voorstellen."""
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.utils import timezone

    from jeugdregio.afsluiting import actions, queries
    from jeugdregio.gebruikers.actions import NietToegestaan

    moment, wie = timezone.now(), _regional(door)
    if not EERSTE_JAAR <= jaar <= timezone.localdate(moment).year:
        omgeving.stop_met(f"Kies een jaar van {EERSTE_JAAR} tot en met dit jaar.")
    for one in queries.jaarbeeld(jaar, moment=moment, on_behalf_of=wie).punten:
        outcome = "in orde" if one.goed else "blokkeert" if one.blokkeert else "let op"
        typer.echo(f"{one.naam}: {one.aantal} ({outcome})")
    try:
        made = actions.stel_jaar_voor(jaar, reden=reden, moment=moment, on_behalf_of=wie)
    except (actions.UnableToCloseYear, NietToegestaan) as refusal:
        omgeving.stop_met(str(refusal))
    _tell(made, f"{jaar} sluiten. Er is nog niets gesloten.", wie)


def _month(text: str) -> "Maand":
    from jeugdregio.core.periode import Maand
    from jeugdregio.opdrachtregel import omgeving

    try:
        return Maand.lees(text)
    except ValueError as refusal:
        omgeving.stop_met(str(refusal))


def _tell(made: "Voorstel", what: str, wie: "Machtiging") -> None:
    """Which proposal waits, and who can confirm it."""
    from django.utils import timezone

    from jeugdregio.beheer import actions

    others = actions.wie_bevestigt(made, moment=timezone.now(), on_behalf_of=wie)
    typer.echo(f"Voorstel {made.pk}: {what}")
    if others:
        typer.echo(f"Een van hen bevestigt dit na het inloggen, op de pagina Voorstellen: {', '.join(others)}.")
    else:
        typer.echo(
            "Niemand anders heeft hiervoor het recht. Geef eerst een tweede persoon die rol, op de pagina Mensen."
        )


def _regional(name: str) -> "Machtiging":
    """As whom this person works at the region; ends the command when that is nobody who may close a month."""
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.gebruikers import queries
    from jeugdregio.gebruikers.values import Recht
    from jeugdregio.opdrachtregel import omgeving

    account = queries.account_met_naam(name, regio=settings.REGIO)
    may = queries.machtigingen(account, moment=timezone.now()) if account is not None else []
    allowed = next((one for one in may if one.regio and one.mag(Recht.MAAND_SLUITEN)), None)
    if allowed is None:
        right = Recht.MAAND_SLUITEN.label
        omgeving.stop_met(f"{name} heeft bij de regio niet het recht ‘{right}’. Noem iemand die dat wel heeft.")
    return allowed


def _edition(gemeente: str, month: "Maand") -> "Editie":
    from django.conf import settings

    from jeugdregio.afsluiting import queries
    from jeugdregio.begroting.queries import UnableToShowReport
    from jeugdregio.gebruikers.values import verwerking
    from jeugdregio.opdrachtregel import omgeving

    try:
        return queries.rapport(gemeente, month, on_behalf_of=verwerking(settings.REGIO))
    except (UnableToShowReport, queries.Aangetast) as refusal:
        omgeving.stop_met(str(refusal))


def _stand(edition: "Editie") -> str:
    """Whether the figures are final, in words."""
    from zoneinfo import ZoneInfo

    from django.conf import settings

    if edition.vastgesteld_op is None:
        return "Voorlopig: de maand is nog niet gesloten."
    local = edition.vastgesteld_op.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"Vastgesteld op {local:%d-%m-%Y}, controlegetal {edition.sha256[:12]}."


def _write(edition: "Editie", path: Path, stand: str) -> None:
    from datetime import UTC, datetime

    from jeugdregio.begroting.uitvoer.xlsx import als_xlsx
    from jeugdregio.opdrachtregel import omgeving

    moment = edition.vastgesteld_op or datetime.now(tz=UTC)
    try:
        path.write_bytes(als_xlsx(edition.rapport, stand=stand, moment=moment))
    except OSError as error:
        omgeving.stop_met(f"{path} kan niet worden geschreven: {error.strerror}. Kies een andere plaats.")
    typer.echo(f"Geschreven: {path}")
