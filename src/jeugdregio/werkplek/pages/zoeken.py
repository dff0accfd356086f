# SPDX-License-Identifier: EUPL-1.2
"""
The box on every page: a POST that leads on to an address with the question in it.

A burgerservicenummer never leads on: it is looked up in the POST itself, so it is in no address, log or history. One
that came in an address all the same is not looked up and not shown.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.core.bsn import noemt_bsn, zegel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import machtiging, voor_iedereen
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.values import Resultaat
from jeugdregio.toewijzingen.values import Kindvraag
from jeugdregio.werkplek import toegang
from jeugdregio.werkplek.values import LANGSTE, Vondst, Vondsten, Vraag, als_bsn
from jeugdregio.werkplek.zoeken import zoek, zoek_kind

GEEN_BSN = (
    "Een burgerservicenummer hoort niet in het adres van een pagina. Typ het in het zoekvak en druk op Zoek; dan "
    "blijft het uit het adres en uit de geschiedenis van uw browser."
)
NIET_VOOR_U = "Uw rol zoekt niet naar jeugdigen, dus ook niet op burgerservicenummer."


class Zoekformulier(forms.Form):
    """One question."""

    vraag = forms.CharField(
        label="Zoek op",
        max_length=LANGSTE,
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "class": "jr-zoek__vak",
                "aria-describedby": "id_vraag-hulp",
            }
        ),
        help_text="Een naam, geboortedatum, aanbieder, gemeente, product of een nummer: van een toewijzing, "
        "declaratie, referentie, contract of bericht.",
    )


@dataclass(frozen=True)
class ZoekPagina:
    """The question and what was found."""

    titel: str
    formulier: Zoekformulier
    gevonden: tuple[Vondsten, ...]
    samenvatting: str
    fout: str = ""


@voor_iedereen
@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: HttpRequest) -> HttpResponse:
    """What was found; a POST with anything but a burgerservicenummer leads to the address of that question."""
    wie = machtiging(request)
    if request.method == "POST":
        asked = request.POST.get("vraag", "")[:LANGSTE].strip()
        if als_bsn(asked):
            return _by_bsn(request, als_bsn(asked), wie)
        if not noemt_bsn(asked):
            return redirect(f"{reverse('zoeken')}?{urlencode({'vraag': asked})}" if asked else reverse("zoeken"))
        return _show(request, Vraag(""), [], fout=GEEN_BSN)
    asked = request.GET.get("vraag", "")
    if noemt_bsn(asked):
        return _show(request, Vraag(""), [], fout=GEEN_BSN)
    question = Vraag.lees(asked)
    return _show(request, question, zoek(question, wie, peildatum=timezone.localdate()) if question.tekst else [])


def _by_bsn(request: HttpRequest, bsn: str, wie: Machtiging) -> HttpResponse:
    if not toegang.ziet_kinderen(wie):
        return _show(request, Vraag(""), [], fout=NIET_VOOR_U)
    found = zoek_kind(Kindvraag(bsn=zegel(settings.BSN_KEY).verzegel(bsn)), wie)
    if len(found) == 1:
        return redirect(found[0].url)
    if not found:
        gelezen(request, (), resultaat=Resultaat.NIETS)
    return _show(request, Vraag("een burgerservicenummer"), [Vondsten("Jeugdigen", found)] if found else [])


def _show(request: HttpRequest, question: Vraag, found: list[Vondsten], fout: str = "") -> HttpResponse:
    gelezen(request, {one.persoon for kind in found for one in kind.vondsten if one.persoon})
    page = ZoekPagina(
        titel="Zoeken",
        formulier=Zoekformulier(initial={"vraag": request.GET.get("vraag", "") if not fout else ""}),
        gevonden=tuple(found),
        samenvatting=_summary(question, [one for kind in found for one in kind.vondsten]),
        fout=fout,
    )
    return render(
        request, "werkplek/zoeken.html", {"page": page}, status=422 if fout and request.method == "POST" else 200
    )


def _summary(question: Vraag, found: list[Vondst]) -> str:
    if not question.tekst:
        return ""
    if not found:
        return "Niets gevonden. Controleer wat u hebt getypt, of zoek op een deel van de naam of op een ander nummer."
    return "1 resultaat." if len(found) == 1 else f"{len(found)} resultaten."
