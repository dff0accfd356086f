# SPDX-License-Identifier: EUPL-1.2
"""Waiting times for anyone, without login, and as open data (S94, W10). Nothing here is of few children."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.contracten.values import Wachttijdcijfer
from jeugdregio.wachttijden import queries
from jeugdregio.wachttijden.pages.opmaak import definities, profielnaam, weken

LICENTIE = "https://creativecommons.org/publicdomain/zero/1.0/"
KOPPEN = (
    "profiel", "profielnaam", "agb", "aanbieder", "maat", "maatnaam", "herkomst", "weken", "weken_p80", "norm_weken",
    "peildatum", "bron", "licentie",
)  # fmt: skip
HERKOMST = {"opgave": "opgave van de aanbieder", "gemeten": "geteld in berichten"}
SAMEN = "alle aanbieders samen"


@dataclass(frozen=True)
class WachttijdenPagina:
    """A table per profile, and what the figures mean."""

    titel: str
    peildatum: str
    tabellen: tuple[Tabel, ...]
    definities: Tabel
    sinds: str
    bestanden: tuple[tuple[str, str], ...]
    licentie: str


@login_not_required
@require_safe
def wachttijden(request: HttpRequest) -> HttpResponse:
    """The page."""
    today = timezone.localdate()
    names, providers = queries.profielnamen(settings.REGIO), queries.aanbiedernamen(settings.REGIO)
    by_profile: dict[str, list[Wachttijdcijfer]] = defaultdict(list)
    for one in queries.openbaar(settings.REGIO, peildatum=today):
        by_profile[one.profiel].append(one)
    page = WachttijdenPagina(
        titel="Wachttijden voor jeugdhulp",
        peildatum=dag_kort(today),
        tabellen=tuple(
            _tabel(profielnaam(code, names), by_profile[code], providers)
            for code in sorted(by_profile, key=lambda code: profielnaam(code, names))
        ),
        definities=definities(),
        sinds=dag_kort(queries.maten_sinds()),
        bestanden=(("CSV", reverse("openbaar-wachttijden-csv")), ("JSON", reverse("openbaar-wachttijden-json"))),
        licentie=LICENTIE,
    )
    return render(request, "wachttijden/openbaar.html", {"page": page})


@login_not_required
@require_safe
def als_json(request: HttpRequest) -> HttpResponse:
    """The figures as open data, with what each measure means."""
    about = {
        "titel": "Wachttijden voor jeugdhulp",
        "regio": settings.REGIO_NAAM,
        "licentie": LICENTIE,
        "maten": [
            {
                "maat": one.code,
                "naam": one.naam,
                "van": one.van,
                "tot": one.tot,
                "let_op": one.waarom,
                "norm_weken": one.norm_weken,
                "norm_bron": one.norm_bron,
                "sinds": queries.maten_sinds().isoformat(),
            }
            for one in queries.maten().values()
        ],
    }
    return JsonResponse(about | {"wachttijden": _rijen()}, json_dumps_params={"ensure_ascii": False, "indent": 1})


@login_not_required
@require_safe
def als_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table: norm, day, source and licence stand on every line."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(KOPPEN)
    writer.writerows([*row.values(), LICENTIE] for row in _rijen())
    return HttpResponse(
        target.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="wachttijden-{timezone.localdate()}.csv"'},
    )


def _rijen() -> list[dict[str, str | None]]:
    names, providers = queries.profielnamen(settings.REGIO), queries.aanbiedernamen(settings.REGIO)
    return [
        {
            "profiel": one.profiel,
            "profielnaam": profielnaam(one.profiel, names),
            "agb": one.aanbieder,
            "aanbieder": providers.get(one.aanbieder, one.aanbieder),
            "maat": one.maat,
            "maatnaam": queries.maten()[one.maat].naam,
            "herkomst": one.herkomst,
            "weken": str(one.weken),
            "weken_p80": None if one.weken_p80 is None else str(one.weken_p80),
            "norm_weken": None if (norm := queries.maten()[one.maat].norm_weken) is None else str(norm),
            "peildatum": one.peildatum.isoformat(),
            "bron": one.bron,
        }
        for one in queries.openbaar(settings.REGIO, peildatum=timezone.localdate())
    ]


def _tabel(title: str, rows: list[Wachttijdcijfer], providers: dict[str, str]) -> Tabel:
    def line(one: Wachttijdcijfer) -> tuple[Cel | str, ...]:
        norm = queries.maten()[one.maat].norm_weken
        over = norm is not None and one.weken > norm
        return (
            providers.get(one.aanbieder, one.aanbieder) or SAMEN,
            queries.maten()[one.maat].naam,
            Cel(weken(one.weken), onder=f"boven de norm van {norm} weken" if over else ""),
            weken(one.weken_p80),
            Cel(HERKOMST[one.herkomst], onder=dag_kort(one.peildatum)),
        )

    ordered = sorted(rows, key=lambda one: (providers.get(one.aanbieder, one.aanbieder).casefold(), one.maat))
    return Tabel(
        title,
        (
            Kolom("Aanbieder"),
            Kolom("Wat"),
            Kolom("Wachttijd", "getal"),
            Kolom("Acht van de tien binnen", "getal"),
            Kolom("Bron"),
        ),
        tuple(map(line, ordered)),
    )
