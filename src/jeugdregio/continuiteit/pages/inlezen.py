# SPDX-License-Identifier: EUPL-1.2
"""Public accounts, supervision and free places from a spreadsheet, with a template that says what columns mean."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components import inleespagina
from jeugdregio.components.rekenblad import OnleesbaarBestand
from jeugdregio.components.values import Kruimel, Tabel
from jeugdregio.continuiteit import actions
from jeugdregio.continuiteit import inlezen as kolommen
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt


@dataclass(frozen=True)
class InlezenPagina:
    """The form, what is wrong with the file, and what the columns mean."""

    fouten: tuple[str, ...]
    rijen: Tabel | None
    kolommen: tuple[Tabel, ...]


@vraagt(Recht.REGISTER_WIJZIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request: HttpRequest) -> HttpResponse:
    """The page; a POST takes the file in, or says row by row what to do."""
    wrong: tuple[str, ...] = ()
    rows: Tabel | None = None
    if request.method == "POST":
        try:
            done = _take_in(request)
        except OnleesbaarBestand as refusal:
            wrong = (str(refusal),)
        except actions.UnableToImport as refusal:
            wrong = ("Er is niets ingelezen. Verbeter de rijen hieronder en lees het bestand opnieuw in.",)
            rows = inleespagina.fouten(refusal.fouten)
        else:
            text = (
                f"Ingelezen: {done.jaarrekeningen} jaarrekeningen, {done.toezicht} opgaven van intern toezicht en"
                f" {done.plaatsen} van vrije plaatsen."
            )
            messages.success(request, text)
            return redirect("continuiteit")
    page = InlezenPagina(wrong, rows, tuple(map(inleespagina.kolommen, kolommen.BLADEN)))
    trail = (Kruimel("Continuïteit", reverse("continuiteit")), Kruimel("Inlezen"))
    context = {"page": page, "kruimels": trail}
    return render(request, "continuiteit/inlezen.html", context, status=422 if wrong else 200)


@vraagt(Recht.REGISTER_WIJZIGEN)
@require_safe
def sjabloon(request: HttpRequest) -> HttpResponse:
    """The sheets to fill in, with what each column means."""
    return inleespagina.sjabloon("jaarrekeningen", kolommen.BLADEN)


def _take_in(request: HttpRequest) -> actions.Ingelezen:
    file = request.FILES.get("rekenblad")
    if file is None:
        raise OnleesbaarBestand("Kies eerst een bestand.")
    return actions.lees_in(file.read(), peildatum=timezone.localdate(), on_behalf_of=machtiging(request))
