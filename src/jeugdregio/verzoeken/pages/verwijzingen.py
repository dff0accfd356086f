# SPDX-License-Identifier: EUPL-1.2
"""The own referrals of a referrer, and one of them. Which provider, which municipality: not on a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Cel, Kruimel, Lijstblad, Toon
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.verzoeken import queries
from jeugdregio.verzoeken.values import Verwijzingstand

BIJ_DE_GEMEENTE = {
    "ontvangen": "Bij de gemeente: ontvangen",
    "in_onderzoek": "Bij de gemeente: in onderzoek",
    "klaar_voor_besluit": "Bij de gemeente: in onderzoek",
    "afgerond": "Bij de gemeente: afgerond",
    "ingetrokken": "Bij de gemeente: gestopt",
    "doorgestuurd": "Naar een andere gemeente",
}
"""As much as who referred may know of an application; that a decision is near is not for here."""

View = Callable[..., HttpResponse]
TITEL = "Mijn verwijzingen"
STAAT_UIT = "Deze regio laat verwijzers nog niet meekijken. Vraag het contactpunt van de regio of dat gaat veranderen."


@dataclass(frozen=True)
class VerwijzingenPagina:
    """The list."""

    titel: str
    lijst: Lijstblad


@dataclass(frozen=True)
class VerwijzingPagina:
    """One referral: its facts in words, in order."""

    titel: str
    stand: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]


def aangezet(view: View) -> View:
    """A page that is there where the region decided so (setting VERWIJZERS)."""

    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.VERWIJZERS:
            raise PermissionDenied(STAAT_UIT)
        return view(request, *args, **kwargs)

    return around


@vraagt(Recht.VERWIJZINGEN)
@require_safe
@aangezet
def verwijzingen(request: HttpRequest) -> HttpResponse:
    """Every own referral, newest first; also as a file."""
    today = timezone.localdate()
    shown = _lijst(request, queries.verwijzingen(on_behalf_of=machtiging(request)), today)
    if file := shown.als_bestand(request):
        return file
    page = VerwijzingenPagina(TITEL, shown.blad(request))
    return render(request, "verzoeken/verwijzingen.html", {"page": page})


@vraagt(Recht.VERWIJZINGEN)
@require_safe
@aangezet
def verwijzing(request: HttpRequest, bericht_id: int, nr: int) -> HttpResponse:
    """One own referral."""
    found = queries.verwijzing(bericht_id, nr, on_behalf_of=machtiging(request))
    if found is None:
        raise Http404("Deze verwijzing is er niet.")
    gelezen(request, [found.persoon])
    born = dag_kort(found.geboortedatum) if found.geboortedatum else "niet bekend"
    facts = (
        ("Geboren", born),
        ("Soort hulp", _soort(found)),
        ("Aangevraagd op", dag_kort(found.gevraagd_op)),
        (
            "Bij de gemeente",
            BIJ_DE_GEMEENTE.get(found.gemeentestand, "nog niet opgepakt").removeprefix("Bij de gemeente: "),
        ),
        ("Toegewezen", _periode(found) or "nog niet"),
        ("Hulp begonnen", dag_kort(found.begin) if found.begin else "nog niet gemeld"),
        ("Hulp geëindigd", dag_kort(found.einde) if found.einde else "nog niet gemeld"),
    )
    page = VerwijzingPagina(found.jeugdige, stand(found, timezone.localdate()), facts)
    trail = (Kruimel(TITEL, reverse("verwijzingen")), Kruimel(page.titel))
    return render(request, "verzoeken/verwijzing.html", {"page": page, "kruimels": trail})


def stand(een: Verwijzingstand, peildatum: date) -> tuple[str, Toon]:
    """How far it is, in words; a refusal is told by the municipality, not here."""
    if een.einde and een.einde < peildatum:
        return "Geëindigd", "neutraal"
    if een.begin:
        return "Begonnen", "positief"
    if een.toegewezen:
        return "Toegewezen", "info"
    return BIJ_DE_GEMEENTE.get(een.gemeentestand, "Aangevraagd"), "neutraal"


def _soort(een: Verwijzingstand) -> str:
    return codelijst("productcategorie").omschrijving(een.categorie) if een.categorie else "niet genoemd"


def _periode(een: Verwijzingstand) -> str:
    if een.toegewezen is None:
        return ""
    first, until = een.toegewezen
    last = f" t/m {dag_kort(until - timedelta(days=1))}" if until else ""
    return f"vanaf {dag_kort(first)}{last}"


def _lijst(request: HttpRequest, rows: list[Verwijzingstand], today: date) -> Lijst[Verwijzingstand]:
    def child(one: Verwijzingstand) -> Cel:
        return Cel(one.jeugdige, url=reverse("verwijzing", args=[one.bericht_id, one.nr]))

    def seen(shown: Sequence[Verwijzingstand]) -> None:
        gelezen(request, {one.persoon for one in shown})

    return Lijst(
        "Uw verwijzingen",
        (
            Veld("jeugdige", "Jeugdige", lambda one: one.jeugdige, cel=child),
            Veld("geboren", "Geboren", lambda one: one.geboortedatum, "dag"),
            Veld("soort", "Soort hulp", _soort),
            Veld("stand", "Stand", lambda one: stand(one, today)[0], cel=lambda one: Cel(*_badge(one, today))),
            Veld("gevraagd", "Aangevraagd", lambda one: one.gevraagd_op, "dag"),
            Veld("toegewezen", "Toegewezen", _periode, alleen_bestand=True),
            Veld("begin", "Begonnen", lambda one: one.begin, "dag"),
            Veld("einde", "Geëindigd", lambda one: one.einde, "dag"),
        ),
        rows,
        bestand="verwijzingen",
        van_zelf="-gevraagd",
        leeg="Er is nog geen hulp aangevraagd op uw verwijzing.",
        toont=seen,
    )


def _badge(een: Verwijzingstand, today: date) -> tuple[str, str, Toon]:
    text, tone = stand(een, today)
    return text, "", tone
