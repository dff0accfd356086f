# SPDX-License-Identifier: EUPL-1.2
"""How figures are written on a page and in a chart."""

from collections.abc import Callable
from datetime import date, datetime

from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, datum, getal, procent
from jeugdregio.core.periode import Maand, laatste_dag

MAANDNAMEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
MILJOEN_CENT = 100_000_000
VAST = "\N{NO-BREAK SPACE}"


def bedrag_kort(amount_cent: int | None) -> str:
    """An amount that fits a tile: € 2,49 mln, € 812.310."""
    if amount_cent is None:
        return NO_VALUE
    if abs(amount_cent) >= MILJOEN_CENT:
        return f"€{VAST}{getal(amount_cent / MILJOEN_CENT, 2)}{VAST}mln"
    return f"€{VAST}{getal(amount_cent / 100)}"


def promille(value: float | None) -> str:
    """Thousandths as a percentage with one decimal: 334 → "33,4%"."""
    return NO_VALUE if value is None else procent(value / 1000, 1)


def verschil_cent(amount_cent: int) -> str:
    """A difference with its sign: "+ € 1.200,00"."""
    return f"{'+' if amount_cent > 0 else ''}{cent(amount_cent)}" if amount_cent else "gelijk"


def maandnaam(maand: Maand) -> str:
    """september 2026."""
    return f"{MAANDNAMEN[maand.maand - 1]} {maand.jaar}"


def maand_kort(maand: Maand) -> str:
    """sep 2026, for in a table."""
    name = MAANDNAMEN[maand.maand - 1]
    return f"{'mrt' if name == 'maart' else name[:3]}{VAST}{maand.jaar}"


def balkhoogte(aantal: int) -> int:
    """The height in pixels of a chart with this many bars below each other."""
    return max(aantal, 2) * 26


def telwoord(aantal: int, een: str, meer: str) -> str:
    """A number with its noun: 1 regel, 1.204 regels."""
    return f"{getal(aantal)} {een if aantal == 1 else meer}"


def in_groepen(text: str, elk: int) -> str:
    """A long code with spaces, so that it can be read and a line can be broken."""
    return " ".join(text[at : at + elk] for at in range(0, len(text), elk))


def dag_kort(day: date) -> str:
    """24-11-2026, for in a table."""
    return f"{day:%d-%m-%Y}"


def moment_kort(moment: datetime) -> str:
    """24-11-2026 14:05, of a moment in local time."""
    return f"{moment:%d-%m-%Y %H:%M}"


def periode(van: date | None, tot: date | None) -> str:
    """A half-open period in words, the last day included."""
    return _periode(datum(van) if van else "het begin", datum, tot)


def periode_kort(van: date | None, tot: date | None, *, onbekend: str = "begin") -> str:
    """The same in figures, for in a table; `onbekend` stands for a begin that is not known."""
    return _periode(dag_kort(van) if van else onbekend, dag_kort, tot)


def _periode(begin: str, schrijf: Callable[[date], str], tot: date | None) -> str:
    last = laatste_dag(tot)
    return f"{begin} tot en met {schrijf(last)}" if last else f"vanaf {begin}"
