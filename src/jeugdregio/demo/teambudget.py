# SPDX-License-Identifier: EUPL-1.2
"""Access teams of the demo with a lump sum, what they spent, and a threshold; all of it is invented."""

from datetime import UTC, date, datetime
from hashlib import sha256

from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.actions import Uitgavegegevens

DALFSEN, ZWOLLE = "0148", "0193"
JAAR, VORIG = 2026, 2025
BEGIN = date(VORIG, 1, 1)
MOMENT = datetime(2026, 10, 1, 7, tzinfo=UTC)
TEAMS = (
    # (municipality, name, lump sum in cents, children, what part of it is spent per mille)
    (DALFSEN, "CJG Dalfsen", 12_000_000, 60, 640),
    (DALFSEN, "CJG Nieuwleusen", 6_000_000, 30, 1_040),
    (ZWOLLE, "CJG Zwolle-Zuid", 30_000_000, 150, 710),
)
WAT = (
    ("eigen", "gesprekken met het gezin"),
    ("eigen", "ouders geholpen met grenzen stellen"),
    ("vrij", "lidmaatschap van de sportclub"),
    ("vrij", "coach op school"),
)
DREMPEL_CENT, DREMPEL_MAANDEN = 1_500_000, 12
BEREIKT = ("ja", "ja", "deels", "nee", "")


def laad() -> None:
    """Load all of it in the transaction of the caller; again changes nothing."""
    if queries.teams(peildatum=BEGIN, on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN)):
        return
    for town, name, amount, children, share in TEAMS:
        money = Machtiging(rol=Rol.CONTROLLER, gemeente=town)
        team = actions.maak_team(name, vanaf=BEGIN, on_behalf_of=money)
        for year in (VORIG, JAAR):
            what = {"team": team, "jaar": year, "bedrag_cent": amount, "kinderen": children, "bron": "verzonnen: demo"}
            actions.stel_teambudget_vast(what, moment=MOMENT, on_behalf_of=money)
            _spend(team, town, year, amount * share // 1000, children)
    what = {"categorie": "", "bedrag_cent": DREMPEL_CENT, "maanden": DREMPEL_MAANDEN, "verband": "of"}
    what |= {"van": date(JAAR, 1, 1).isoformat(), "bron": "verzonnen: demo"}
    actions.stel_drempel_vast(what, moment=MOMENT, on_behalf_of=Machtiging(rol=Rol.CONTROLLER, gemeente=DALFSEN))


def _spend(team: int, town: str, year: int, total: int, children: int) -> None:
    worker = Machtiging(rol=Rol.TOEGANG, gemeente=town)
    times = 36
    for number in range(times):
        kind, text = WAT[number % len(WAT)]
        child = sha256(f"verzonnen kind {town} {team} {number % max(children // 2, 1)}".encode()).hexdigest()
        one = Uitgavegegevens(
            team,
            date(year, 1 + number % 9, 1 + number % 27),
            kind,
            total // times,
            text,
            persoon=child if number % 6 else "",
        )
        made = actions.leg_uitgave_vast(one, door="demo", moment=MOMENT, on_behalf_of=worker)
        if reached := BEREIKT[number % len(BEREIKT)]:
            actions.zet_bereikt(made, reached, on_behalf_of=worker)
