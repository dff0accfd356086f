# SPDX-License-Identifier: EUPL-1.2
"""
What anyone can read without logging in: published procedures, their texts, and each nota.

Whoever looks is nobody to the database: it gives what was published and nothing else.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.inkoop import queries
from jeugdregio.inkoop.models import Ronde
from jeugdregio.inkoop.pages import weergave
from jeugdregio.inkoop.queries import Publicatie
from jeugdregio.inkoop.soorten import SOORTEN


@dataclass(frozen=True)
class OpenbareLijst:
    """Every published procedure."""

    titel: str
    procedures: Tabel


@dataclass(frozen=True)
class OpenbareProcedure:
    """One published procedure."""

    titel: str
    omschrijving: str
    feiten: weergave.Feiten
    prijzen: Tabel
    eisen: Tabel
    ronden: Tabel
    notas: tuple[Ronde, ...]
    teksten: tuple[Publicatie, ...]


@login_not_required
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """The published procedures."""
    table = Tabel(
        "Procedures",
        (Kolom("Procedure"), Kolom("Contracten"), Kolom("Gepubliceerd", "dag")),
        tuple(
            (
                Cel(one.naam, url=reverse("openbaar-procedure", args=[one.code]), onder=SOORTEN[one.soort].naam),
                weergave.periode(one.looptijd.lower, one.looptijd.upper),
                weergave.datum(one.gepubliceerd_op),
            )
            for one in queries.openbare_procedures()
        ),
        leeg="Er is nog geen procedure gepubliceerd.",
    )
    return render(request, "inkoop/openbaar.html", {"page": OpenbareLijst("Inkoop van jeugdhulp", table)})


@login_not_required
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One published procedure with its rounds, texts and nota's."""
    one = queries.openbare_procedures().filter(code=code).first()
    if one is None:
        raise Http404("Deze procedure is niet gepubliceerd.")
    rounds = queries.ronden(one)
    page = OpenbareProcedure(
        titel=one.naam,
        omschrijving=one.omschrijving,
        feiten=weergave.feiten(one),
        prijzen=weergave.prijzen(one),
        eisen=weergave.eisen(one),
        ronden=weergave.ronden(rounds, timezone.localdate()),
        notas=tuple(round_ for round_ in rounds if hasattr(round_, "nota")),
        teksten=tuple(queries.teksten(one)),
    )
    trail = (Kruimel("Inkoop van jeugdhulp", reverse("openbaar-inkoop")), Kruimel(one.naam))
    return render(request, "inkoop/openbaar_procedure.html", {"page": page, "kruimels": trail})
