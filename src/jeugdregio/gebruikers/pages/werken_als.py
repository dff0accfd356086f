# SPDX-License-Identifier: EUPL-1.2
"""For whoever has more than one role: choose the one to work under. The next request works as that one alone."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from jeugdregio.gebruikers.middleware import AANSTELLING, zonder_aanstelling
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import voor_iedereen


@dataclass(frozen=True)
class Keuze:
    """One appointment to choose."""

    aanstelling: int
    rol: str
    organisatie: str
    actief: bool


@dataclass(frozen=True)
class WerkenAlsPagina:
    """What someone may choose from, and where to go on."""

    titel: str
    keuzes: tuple[Keuze, ...]
    verder: str


@zonder_aanstelling
@voor_iedereen
@require_http_methods(["GET", "HEAD", "POST"])
def werken_als(request: HttpRequest) -> HttpResponse:
    """The page; a POST with `aanstelling` chooses, and goes on to `next`."""
    assert request.user.is_authenticated
    mine = {one.aanstelling: one for one in request.user.kan_werken_als}
    given = request.POST.get("next") or request.GET.get("next", "")
    onward = given if url_has_allowed_host_and_scheme(given, {request.get_host()}) else "/"
    text = request.POST.get("aanstelling", "")
    chosen = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    if request.method == "POST" and chosen in mine:
        request.session.cycle_key()
        request.session[AANSTELLING] = chosen
        return redirect(onward)
    page = WerkenAlsPagina("Kies uw rol", tuple(_choice(request, one) for one in mine.values()), onward)
    return render(
        request, "gebruikers/werken_als.html", {"page": page}, status=422 if request.method == "POST" else 200
    )


def _choice(request: HttpRequest, one: Machtiging) -> Keuze:
    assert request.user.is_authenticated
    assert one.aanstelling is not None
    now = request.user.werkt_als
    return Keuze(
        one.aanstelling,
        one.rol.label,
        f"{one.soort.value} {one.organisatie}",
        actief=now is not None and now.aanstelling == one.aanstelling,
    )
