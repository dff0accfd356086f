# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Decisions, their clocks, letters and objections, as far as they exist for whoever asks."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from jeugdregio.besluiten import lezen, models
from jeugdregio.besluiten.keuzes import keuzes, pgbproducten
from jeugdregio.besluiten.values import Aanvraag, Besluit, Bezwaar, Brief
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

__all__ = [
    "aanvraag",
    "aanvraag_van",
    "besluit",
    "besluiten",
    "besluiten_van",
    "bezwaar",
    "bezwaren",
    "brief",
    "brieven",
    "keuzes",
    "lopende_aanvragen",
    "pgbproducten",
    "te_toetsen",
    "vervangers",
]


def besluit(nummer: int, *, on_behalf_of: Machtiging) -> Besluit | None:
    """One decision with all that hangs on it, or None."""
    return next(iter(_besluiten(on_behalf_of, pk=nummer)), None)


def besluiten_van(
    *, persoon: str = "", gezin: int | None = None, aanmelding: int | None = None, on_behalf_of: Machtiging
) -> list[Besluit]:
    """The decisions about a child (`core.bsn.persoon`), a family or an application, newest first."""
    where: dict[str, Any] = {}
    if persoon:
        where["persoon"] = persoon
    if gezin is not None:
        where["aanvraag__gezin"] = gezin
    if aanmelding is not None:
        where["aanvraag__aanmelding"] = aanmelding
    return _besluiten(on_behalf_of, **where) if where else []


def besluiten(*, stand: str = "", hoogstens: int = 200, on_behalf_of: Machtiging) -> list[Besluit]:
    """The decisions of the own municipality, newest first; those that are this far when `stand` is given."""
    waar: dict[str, Any] = {"stand": stand} if stand else {}
    return _besluiten(on_behalf_of, hoogstens=hoogstens, **waar)


def vervangers(nummer: int, *, on_behalf_of: Machtiging) -> list[Besluit]:
    """What came, or is made to come, in the place of a decision, newest first."""
    return [one for one in _besluiten(on_behalf_of, vervangt=nummer) if one.stand != models.Besluit.Stand.VERVALLEN]


def te_toetsen(*, on_behalf_of: Machtiging) -> list[Besluit]:
    """The decisions that wait for a second name, oldest first."""
    return list(reversed(besluiten(stand=models.Besluit.Stand.TWEEDE, on_behalf_of=on_behalf_of)))


def aanvraag(nummer: int, *, peildatum: date, on_behalf_of: Machtiging) -> Aanvraag | None:
    """One request with its clock, or None."""
    return next(iter(_aanvragen(peildatum, on_behalf_of, pk=nummer)), None)


def aanvraag_van(aanmelding: int, *, peildatum: date, on_behalf_of: Machtiging) -> Aanvraag | None:
    """The request that came of an application, or None while its clock was not started."""
    return next(iter(_aanvragen(peildatum, on_behalf_of, aanmelding=aanmelding)), None)


def lopende_aanvragen(*, peildatum: date, on_behalf_of: Machtiging) -> list[Aanvraag]:
    """The requests of which a decision is due, the one that is due first on top."""
    found = _aanvragen(peildatum, on_behalf_of, afgesloten_op__isnull=True)
    return sorted(found, key=lambda one: (one.termijn.laatste_dag, one.id))


def bezwaar(nummer: int, *, peildatum: date, on_behalf_of: Machtiging) -> Bezwaar | None:
    """One objection with its clock, or None."""
    return next(iter(_bezwaren(peildatum, on_behalf_of, pk=nummer)), None)


def bezwaren(
    *, peildatum: date, besluit: int | None = None, alleen_open: bool = False, on_behalf_of: Machtiging
) -> list[Bezwaar]:
    """The objections of the own municipality, those that are due first on top and decided ones last."""
    where: dict[str, Any] = {} if besluit is None else {"besluit": besluit}
    if alleen_open:
        where["uitkomst"] = ""
    found = _bezwaren(peildatum, on_behalf_of, **where)
    return sorted(found, key=lambda one: (one.uitkomst != "", one.termijn.laatste_dag, one.id))


def brief(nummer: int, *, on_behalf_of: Machtiging) -> tuple[models.Brief, bytes] | None:
    """A letter as it was sent: what is known of it, and its bytes; None when there is none for whoever asks."""
    with namens(on_behalf_of):
        row = models.Brief.objects.filter(pk=nummer, gemeente=on_behalf_of.gemeente).first()
    return (row, bytes(row.inhoud)) if row else None


def brieven(aanvraag: int, *, on_behalf_of: Machtiging) -> list[Brief]:
    """Every letter of a case in order of making: about the application, its decisions, and objections; no bytes."""
    with namens(on_behalf_of):
        found = models.Brief.objects.filter(aanvraag=aanvraag, gemeente=on_behalf_of.gemeente)
        return [lezen.brief(row) for row in found.defer("inhoud", "gegevens").order_by("gemaakt_op", "pk")]


def _besluiten(wie: Machtiging, *, hoogstens: int | None = None, **waar: Any) -> list[Besluit]:
    with namens(wie):
        found: QuerySet[models.Besluit] = models.Besluit.objects.filter(gemeente=wie.gemeente, **waar)
        found = found.select_related("aanvraag").prefetch_related(*lezen.GERELATEERD)
        return [lezen.besluit(row) for row in found.order_by("-pk")[:hoogstens]]


def _aanvragen(peildatum: date, wie: Machtiging, **waar: Any) -> list[Aanvraag]:
    with namens(wie):
        found = models.Aanvraag.objects.filter(gemeente=wie.gemeente, **waar).prefetch_related("feiten")
        return [lezen.aanvraag(row, peildatum) for row in found]


def _bezwaren(peildatum: date, wie: Machtiging, **waar: Any) -> list[Bezwaar]:
    with namens(wie):
        found = models.Bezwaar.objects.filter(gemeente=wie.gemeente, **waar)
        rows = found.select_related("besluit").prefetch_related("feiten", "beroepen")
        return [lezen.bezwaar(row, peildatum) for row in rows]
