# SPDX-License-Identifier: EUPL-1.2
"""The month report on a terminal: whole euros, right-aligned, no colour needed to read it."""

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jeugdregio.begroting.definities import PER_KEY
from jeugdregio.begroting.uitvoer.regels import BEDRAGEN, cijferregels
from jeugdregio.begroting.values import MaandRapport, Regel
from jeugdregio.core.money import euro, round_half_up

ONBEKEND = "onbekend"
KERN = ("toegekend", "verplicht", "verwacht")
"""The amounts of a split that are shown when there is no room for all."""
NAAM, KADER = 20, 3


def hele_euros(bedrag_cent: int) -> str:
    """An amount rounded to whole euros, half away from zero."""
    return euro(round_half_up(bedrag_cent, 100) * 100).removesuffix(",00")


def getal(waarde: int | None, eenheid: str) -> str:
    """A figure as text: cents as whole euros, thousandths as a percentage with one decimal."""
    if waarde is None:
        return ONBEKEND
    if eenheid == "euro":
        return hele_euros(waarde)
    if eenheid == "procent":
        sign = "-" if waarde < 0 else ""
        return f"{sign}{abs(waarde) // 10},{abs(waarde) % 10}%"
    return f"{waarde:,}".replace(",", ".")


def toon(rapport: MaandRapport, console: Console, *, stand: str) -> None:
    """Print the report; `stand` says whether it is final or may still change."""
    console.print(f"[bold]{escape(rapport.naam)}, {rapport.maand}[/bold]  {escape(stand)}\n")
    if version := rapport.budgetversie:
        band = (
            f", tussen {hele_euros(version.laag_cent)} en {hele_euros(version.hoog_cent)}" if version.ongeveer else ""
        )
        console.print(f"Budget volgens {escape(version.naam)}{band} ({escape(version.bron)})\n")
    console.print(_figures(rapport))
    for title, lines in (("Per productcategorie", rapport.per_categorie), ("Per aanbieder", rapport.per_aanbieder)):
        # Half a name or half an amount says nothing: on a narrow screen the amounts that matter most remain.
        keys = BEDRAGEN if _width(lines, BEDRAGEN) <= console.width else KERN
        console.print(_split(title, lines, keys))
    if rapport.meer_dan_budget:
        console.print("Let op: toegekend en verplicht samen zijn meer dan het budget van het jaar.")
    if rapport.open_einde.zonder_waarde:
        number = rapport.open_einde.zonder_waarde
        console.print(f"Let op: {number} lopende toewijzingen zijn niet te waarderen en tellen voor nul mee.")


def _figures(rapport: MaandRapport) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Januari tot en met de maand")
    for title in ("Nu", "Vorige maand", "Verschil"):
        table.add_column(title, justify="right", no_wrap=True)
    for line in cijferregels(rapport):
        unit = line.definitie.eenheid
        numbers = (getal(value, unit) for value in (line.nu, line.vorig, line.verschil))
        table.add_row(escape(line.definitie.naam), *numbers)
    return table


def _amount(line: Regel, key: str) -> str:
    return hele_euros(getattr(line.nu, f"{key}_cent"))


def _width(lines: tuple[Regel, ...], keys: tuple[str, ...]) -> int:
    """How many characters a split takes with its amounts whole."""
    columns = (max(len(PER_KEY[key].naam), *(len(_amount(line, key)) for line in lines), 0) for key in keys)
    return NAAM + sum(KADER + column for column in columns) + 2


def _split(title: str, lines: tuple[Regel, ...], keys: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Naam", overflow="fold", min_width=NAAM)
    for key in keys:
        table.add_column(PER_KEY[key].naam, justify="right", no_wrap=True)
    for line in sorted(lines, key=lambda one: (-one.nu.verwacht_cent, one.naam)):
        table.add_row(escape(line.naam), *(_amount(line, key) for key in keys))
    return table
