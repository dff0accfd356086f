# SPDX-License-Identifier: EUPL-1.2
"""Whose provider is whose, how the load is spread, and which provider is nobody's (S40)."""

from collections import Counter, defaultdict
from datetime import date, datetime

from django.conf import settings

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.contractbeheer.models import Portefeuille
from jeugdregio.contractbeheer.values import Beheer, Last, Spreiding, Wees
from jeugdregio.contractbeheer.zaken import open_stappen, zaken
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging


def portefeuilles(peildatum: date, *, on_behalf_of: Machtiging, aanbieder: str = "") -> list[Beheer]:
    """Who has which provider on a day, in order of AGB code."""
    with namens(on_behalf_of):
        rows = Portefeuille.objects.filter(regio=settings.REGIO, geldig__contains=peildatum)
        rows = rows.filter(aanbieder=aanbieder) if aanbieder else rows
        return [_beheer(row) for row in rows.order_by("aanbieder")]


def verloop(aanbieder: str, *, on_behalf_of: Machtiging) -> list[Beheer]:
    """Everyone who had this provider, the last first."""
    with namens(on_behalf_of):
        rows = Portefeuille.objects.filter(regio=settings.REGIO, aanbieder=aanbieder)
        return [_beheer(row) for row in rows.order_by("-geldig")]


def _beheer(row: Portefeuille) -> Beheer:
    return Beheer(row.aanbieder, row.beheerder, row.account, row.geldig.lower or date.min, row.geldig.upper)


def lopend(peildatum: date, *, on_behalf_of: Machtiging) -> dict[str, tuple[str, ...]]:
    """The numbers of the contracts that run on a day, by AGB code."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in contracten.contracten(settings.REGIO, op=peildatum, on_behalf_of=on_behalf_of):
        found[one.aanbieder].append(one.nummer)
    return {agb: tuple(numbers) for agb, numbers in found.items()}


def wezen(peildatum: date, *, on_behalf_of: Machtiging) -> list[Wees]:
    """Providers with a contract on a day, or working for one that has, and in nobody's portfolio; by AGB code."""
    mine = {one.aanbieder for one in portefeuilles(peildatum, on_behalf_of=on_behalf_of)}
    running = lopend(peildatum, on_behalf_of=on_behalf_of)
    found = {agb: Wees(agb, numbers) for agb, numbers in running.items() if agb not in mine}
    for sub, main in aanbieders.onderaannemers_op(peildatum):
        if sub not in mine and main in running:
            found.setdefault(sub, Wees(sub, running[main], hoofdaannemer=main))
    return [found[agb] for agb in sorted(found)]


def spreiding(peildatum: date, moment: datetime, *, on_behalf_of: Machtiging) -> Spreiding:
    """The load of every manager on a day, in order of name."""
    rows = portefeuilles(peildatum, on_behalf_of=on_behalf_of)
    manager = {one.aanbieder: one.beheerder for one in rows}
    running = lopend(peildatum, on_behalf_of=on_behalf_of)
    providers = Counter(manager.values())
    contracts: Counter[str] = Counter()
    for agb, numbers in running.items():
        contracts[manager.get(agb, "")] += len(numbers)
    open_cases = Counter(manager.get(one.aanbieder, "") for one in zaken(on_behalf_of=on_behalf_of) if one.is_open)
    late: Counter[str] = Counter()
    for case, step in open_stappen(on_behalf_of=on_behalf_of):
        late[manager.get(case.aanbieder, "")] += step.uiterlijk is not None and step.uiterlijk < moment
    return Spreiding(
        [Last(who, providers[who], contracts[who], open_cases[who], late[who]) for who in sorted(providers)],
        len(manager),
    )
