# SPDX-License-Identifier: EUPL-1.2
"""The goals and general plans of material control, for anyone (Regeling Jeugdwet 6b.4)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import queries


@login_not_required
@require_safe
def plannen(request: HttpRequest) -> HttpResponse:
    """Per municipality and year, newest first."""
    names = regio.namen()
    parts = [
        Deel(
            f"{names.get(one.gemeente, one.gemeente)}, {one.jaar}",
            (f"Doel: {one.doel}", *one.plan.splitlines(), f"Openbaar sinds {_dag(one.gepubliceerd_op)}."),
        )
        for one in queries.openbare_plannen()
    ]
    page = Blad(
        "Controle op geleverde jeugdhulp",
        "Gemeenten gaan na of hulp die is betaald ook is gegeven. Dit is per gemeente het doel en het algemene plan.",
        tuple(parts) or (Deel(tekst=("Nog geen gemeente heeft hier een plan gepubliceerd.",)),),
    )
    return toon(request, page)


def _dag(moment: object) -> str:
    return dag_kort(timezone.localtime(moment).date())  # type: ignore[arg-type]
