# SPDX-License-Identifier: EUPL-1.2
"""Blocks of the start page about budgets that are gone and decisions that wait for a second name (S71, S73)."""

from django.urls import NoReverseMatch, reverse

from jeugdregio.besluiten import queries as besluiten
from jeugdregio.components.schrijfwijze import bedrag_kort
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.teambudget import queries as teambudget
from jeugdregio.werkplek.pages.blokken import HOOGSTENS, Blok, Dag, Regel


def budget_op(wie: Machtiging, dag: Dag) -> Blok | None:
    """Budgets that are gone and that nobody of the board saw yet; the duty to help stays."""
    del dag
    new = teambudget.signalen(on_behalf_of=wie, alleen_nieuw=True) if wie.gemeente else ()
    if not new:
        return None
    return Blok(
        "Budget op, plicht blijft",
        tuple(
            Regel(
                f"{one.team or 'Jeugdbudget van de gemeente'}, {one.jaar}",
                f"{reverse('teambudget')}?jaar={one.jaar}#signalen",
                stand=f"{bedrag_kort(one.besteed_cent)} van {bedrag_kort(one.budget_cent)}",
                toon="negatief",
            )
            for one in new
        ),
        verder=("Alle teambudgetten", reverse("teambudget")),
    )


def te_toetsen(wie: Machtiging, dag: Dag) -> Blok:
    """The decisions that wait for a second name, and why; the oldest first."""
    del dag
    waiting = besluiten.te_toetsen(on_behalf_of=wie)
    return Blok(
        "Wacht op uw tweede naam",
        tuple(
            Regel(f"Besluit {one.id}: {one.tweede_nodig[0]}", _adres(one.id), stand="wacht", toon="waarschuwing")
            for one in waiting[:HOOGSTENS]
        ),
        leeg="Er wacht geen besluit op een tweede naam.",
        verder=("Werkt de tweede toets?", reverse("toetsleer")),
    )


def _adres(nummer: int) -> str:
    """The page of a decision, once there is one."""
    try:
        return reverse("besluit", args=[nummer])
    except NoReverseMatch:
        return reverse("toetsleer")
