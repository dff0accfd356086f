# SPDX-License-Identifier: EUPL-1.2
"""The proposals about what municipalities settle among themselves: one round, and the solidarity of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jeugdregio.boekhouding import actions
from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Recht
from jeugdregio.regio import queries as regio

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

RECHT = Recht.BOEKHOUDING_BIJHOUDEN
WEIGERINGEN = (actions.NietTeVerrekenen,)


def verreken(one: Uitvoering) -> None:
    """Settle as was proposed."""
    what = one.voorstel.inhoud
    actions.verreken_gemeenten(
        Maand.lees(what["maand"]), gelezen=what["sha256"], door=one.door, moment=one.moment, on_behalf_of=one.wie
    )


def verevenen(one: Uitvoering) -> None:
    """Book the solidarity of a year as was proposed."""
    actions.boek_verevening(one.voorstel.inhoud, door=one.door, moment=one.moment, on_behalf_of=one.wie)


def toon_verrekening(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Up to when, and what each municipality receives or pays."""
    return [
        ("Tot en met", maandnaam(Maand.lees(what["maand"]))),
        ("Posten", getal(what["posten"])),
        ("Gaat van hand tot hand", cent(what["bedrag_cent"])),
        *_bedragen(what["saldi"]),
        ("Vingerafdruk", what["sha256"]),
    ]


def toon_verevening(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Of which year, by which reading or key, and what each municipality receives or pays."""
    return [
        ("Jaar", str(what["jaar"])),
        ("Grondslag", what["grondslag"]),
        *_bedragen(what["bedragen"]),
        ("Vingerafdruk", what["sha256"]),
    ]


def _bedragen(amounts: dict[str, int]) -> list[tuple[str, str]]:
    names = regio.namen()
    return [
        (f"{names.get(code, code)} {'ontvangt' if cents >= 0 else 'betaalt'}", cent(abs(cents)))
        for code, cents in sorted(amounts.items(), key=lambda pair: names.get(pair[0], pair[0]))
    ]
