# SPDX-License-Identifier: EUPL-1.2
"""The list of declaraties."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Bron, Lijst, Veld
from jeugdregio.components.schrijfwijze import VAST, bedrag_kort, maand_kort, maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Lijstblad
from jeugdregio.components.verzoek import wants_part
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.pages.opmaak import STAND, kort
from jeugdregio.declaraties.values import Keuze, Samenvatting, Telling
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio


@dataclass(frozen=True)
class DeclaratiesPagina:
    """The list with its filter."""

    titel: str
    filter: forms.Form
    samenvatting: str
    lijst: Lijstblad


class Filter(Keuzefilter):
    """What the list is narrowed to; the choices are what there is."""

    maand = forms.ChoiceField(required=False)
    stand = forms.ChoiceField(
        required=False, choices=[("", "Alle"), *((key, text) for key, (text, _) in STAND.items())]
    )
    gemeente = forms.ChoiceField(required=False)
    aanbieder = forms.ChoiceField(required=False)
    nummer = forms.CharField(
        label="Declaratienummer",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@vraagt(Recht.DECLARATIES_ZIEN)
@require_safe
@vary_on_headers("HX-Request")
def declaraties(request: HttpRequest) -> HttpResponse:
    """All declaraties of the asker, newest first."""
    wie = machtiging(request)
    form = _form(request, wie)
    choice = _choice(form)
    total = queries.telling(choice, on_behalf_of=wie)
    found = _list(choice, total, wie)
    if file := found.als_bestand(request):
        return file
    page = DeclaratiesPagina("Declaraties", form, _summary(total), found.blad(request))
    part = "#resultaat" if wants_part(request) else ""
    return render(request, f"declaraties/declaraties.html{part}", {"page": page})


def _form(request: HttpRequest, wie: Machtiging) -> Filter:
    months, gemeenten, providers = queries.keuzes(on_behalf_of=wie)
    form = Filter(request.GET)
    places, names = regio.namen(), aanbieders.namen()
    form.kies("maand", [(str(m), maandnaam(m)) for m in months])
    form.kies("gemeente", sorted(((c, places.get(c, c)) for c in gemeenten), key=_name))
    form.kies("aanbieder", sorted(((a, names.get(a, a)) for a in providers), key=_name))
    for own in ("gemeente", "aanbieder"):
        if getattr(wie, own):
            del form.fields[own]
    return form


def _summary(found: Telling) -> str:
    number = telwoord(found.aantal, "declaratie", "declaraties")
    declared, granted = bedrag_kort(found.ingediend_cent), bedrag_kort(found.toegekend_cent)
    return f"{number}, ingediend {declared}, toegekend {granted}."


def _name(pair: tuple[str, str]) -> str:
    return pair[1].lower()


def _choice(form: Filter) -> Keuze:
    given = form.gekozen()
    month = given.pop("maand", "")
    return Keuze(maand=Maand.lees(month) if month else None, **given)


def _list(choice: Keuze, total: Telling, wie: Machtiging) -> Lijst[Samenvatting]:
    names, places = aanbieders.namen(), regio.namen()
    provider = Veld[Samenvatting]("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder))
    place = Veld[Samenvatting]("gemeente", "Gemeente", lambda one: places.get(one.gemeente, one.gemeente))

    def number(one: Samenvatting) -> Cel:
        url = reverse("declaratie", args=[one.gemeente, one.bericht_id])
        return Cel(one.nummer, url=url, onder=kort(one.dagtekening))

    def lines(one: Samenvatting) -> Cel:
        return Cel(getal(one.regels), onder=f"{getal(one.afgewezen)}{VAST}afgewezen" if one.afgewezen else "")

    def state(one: Samenvatting) -> Cel:
        text, tone = STAND[one.stand]
        return Cel(text, toon=tone)

    return Lijst(
        "Declaraties",
        (
            Veld("nummer", "Declaratie", lambda one: one.nummer, cel=number),
            Veld("dagtekening", "Dagtekening", lambda one: one.dagtekening, "dag", alleen_bestand=True),
            *([] if wie.aanbieder else [provider]),
            *([] if wie.gemeente else [place]),
            Veld("maand", "Maand", lambda one: one.maand.begin, "dag", cel=lambda one: maand_kort(one.maand)),
            Veld("ingediend", "Ingediend", lambda one: one.ingediend_cent, "bedrag"),
            Veld("toegekend", "Toegekend", lambda one: one.toegekend_cent, "bedrag"),
            Veld("regels", "Regels", lambda one: one.regels, "getal", cel=lines),
            Veld("afgewezen", "Afgewezen regels", lambda one: one.afgewezen, "getal", alleen_bestand=True),
            Veld("stand", "Stand", lambda one: STAND[one.stand][0], cel=state),
        ),
        Bron(total.aantal, lambda greep: queries.declaraties(choice, greep, on_behalf_of=wie), queries.VOLGORDE),
        bestand="declaraties",
        van_zelf="-dagtekening",
        leeg="Geen declaratie voldoet aan dit filter. Kies een andere maand of stand.",
    )
