# SPDX-License-Identifier: EUPL-1.2
"""Opening something about a child: the own caseload or a reason first, and a line in the read log."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen, leeslijst
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Kind


def jeugdige(nummer: int, wie: Machtiging) -> Kind:
    """The child with this number at the own municipality; 404 when it is not there for the asker."""
    known = toewijzingen.dossier(wie.gemeente, nummer, on_behalf_of=wie) if wie.gemeente else []
    if not known:
        raise Http404("Deze jeugdige is er niet, of niet voor u.")
    return known[0]


def naam_van(nummer: int | None, wie: Machtiging) -> str:
    """The name of the child, as far as the asker may see it."""
    known = toewijzingen.dossier(wie.gemeente, nummer, on_behalf_of=wie) if nummer and wie.gemeente else []
    return known[0].naam if known else ""


def geboren_op(persoon: str, kind: int | None, wie: Machtiging) -> date | None:
    """When this youth was born: as a provider knows it, or as the family does."""
    if kind is not None:
        return jeugdige(kind, wie).geboortedatum
    families = gezinnen.gezinnen_van(persoon, on_behalf_of=wie)
    return next((one.geboortedatum for family in families for one in family.leden if one.spoor == persoon), None)


def open_dossier(request: HttpRequest, wie: Machtiging, persoon: str, kind: int | None) -> HttpResponse | None:
    """
    Write in the read log that this child is looked at; an answer when a reason has to be given first.

    The page of the child asks it, so that is where it leads. What is about no child needs nothing.
    """
    if not persoon:
        return None
    now = timezone.now()
    if not caseload.in_caseload(persoon, moment=now, on_behalf_of=wie):
        said = caseload.doel(persoon, moment=now, on_behalf_of=wie)
        if not said and kind is not None:
            return redirect("kind", gemeente=wie.gemeente, nummer=kind)
        leeslijst(request).doel = said
    gelezen(request, [persoon])
    return None


def leeftijd(geboren: date | None, dag: date) -> int:
    """Whole years on a day; who was born on an unknown day counts as an adult, so that nobody asks for them."""
    if geboren is None:
        return 18
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))
