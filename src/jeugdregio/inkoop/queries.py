# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Procedures, what was asked and offered in them, and what was decided: as far as it exists for the asker."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop.beslissen import toegekend
from jeugdregio.inkoop.models import Aanvraag, Gunning, Les, Procedure, Ronde, Tekstversie
from jeugdregio.inkoop.verschil import Regel, verschil

__all__ = ["openbare_procedures", "procedure", "procedures", "toegekend", "wacht_op_contract"]


@dataclass(frozen=True)
class Publicatie:
    """A text, with what changed in it since the one before."""

    tekst: Tekstversie
    verschil: tuple[Regel, ...]


def procedures(*, on_behalf_of: Machtiging) -> list[Procedure]:
    """The procedures, newest first, with how many applications the asker sees."""
    with namens(on_behalf_of):
        counted = Count("aanvragen", filter=Q(aanvragen__stand="ingediend"))
        return list(Procedure.objects.annotate(lopend=counted).order_by("-looptijd", "code"))


def procedure(code: str, *, on_behalf_of: Machtiging) -> Procedure | None:
    """One procedure, or None."""
    with namens(on_behalf_of):
        return Procedure.objects.filter(code=code).first()


def openbare_procedures() -> QuerySet[Procedure]:
    """What was published, newest first: for anyone, also who did not log in."""
    return Procedure.objects.filter(gepubliceerd_op__isnull=False).order_by("-looptijd", "code")


def ronden(procedure: Procedure) -> list[Ronde]:
    """The rounds of a procedure with their nota, by date; in the context of the caller."""
    return list(procedure.ronden.select_related("nota__tekstversie").order_by("open", "soort"))


def teksten(procedure: Procedure) -> list[Publicatie]:
    """The versions of the text, newest first, each with what changed; in the context of the caller."""
    rows = list(procedure.teksten.order_by("volgnummer"))
    found = [
        Publicatie(new, verschil(old.tekst, new.tekst) if old is not None else ())
        for old, new in zip([None, *rows], rows, strict=False)
    ]
    return found[::-1]


def aanvragen(*, on_behalf_of: Machtiging, procedure: str = "") -> list[Aanvraag]:
    """The applications that the asker may see, newest first."""
    with namens(on_behalf_of):
        rows = Aanvraag.objects.select_related("procedure", "ronde", "gunning")
        rows = rows.filter(procedure__code=procedure) if procedure else rows
        return list(rows.order_by("-ingediend_op", "-pk"))


def aanvraag(nummer: int, *, on_behalf_of: Machtiging) -> Aanvraag | None:
    """One application, or None."""
    with namens(on_behalf_of):
        rows = Aanvraag.objects.select_related("procedure", "ronde", "gunning")
        return rows.filter(pk=nummer).first()


def wacht_op_contract(*, on_behalf_of: Machtiging) -> list[Gunning]:
    """The awards of which no contract was made yet, oldest first."""
    with namens(on_behalf_of):
        rows = Gunning.objects.filter(toegelaten=True, contract="").select_related("aanvraag__procedure")
        return list(rows.order_by("bekend_op", "pk"))


def lessen(*, soort: str = "", on_behalf_of: Machtiging) -> list[Les]:
    """What was learnt: of this kind of procedure and of every kind, newest first (S53)."""
    with namens(on_behalf_of):
        rows = Les.objects.filter(regio=on_behalf_of.regio) if on_behalf_of.regio else Les.objects.all()
        rows = rows.filter(soort__in=["", soort]) if soort else rows
        return list(rows.order_by("-jaar", "pk"))


@dataclass(frozen=True)
class Tafeltelling:
    """What a table bought: its budget in cents, and how many providers applied or were admitted."""

    tafel: str
    budget_cent: int


def tafels(jaar: int, *, on_behalf_of: Machtiging) -> list[Tafeltelling]:
    """The budget of every table of which a procedure runs in a year (S21)."""
    with namens(on_behalf_of):
        rows = Procedure.objects.exclude(tafel="").filter(
            budget_cent__isnull=False, looptijd__overlap=(date(jaar, 1, 1), date(jaar + 1, 1, 1))
        )
        sums: dict[str, int] = {}
        for tafel, budget in rows.order_by("tafel").values_list("tafel", "budget_cent"):
            sums[tafel] = sums.get(tafel, 0) + (budget or 0)
    return [Tafeltelling(tafel, budget) for tafel, budget in sums.items()]


def naam(agb: str) -> str:
    """The name of a provider."""
    return aanbieders.naam(agb)
