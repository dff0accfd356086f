# SPDX-License-Identifier: EUPL-1.2
"""A public plan of material control in the demo, and a control that was begun under it; all of it is invented."""

from datetime import UTC, date, datetime

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.verantwoording import actions, queries

JAAR = 2026
WIE = Machtiging(rol=Rol.CONTROLLER, gemeente="0193")
MOMENT = datetime(JAAR, 10, 1, 7, tzinfo=UTC)
DOEL = "Met vijfennegentig van de honderd euro voldoende zeker dat de hulp is gegeven die is toegewezen."
PLAN = """We vergelijken declaraties met toewijzingen, starts en stops.
We kijken naar aanbieders met veel afgewezen of teruggenomen regels, en waar toewijzingen steeds precies vol zijn.
Pas als dat niet genoeg zegt, trekken we een steekproef."""


def laad() -> None:
    """Load it in the transaction of the caller; again changes nothing."""
    if queries.plannen(on_behalf_of=WIE):
        return
    actions.leg_plan_vast(JAAR, doel=DOEL, plan=PLAN, on_behalf_of=WIE)
    actions.publiceer(JAAR, moment=MOMENT, on_behalf_of=WIE)
    number = actions.begin_controle(
        JAAR,
        aanbieder="",
        begin=date(JAAR, 1, 1),
        tot=date(JAAR + 1, 1, 1),
        aanleiding="De jaarlijkse controle uit het plan.",
        moment=MOMENT,
        door="demo",
        on_behalf_of=WIE,
    )
    actions.zet_stap(
        number,
        "risico",
        tekst="Alle aanbieders bekeken; nog geen keuze gemaakt.",
        uiterlijk=None,
        moment=MOMENT,
        door="demo",
        on_behalf_of=WIE,
    )
