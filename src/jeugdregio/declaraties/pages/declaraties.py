# SPDX-License-Identifier: EUPL-1.2
"""The list of declaraties."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import VAST, bedrag_kort, maand_kort, maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.components.verzoek import getal_uit, wants_part
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.pages.opmaak import STAND, kort
from jeugdregio.declaraties.values import Keuze, Lijst, Samenvatting
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gebruikers.verzoek import machtiging
from jeugdregio.regio import queries as regio

PER_PAGINA = 25


@dataclass(frozen=True)
class DeclaratiesPagina:
    """The list with its filter."""

    titel: str
    filter: forms.Form
    samenvatting: str
    tabel: Tabel
    bladen: Page[int]


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


@require_safe
@vary_on_headers("HX-Request")
def declaraties(request: HttpRequest) -> HttpResponse:
    """All declaraties of the asker, newest first."""
    wie = machtiging(request)
    form = _form(request, wie)
    choice = _choice(form)
    number = getal_uit(request, "pagina")
    found = queries.declaraties(choice, pagina=number, per_pagina=PER_PAGINA, on_behalf_of=wie)
    page = DeclaratiesPagina(
        titel="Declaraties",
        filter=form,
        samenvatting=_summary(found),
        tabel=_table(found, wie),
        bladen=Paginator(range(found.aantal), PER_PAGINA).get_page(number),
    )
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


def _summary(found: Lijst) -> str:
    number = telwoord(found.aantal, "declaratie", "declaraties")
    declared, granted = bedrag_kort(found.ingediend_cent), bedrag_kort(found.toegekend_cent)
    return f"{number}, ingediend {declared}, toegekend {granted}."


def _name(pair: tuple[str, str]) -> str:
    return pair[1].lower()


def _choice(form: Filter) -> Keuze:
    given = form.gekozen()
    month = given.pop("maand", "")
    return Keuze(maand=Maand.lees(month) if month else None, **given)


def _table(found: Lijst, wie: Machtiging) -> Tabel:
    names, places = aanbieders.namen(), regio.namen()

    def who(one: Samenvatting) -> Cel:
        """The other party; the region sees both."""
        provider = names.get(one.aanbieder, one.aanbieder)
        place = places.get(one.gemeente, one.gemeente)
        if wie.regio:
            return Cel(provider, onder=place)
        return Cel(place if wie.aanbieder else provider)

    def row(one: Samenvatting) -> tuple[Cel | str, ...]:
        text, tone = STAND[one.stand]
        url = reverse("declaratie", args=[one.gemeente, one.bericht_id])
        return (
            Cel(one.nummer, url=url, onder=kort(one.dagtekening)),
            who(one),
            maand_kort(one.maand),
            cent(one.ingediend_cent),
            cent(one.toegekend_cent),
            Cel(getal(one.regels), onder=f"{getal(one.afgewezen)}{VAST}afgewezen" if one.afgewezen else ""),
            Cel(text, toon=tone),
        )

    return Tabel(
        "Declaraties, nieuwste eerst",
        (
            Kolom("Declaratie"),
            Kolom("Gemeente" if wie.aanbieder else "Aanbieder"),
            Kolom("Maand"),
            Kolom("Ingediend", "getal"),
            Kolom("Toegekend", "getal"),
            Kolom("Regels", "getal"),
            Kolom("Stand"),
        ),
        tuple(row(one) for one in found.rijen),
        leeg="Geen declaratie voldoet aan dit filter. Kies een andere maand of stand.",
    )
