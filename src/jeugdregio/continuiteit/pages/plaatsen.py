# SPDX-License-Identifier: EUPL-1.2
"""A provider tells how many children it can still take, so that nobody has to phone round when another one stops."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.continuiteit import actions, queries
from jeugdregio.continuiteit.inlezen import MEESTE_MENSEN
from jeugdregio.continuiteit.values import Plaatsmelding
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt


class Plaatsenformulier(forms.Form):
    """A number per kind of help that the provider has a tariff for; what stays empty is not told."""

    def __init__(self, *args: object, vormen: list[str], eerder: Mapping[str, Plaatsmelding], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = codelijst("productcategorie")
        for code in vormen:
            told = eerder.get(code)
            before = f"Laatst gemeld: {told.plaatsen}, op {dag_kort(told.peildatum)}." if told else "Nog niet gemeld."
            self.fields[code] = forms.IntegerField(
                label=kinds.omschrijving(code),
                required=False,
                min_value=0,
                max_value=MEESTE_MENSEN - 1,
                help_text=f"{before} 0 is ook een antwoord.",
            )

    def ingevuld(self) -> dict[str, int]:
        """What was filled in, by category."""
        return {code: count for code, count in self.cleaned_data.items() if count is not None}


@dataclass(frozen=True)
class PlaatsenPagina:
    """The form, or nothing when the provider has no tariff now."""

    titel: str
    formulier: Plaatsenformulier
    heeft_hulp: bool


@vraagt(Recht.PORTAAL)
@require_http_methods(["GET", "HEAD", "POST"])
def vrije_plaatsen(request: HttpRequest) -> HttpResponse:
    """The page; a POST tells the places of today."""
    wie, today = machtiging(request), timezone.localdate()
    form = _form(request, wie.aanbieder, today)
    if request.method == "POST" and form.is_valid():
        told = form.ingevuld()
        actions.meld_eigen_plaatsen(told, peildatum=today, on_behalf_of=wie)
        messages.success(request, f"Gemeld voor {len(told)} soorten hulp." if told else "Er was niets ingevuld.")
        return redirect("vrije-plaatsen")
    page = PlaatsenPagina("Vrije plaatsen", form, bool(form.fields))
    return render(request, "continuiteit/plaatsen.html", {"page": page}, status=422 if form.errors else 200)


def _form(request: HttpRequest, agb: str, today: date) -> Plaatsenformulier:
    wie = machtiging(request)
    return Plaatsenformulier(
        request.POST if request.method == "POST" else None,
        vormen=queries.hulpvormen(settings.REGIO, agb, today, on_behalf_of=wie),
        eerder=queries.plaatsen(agb, today, on_behalf_of=wie),
    )
