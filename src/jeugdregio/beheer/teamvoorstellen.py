# SPDX-License-Identifier: EUPL-1.2
"""The proposals about team budgets: the lump sum, the threshold for the second check, and the settlement (S71)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.gebruikers.values import Recht
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.values import VERBANDEN

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

RECHT = Recht.TEAMBUDGET_VASTSTELLEN
WEIGERINGEN = (actions.NietVastTeLeggen, queries.GeenTeam)


def stel_budget_vast(one: Uitvoering) -> None:
    """Set the lump sum."""
    actions.stel_teambudget_vast(one.voorstel.inhoud, moment=one.moment, on_behalf_of=one.wie)


def stel_drempel_vast(one: Uitvoering) -> None:
    """Set the threshold."""
    actions.stel_drempel_vast(one.voorstel.inhoud, moment=one.moment, on_behalf_of=one.wie)


def reken_af(one: Uitvoering) -> None:
    """Settle the year."""
    actions.stel_afrekening_vast(one.voorstel.inhoud, moment=one.moment, on_behalf_of=one.wie)


def toon_budget(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Which team, how much, and for how many children."""
    return [
        ("Team", what["teamnaam"]),
        ("Jaar", str(what["jaar"])),
        ("Bedrag", cent(what["bedrag_cent"])),
        ("Afgesproken aantal kinderen", str(what["kinderen"])),
        ("Betaald in", telwoord(what.get("termijnen", 12), "termijn", "termijnen")),
        ("Bron", what["bron"]),
    ]


def toon_drempel(what: dict[str, Any]) -> list[tuple[str, str]]:
    """From when, and above what."""
    none = what["bedrag_cent"] is None and what["maanden"] is None
    return [
        ("Vanaf", datum(date.fromisoformat(what["van"]))),
        ("Categorie", what["categorie"] or "alle zonder eigen drempel"),
        ("Boven dit bedrag over de hele looptijd", cent(what["bedrag_cent"])),
        ("Boven dit aantal maanden", str(what["maanden"] or "geen")),
        ("Verband", "geen tweede toets meer" if none else VERBANDEN[what["verband"]]),
        ("Bron", what["bron"]),
    ]


def toon_afrekening(what: dict[str, Any]) -> list[tuple[str, str]]:
    """What is settled by which formula; the arithmetic is on the page of the team."""
    result = what["uitkomst_cent"]
    side = "de gemeente betaalt bij" if result > 0 else "het team geeft terug" if result < 0 else "niets te verrekenen"
    return [
        ("Team", what["teamnaam"]),
        ("Jaar", str(what["jaar"])),
        ("Formule", what["formule"]),
        ("Uitkomst", f"{cent(abs(result))}, {side}"),
        ("Vingerafdruk van de uitgaven", what["uitgaven_sha256"]),
    ]
