# SPDX-License-Identifier: EUPL-1.2
"""Who carries out the five basic functions in which municipality: a grid of eleven by five (S93)."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.toegang import actions, queries
from jeugdregio.toegang.begeleiding import Functie
from jeugdregio.toegang.pages.formulieren import Functieformulier
from jeugdregio.toegang.pages.weergave import GOED, ONJUIST
from jeugdregio.toegang.values import Functieregel, NietMogelijk

NIET = "niet ingevuld"


@dataclass(frozen=True)
class BasisPagina:
    """The grid, and the form for who fills in the own row."""

    titel: str
    inleiding: str
    tabel: Tabel
    formulier: Functieformulier | None
    fout: str


@vraagt(Recht.BASISFUNCTIES_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def basisfuncties(request: HttpRequest) -> HttpResponse:
    """The grid; a POST fills in one of the own."""
    wie, today = machtiging(request), timezone.localdate()
    writes = bool(wie.gemeente) and wie.mag(Recht.AANMELDEN)
    if request.method == "POST" and not writes:
        raise PermissionDenied("Een gemeente vult haar eigen rij in. Vraag een medewerker toegang van die gemeente.")
    choices = [(str(one.value), one.label) for one in Functie]
    form = Functieformulier(request.POST if request.method == "POST" else None, functies=choices) if writes else None
    fault = ""
    if form is not None and form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.zet_basisfunctie(
                int(data["functie"]),
                uitvoerder=data["uitvoerder"],
                toelichting=data["toelichting"],
                peildatum=today,
                on_behalf_of=wie,
            )
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "De basisfunctie is bijgewerkt.")
            return redirect("basisfuncties")
    places = regio.deelnemers(settings.REGIO, today)
    known = {(one.gemeente, one.functie): one for one in queries.basisfuncties(on_behalf_of=wie)}
    empty = sum((code, one.value) not in known for code in places for one in Functie)
    page = BasisPagina(
        "Basisfuncties van de toegang",
        f"Elke gemeente richt de toegang anders in; de vijf functies zijn gelijk. {empty} van de "
        f"{len(places) * len(Functie)} vakken zijn nog niet ingevuld.",
        Tabel(
            "Wie voert welke functie uit?",
            (Kolom("Gemeente"), *(Kolom(one.label) for one in Functie)),
            tuple(
                (Cel(name), *(_cell(known.get((code, one.value))) for one in Functie)) for code, name in places.items()
            ),
            leeg="Er doet nog geen gemeente mee aan de regio.",
        ),
        form,
        fault,
    )
    wrong = fault or (form is not None and form.errors)
    return render(request, "toegang/basisfuncties.html", {"page": page}, status=ONJUIST if wrong else GOED)


def _cell(one: Functieregel | None) -> Cel:
    return Cel(one.uitvoerder, onder=one.toelichting) if one else Cel(NIET, toon="waarschuwing")
