# SPDX-License-Identifier: EUPL-1.2
"""
Who offers which profile: a page for anyone, and the same as open data (S34).

Only names of profiles and providers with a running contract; no price, no child.
"""

import csv
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.contracten import queries
from jeugdregio.contracten.values import Aanbod

LICENTIE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENTIENAAM = "CC0 1.0"
KOPPEN = ("profiel", "profielnaam", "agb", "aanbieder", "peildatum", "licentie")


@dataclass(frozen=True)
class Profiellijst:
    """One list: a profile and who offers it."""

    nummer: int
    naam: str
    aanbieders: tuple[str, ...]


@dataclass(frozen=True)
class LijstenPagina:
    """A list per profile, of a day."""

    titel: str
    peildatum: str
    lijsten: tuple[Profiellijst, ...]
    bestanden: tuple[tuple[str, str], ...]
    licentie: str
    licentienaam: str


@login_not_required
@require_safe
def lijsten(request: HttpRequest) -> HttpResponse:
    """A list per profile, of today."""
    today = timezone.localdate()
    offers = queries.aanbiederslijst(settings.REGIO, today)
    page = LijstenPagina(
        titel="Aanbieders van jeugdhulp per profiel",
        peildatum=f"{today:%d-%m-%Y}",
        lijsten=tuple(
            Profiellijst(number, name, tuple(one.naam for one in offers if one.profiel == number))
            for number, name in queries.profielnamen(settings.REGIO).items()
        ),
        bestanden=(
            ("CSV", reverse("openbaar-aanbieders-csv")),
            ("JSON", reverse("openbaar-aanbieders-json")),
        ),
        licentie=LICENTIE,
        licentienaam=LICENTIENAAM,
    )
    return render(request, "contracten/openbaar.html", {"page": page})


@login_not_required
@require_safe
def als_json(request: HttpRequest) -> HttpResponse:
    """The lists as open data, with the day and the licence in it."""
    today = timezone.localdate()
    rows = [_rij(one) for one in queries.aanbiederslijst(settings.REGIO, today)]
    about = {"titel": "Aanbieders van jeugdhulp per profiel", "regio": settings.REGIO_NAAM}
    about |= {"peildatum": today.isoformat(), "licentie": LICENTIE}
    return JsonResponse(about | {"aanbod": rows}, json_dumps_params={"ensure_ascii": False, "indent": 1})


@login_not_required
@require_safe
def als_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table: the day and the licence stand on every line."""
    today = timezone.localdate()
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(KOPPEN)
    offers = queries.aanbiederslijst(settings.REGIO, today)
    writer.writerows([*_rij(one).values(), today.isoformat(), LICENTIE] for one in offers)
    return HttpResponse(
        target.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="aanbieders-per-profiel-{today}.csv"'},
    )


def _rij(one: Aanbod) -> dict[str, str | int]:
    return {"profiel": one.profiel, "profielnaam": one.profielnaam, "agb": one.aanbieder, "aanbieder": one.naam}
