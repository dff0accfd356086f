# SPDX-License-Identifier: EUPL-1.2
"""The definitions of the figures; each has an anchor of its own: `/begrippen/#toegekend`."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jeugdregio.begroting.definities import PER_KEY, Definitie
from jeugdregio.gebruikers.verzoek import voor_iedereen


@dataclass(frozen=True)
class BegrippenPagina:
    """All definitions, in the order of the month report."""

    titel: str
    begrippen: Sequence[Definitie]


@voor_iedereen
@require_safe
def begrippen(request: HttpRequest) -> HttpResponse:
    """One text per figure, the same as in the spreadsheet and the documentation."""
    return render(request, "begroting/begrippen.html", {"page": BegrippenPagina("Begrippen", tuple(PER_KEY.values()))})
