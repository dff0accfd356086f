# SPDX-License-Identifier: EUPL-1.2
"""The proposals of month and year end: close a month, open it again, close a year (S58)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jeugdregio.afsluiting import actions as afsluiting
from jeugdregio.core.periode import Maand
from jeugdregio.regio import queries as regio

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

WEIGERINGEN = (
    afsluiting.UnableToCloseAsOther,
    afsluiting.UnableToCloseDuringStop,
    afsluiting.UnableToCloseOutOfOrder,
    afsluiting.UnableToCloseRunningMonth,
    afsluiting.UnableToCloseYear,
    afsluiting.UnableToReopen,
)


def sluit_maand(one: Uitvoering) -> None:
    """Close it for all municipalities that take part."""
    afsluiting.sluit_maand(Maand.lees(one.voorstel.inhoud["maand"]), moment=one.moment, namens=one.wie)


def heropen(one: Uitvoering) -> None:
    """Open it again for the municipalities that were named."""
    what, maker = one.voorstel.inhoud, one.voorstel.voorgesteld_door_id
    assert maker is not None
    afsluiting.heropen_maand(
        Maand.lees(what["maand"]),
        what["gemeenten"],
        reden=one.voorstel.reden,
        voorgesteld_door=maker,
        moment=one.moment,
        on_behalf_of=one.wie,
    )


def sluit_jaar(one: Uitvoering) -> None:
    """Close it for all municipalities that took part at its end."""
    afsluiting.sluit_jaar(one.voorstel.inhoud["jaar"], moment=one.moment, on_behalf_of=one.wie)


def toon_maand(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Which month."""
    return [("Maand", what["maand"]), ("Gemeenten", "alle gemeenten die in die maand meedoen")]


def toon_heropenen(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Which month, and for whom."""
    names = regio.namen()
    towns = ", ".join(names.get(code, code) for code in what["gemeenten"])
    return [
        ("Maand", what["maand"]),
        ("Gemeenten", towns),
        ("Gevolg", "In de maand kan weer worden geboekt. Wat is vastgesteld blijft staan als eerdere editie."),
    ]


def toon_jaar(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Which year, and that there is no way back."""
    return [
        ("Jaar", str(what["jaar"])),
        ("Gemeenten", "alle gemeenten die aan het einde van het jaar meededen"),
        ("Gevolg", "De maanden van dit jaar gaan niet meer open. Wat nog komt, wordt in een volgend jaar geboekt."),
    ]
