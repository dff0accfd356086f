# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the access share: an application that may be opened, its progress, its words and its badges."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Kruimel, Toon
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import machtiging
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.pages.reden import vraag_reden
from jeugdregio.toegang import queries
from jeugdregio.toegang.mensen import ONBEKEND, namen
from jeugdregio.toegang.models import Aanmelding as Rij
from jeugdregio.toegang.values import Aanmelding

ONJUIST, GOED = 422, 200
STANDEN: dict[str, Toon] = {
    "ontvangen": "info",
    "in_onderzoek": "info",
    "klaar_voor_besluit": "positief",
    "afgerond": "neutraal",
    "ingetrokken": "neutraal",
    "doorgestuurd": "neutraal",
}


@dataclass(frozen=True)
class Halte:
    """One step of the path: where it is, whether it is done, and whether this page is it."""

    naam: str
    url: str
    klaar: bool
    hier: bool


@dataclass(frozen=True)
class Geopend:
    """An application that may be shown to whoever asks, with the name of its child and what is missing."""

    een: Aanmelding
    naam: str
    ontbreekt: tuple[str, ...]
    wie: Machtiging


def open_(request: HttpRequest, nummer: int) -> Geopend | HttpResponse:
    """
    The application, with a line in the read log; or the question why, for a child of a colleague.

    What nobody has is of everyone, and who does it needs no reason. Raises `Http404`.
    """
    wie = machtiging(request)
    one = queries.aanmelding(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze aanmelding is er niet, of niet voor u.")
    if one.persoon:
        if one.behandelaar not in (None, wie.account) and (asked := vraag_reden(request, wie, one.persoon)):
            return asked
        gelezen(request, [one.persoon])
    name = namen([one.persoon], on_behalf_of=wie).get(one.persoon, "") if one.persoon else ONBEKEND
    missing = queries.ontbreekt([one], on_behalf_of=wie).get(one.id, ())
    return Geopend(one, name or "Jeugdige", missing, wie)


def haltes(een: Aanmelding, ontbreekt: tuple[str, ...], hier: str) -> tuple[Halte, ...]:
    """The path of an application by its channel; a channel without steps a-b-c is shorter."""
    todo = " ".join(ontbreekt)
    decided = een.stand in ("klaar_voor_besluit", "afgerond")
    steps = [("aanmelding", "Aanmelden", bool(een.persoon))]
    if een.regel.stappen:
        steps.append(("aanmelding-gebieden", "Gebieden", "gebied" not in todo))
    steps.append(("aanmelding-stappen", "Passende hulp", not any(word in todo for word in ("stap ", "Kies", "Kijk"))))
    steps.append(("aanmelding-akkoord", "Akkoord", decided))
    found = [Halte(text, reverse(name, args=[een.id]), done, name == hier) for name, text, done in steps]
    return (*found, Halte("Besluit", besluit_url(een) if decided else "", een.stand == "afgerond", hier=False))


def adres(naam: str, *args: object) -> str:
    """The address of a page of a room above; empty where it is not there."""
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""


def besluit_url(een: Aanmelding) -> str:
    """Where the decision on an application is made."""
    return adres("besluit-nieuw", een.id)


def termijn(een: Aanmelding, peildatum: date) -> tuple[str, Toon]:
    """The last day of the term, in words."""
    if not een.is_open:
        return f"Klaar op {dag_kort(timezone.localdate(een.afgerond_op))}" if een.afgerond_op else "Klaar", "neutraal"
    left = (een.uiterlijk - peildatum).days
    if left < 0:
        return f"Te laat: uiterlijk {dag_kort(een.uiterlijk)}", "negatief"
    return f"Uiterlijk {dag_kort(een.uiterlijk)}", "waarschuwing" if left <= KRAP else "neutraal"


KRAP = 7
"""Days before the last day from which a term is called short."""


def stand(een: Aanmelding) -> tuple[str, Toon]:
    """The state, in words."""
    return Rij.Stand(een.stand).label, STANDEN[een.stand]


def kruimels(*stappen: tuple[str, str]) -> tuple[Kruimel, ...]:
    """The way here: the board, and then these (text, address)."""
    return (Kruimel("Caseloadbord", reverse("caseloadbord")), *(Kruimel(text, url) for text, url in stappen))
