# SPDX-License-Identifier: EUPL-1.2
"""`jeugdregio jaar`: one whole year from budget to settlement and payment file, on a database of its own."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from jeugdregio.demo.jaar import Jaaruitkomst, Proef


def jaar(
    schaal: Annotated[float, typer.Option(help="Hoe groot: 1 is 12.553 kinderen.", min=0.01, max=1.0)] = 0.02,
) -> None:
    """
    Speel een heel jaar van begroting tot verrekening en betaalbestand, en reken na of alles klopt.

    Dit gaat in een eigen database, die elke keer opnieuw begint; uw gegevens blijven zoals ze zijn. Eindigt met code 1
    als er iets niet klopt.
    """
    from rich.console import Console

    from jeugdregio.inrichting.plaats import werkmap
    from jeugdregio.inrichting.server import draait
    from jeugdregio.opdrachtregel import omgeving

    folder = werkmap() / "jaar"
    if draait(folder / "pg"):
        omgeving.stop_met(f"In {folder} draait nog een database. Wacht tot die klaar is, of stop haar.")
    shutil.rmtree(folder, ignore_errors=True)
    os.environ |= {"JEUGDREGIO_MAP": str(folder), "DEMO": "1"}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_AUDIT_URL"):
        os.environ.pop(name, None)
    omgeving.met_database()
    omgeving.migreer()
    omgeving.met_django()

    from django.conf import settings

    from jeugdregio.demo.jaar import speel_jaar

    console = Console()
    outcome = speel_jaar(
        regio=settings.REGIO, schaal=schaal, meld=lambda what, how: console.print(f"{what:<14} {how}", highlight=False)
    )
    _toon(console, outcome.proeven)
    _bewaar(folder, outcome)
    console.print(f"Betaalbestanden en grootboek: {folder}", highlight=False, soft_wrap=True)
    console.print(
        f"Om rond te kijken: JEUGDREGIO_MAP={folder} DEMO=1 jeugdregio serve", highlight=False, soft_wrap=True
    )
    raise typer.Exit(0 if all(one.klopt for one in outcome.proeven) else 1)


def _bewaar(folder: Path, outcome: "Jaaruitkomst") -> None:
    (folder / "grootboek.beancount").write_text(outcome.grootboek, encoding="utf-8")
    for nr, data in enumerate(outcome.betaalbestanden, start=1):
        (folder / f"betaalbestand-{nr:02}.xml").write_bytes(data)


def _toon(console: object, found: "tuple[Proef, ...]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from jeugdregio.core.money import euro

    assert isinstance(console, Console)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("", "Wat moet kloppen", "Het een", "Het ander"):
        number = heading.startswith("Het")
        table.add_column(heading, justify="right" if number else "left", no_wrap=number)
    for one in found:
        sides = [euro(side) if one.geld else str(side) for side in (one.links, one.rechts)]
        table.add_row("goed" if one.klopt else "FOUT", one.wat, *sides)
    console.print(table)
