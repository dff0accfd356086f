# SPDX-License-Identifier: EUPL-1.2
"""Ticking off what was looked at: it goes from the list, and comes back when the fact behind it changes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken.models import Nagezien as Rij


class NietNaTeZien(Exception):
    """Raised when something is ticked off that is no task of the asker."""

    def __str__(self) -> str:
        return "Dit staat niet (meer) op uw lijst. Het is al nagezien, of er is intussen iets veranderd."


@dataclass(frozen=True)
class Afgevinkt:
    """What was ticked off: which task, why, by whom and when."""

    regel: str
    nummer: int
    feit: str
    reden: str
    door: str
    gezien_op: datetime


def vink_af(
    regel: str, nummer: int, feit: str, *, door: str, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """Tick a task of the asker's own organisation off, with a reason. Raises `NietNaTeZien` for the region."""
    assert door, "nazien doet een mens, met een reden"
    assert reden, "nazien doet een mens, met een reden"
    if on_behalf_of.regio:
        raise NietNaTeZien
    with namens(on_behalf_of):
        Rij.objects.create(
            gemeente=on_behalf_of.gemeente,
            aanbieder=on_behalf_of.aanbieder,
            regel=regel,
            nummer=nummer,
            feit=feit,
            reden=reden,
            door=door,
            gezien_op=moment,
        )


def afgevinkt(regel: str = "", nummer: int | None = None, *, on_behalf_of: Machtiging) -> list[Afgevinkt]:
    """What was ticked off, newest first, as far as it exists for the asker."""
    with lezend(on_behalf_of):
        found = Rij.objects.order_by("-gezien_op", "-id")
        if regel:
            found = found.filter(regel=regel)
        if nummer is not None:
            found = found.filter(nummer=nummer)
        return [Afgevinkt(r.regel, r.nummer, r.feit, r.reden, r.door, r.gezien_op) for r in found]


def gezien(regels: Collection[str], *, on_behalf_of: Machtiging) -> set[tuple[str, str, str]]:
    """The states of affairs (organisation, regel, feit) that were ticked off under these rules."""
    with lezend(on_behalf_of):
        rows = Rij.objects.filter(regel__in=regels).values_list("gemeente", "aanbieder", "regel", "feit")
        return {(town or provider, rule, fact) for town, provider, rule, fact in rows}
