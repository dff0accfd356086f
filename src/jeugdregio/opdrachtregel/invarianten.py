# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio doctor invarianten`: what must always be true of money and messages, counted in the database."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.ontvangst.queries import Meting


def invarianten(
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf de uitkomst als JSON.")] = False,
) -> None:
    """
    Tel na of het geld en de berichten kloppen; eindigt met code 1 als er iets niet klopt.

    De uitkomst wordt bewaard. Klopt er iets niet, dan staan betalen en afsluiten stil tot de regio de stop opheft.
    """
    from jeugdregio.opdrachtregel import omgeving

    omgeving.met_django()
    from django.conf import settings
    from django.utils import timezone

    from jeugdregio.afsluiting.queries import INVARIANTEN
    from jeugdregio.bewaking import actions
    from jeugdregio.gebruikers.values import verwerking

    found = actions.controleer(moment=timezone.now(), on_behalf_of=verwerking(settings.REGIO), ook=INVARIANTEN)
    wrong = sum(1 for one in found if one.fout)
    if als_json:
        rows = [{"code": m.invariant.code, "soort": m.invariant.soort, "fout": m.fout} for m in found]
        typer.echo(json.dumps({"goed": not wrong, "invarianten": rows}, ensure_ascii=False, indent=1))
    else:
        _toon(found, wrong)
    raise typer.Exit(1 if wrong else 0)


def _toon(found: "list[Meting]", wrong: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    table.add_column("Over")
    table.add_column("Wat altijd waar is")
    table.add_column("Fout", justify="right", no_wrap=True)
    for one in found:
        mark = "[red]✘[/red]" if one.fout else "[green]✔[/green]"
        table.add_row(mark, one.invariant.soort, one.invariant.wat, f"{one.fout:,}".replace(",", "."))
    console = Console()
    console.print(table)
    if wrong:
        console.print(
            f"{wrong} van de {len(found)} kloppen niet. Betalen en afsluiten staan nu stil. Maak een reservekopie, "
            "meld dit aan de beheerder, en kijk in de site bij Controle."
        )
    else:
        console.print(f"Alle {len(found)} kloppen.")
