# SPDX-License-Identifier: EUPL-1.2
"""The files that were set aside after an error of the program, and the button that gives one a new chance."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.ontvangst import actions, queries
from jeugdregio.ontvangst.values import Apartgezet


@dataclass(frozen=True)
class ApartPagina:
    """The files, and what was wrong with the last request."""

    titel: str
    inleiding: str
    bestanden: tuple[Apartgezet, ...]
    fout: str


@vraagt(Recht.APART_VRIJGEVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def apart(request: HttpRequest) -> HttpResponse:
    """The list; a POST with `bestand` releases that file."""
    wie = machtiging(request)
    fault = ""
    if request.method == "POST":
        number = request.POST.get("bestand", "")
        try:
            actions.geef_vrij(
                int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0,
                door=request.user.get_username(),
                moment=timezone.now(),
                on_behalf_of=wie,
            )
        except actions.NietApart as refusal:
            fault = str(refusal)
        else:
            return redirect("apart")
    page = ApartPagina(
        titel="Apart gezet",
        inleiding="Bestanden die het programma na drie pogingen niet kon verwerken. Ze zijn bewaard zoals ze kwamen. "
        "Meld de fout aan de beheerder en geef het bestand vrij als de oorzaak weg is.",
        bestanden=tuple(queries.apartgezet(on_behalf_of=wie)),
        fout=fault,
    )
    return render(request, "ontvangst/apart.html", {"page": page}, status=422 if fault else 200)
