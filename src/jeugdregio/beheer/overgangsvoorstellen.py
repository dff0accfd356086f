# SPDX-License-Identifier: EUPL-1.2
"""The proposal of a most for what began in the year before (S69)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.overgang import actions
from jeugdregio.overgang.values import Afspraak

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

WEIGERINGEN = (actions.NietVastTeLeggen,)


def leg_vast(one: Uitvoering) -> None:
    """Add the agreement."""
    actions.leg_afspraak_vast(Afspraak(**one.voorstel.inhoud))


def toon(what: dict[str, Any]) -> list[tuple[str, str]]:
    """With whom, over which year, how much."""
    one = Afspraak(**what)
    return [
        ("Aanbieder", aanbieders.naam(one.aanbieder)),
        ("Boekjaar", str(one.jaar)),
        ("Maximum voor wat eerder begon", cent(one.maximum_cent)),
        ("Bron", one.bron),
    ]
