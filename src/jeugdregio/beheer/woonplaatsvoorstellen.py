# SPDX-License-Identifier: EUPL-1.2
"""The proposal to acknowledge what another municipality claims (Jeugdwet, article 8.2.1)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.woonplaats import actions as woonplaats
from jeugdregio.woonplaats.queries import gemeentenaam
from jeugdregio.woonplaats.values import NietTeVorderen

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

WEIGERINGEN = (NietTeVorderen,)


def erken(one: Uitvoering) -> None:
    """Acknowledge as was proposed, and book it at both."""
    what = one.voorstel.inhoud
    woonplaats.erken(what["vordering"], bedrag_cent=what["bedrag_cent"], moment=one.moment, on_behalf_of=one.wie)


def toon(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Who paid for whom, how much and why."""
    return [
        ("Betaald door", gemeentenaam(what["schuldeiser"])),
        ("Verantwoordelijk was", gemeentenaam(what["schuldenaar"])),
        ("Periode", periode(date.fromisoformat(what["van"]), date.fromisoformat(what["tot"]))),
        ("Bedrag", cent(what["bedrag_cent"])),
        ("Waarom", what["grondslag"]),
    ]
