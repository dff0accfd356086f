# SPDX-License-Identifier: EUPL-1.2
"""Work with a term: what is asked of whom, until which day; and what a municipality has to look at again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import datum, getal
from jeugdregio.components.values import Cel, Kolom, Lijstblad, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.ontvangst import queries
from jeugdregio.ontvangst.pages.termijn import in_woorden
from jeugdregio.ontvangst.queries import Werk
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.queries import Nazien

WAT = {
    "verzoek": "Verzoek beantwoorden",
    "start": "Start melden",
    "stop": "Stop melden",
    "bestand": "Bericht beantwoorden",
    "vastgehouden": "Beslissen over bericht",
    "woonplaats": "Woonplaats uitzoeken",
    "oprekken": "Einddatum oprekken",
    "vervangen": "Toewijzing vervangen",
    "geweigerd": "Geweigerd bestand herstellen",
    "declareren": "Maand declareren",
    "retour": "Retourbericht sturen",
    "geen_retour": "Navragen naar retourbericht",
    "afkeuring": "Opnieuw sturen na afkeuring",
    "declaratie": "Navragen naar antwoord",
}
ABOUT_REQUEST = ("verzoek", "woonplaats", "oprekken", "vervangen")
AAN_ZET = {"gemeente": "Gemeente", "aanbieder": "Aanbieder", "regio": "Regio"}
PAGINA = {"retour": "postvak", "declaratie": "antwoorden"}
"""Pages of the portal on which a provider does this."""

PER_PAGINA = 50
HOOGSTENS = 300
"""Allocations to look at again on the page; it says how many there are."""


class Filter(Keuzefilter):
    """What the lists are narrowed to."""

    soort = forms.ChoiceField(label="Wat", required=False)
    laat = forms.ChoiceField(label="Termijn", required=False, choices=[("", "Alle"), ("ja", "Alleen te laat")])


@dataclass(frozen=True)
class WerkPagina:
    """
    What the asker has to do, what others have to do that concerns it, and the allocations to look at again.
    """

    titel: str
    inleiding: str
    samenvatting: str
    filter: Filter
    eigen: Lijstblad
    ander: Lijstblad
    nazien: Tabel | None


@vraagt(Recht.WERK_ZIEN)
@require_safe
def werk(request: HttpRequest) -> HttpResponse:
    """All work with a term of the asker; `?laat=ja` leaves only what is overdue."""
    wie = machtiging(request)
    today = timezone.localdate()
    every = queries.werk_met_een_termijn(peildatum=today, on_behalf_of=wie)
    form = _form(request, every)
    given = form.gekozen()
    shown = [
        one
        for one in every
        if (one.is_te_laat(today) or given.get("laat") != "ja") and given.get("soort", one.soort) == one.soort
    ]
    mine = [one for one in shown if is_van(one, wie)]
    others = [one for one in shown if not is_van(one, wie)]
    again = None if wie.aanbieder else verzoeken.na_te_zien(peildatum=today, on_behalf_of=wie)
    lists = [
        _list("Wat u doet", mine, wie, today, bestand="werk"),
        _list("Wat anderen doen", others, wie, today, bestand="werk-van-anderen", naam="ander"),
    ]
    lists = [replace(one, toont=lambda shown: gelezen(request, _children(shown, (), wie))) for one in lists]
    for one in lists:
        if file := one.als_bestand(request):
            return file
    gelezen(request, _children((), (again or [])[:HOOGSTENS], wie))
    page = WerkPagina(
        titel="Werk met een termijn",
        inleiding="Wat een bericht van iemand vraagt, met de laatste dag waarop het kan. Dagen zijn werkdagen "
        "volgens de Algemene termijnenwet. Een start telt vanaf de ingangsdatum van de toewijzing, of vanaf de "
        "ontvangst als die later was.",
        samenvatting=_summary(every, today),
        filter=form,
        eigen=lists[0].blad(request),
        ander=lists[1].blad(request),
        nazien=None if again is None else _again(again[:HOOGSTENS], len(again), wie),
    )
    return render(request, "ontvangst/werk.html", {"page": page})


def _form(request: HttpRequest, every: Sequence[Werk]) -> Filter:
    form = Filter(request.GET)
    form.kies("soort", sorted(((kind, WAT[kind]) for kind in {one.soort for one in every}), key=lambda pair: pair[1]))
    return form


def _children(shown: Sequence[Werk], again: Sequence[Nazien], wie: Machtiging) -> frozenset[str]:
    """Whose allocations and requests these are."""
    allocations = [(one.gemeente, one.nummer) for one in shown if one.soort in ("start", "stop")]
    allocations += [(one.gemeente, one.toewijzing_nummer) for one in again if one.toewijzing_nummer]
    requests = [(one.gemeente, one.nummer, one.nr) for one in shown if one.soort in ABOUT_REQUEST]
    return toewijzingen.personen(allocations, on_behalf_of=wie) | verzoeken.personen(requests, on_behalf_of=wie)


def _summary(every: Sequence[Werk], today: date) -> str:
    late = Counter(one.soort for one in every if one.is_te_laat(today))
    text = f"{telwoord(len(every), 'taak wacht', 'taken wachten')}, waarvan {getal(late.total())} te laat"
    if late:
        text += f" ({', '.join(f'{WAT[kind].lower()}: {getal(number)}' for kind, number in late.most_common())})"
    return f"{text}."


def _list(
    title: str, found: Sequence[Werk], wie: Machtiging, today: date, *, bestand: str, naam: str = ""
) -> Lijst[Werk]:
    names, places = aanbieders.namen(), regio.namen()
    provider = Veld[Werk]("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder))
    town = Veld[Werk]("gemeente", "Gemeente", lambda one: places.get(one.gemeente, one.gemeente))

    def whose(one: Werk) -> str:
        return "U" if is_van(one, wie) else AAN_ZET[one.aan_zet]

    def what(one: Werk) -> str:
        return f"{WAT[one.soort]} {one.kenmerk}"

    def term(one: Werk) -> Cel:
        text, tone = in_woorden(one.uiterlijk, today)
        return Cel(text, toon=tone)

    return Lijst(
        title,
        (
            Veld("wat", "Wat", what, cel=lambda one: Cel(what(one), url=_url(one, wie), onder=one.termijn)),
            *([] if naam == "" else [Veld[Werk]("wie", "Aan zet", whose)]),
            *([] if wie.aanbieder else [provider]),
            *([] if wie.gemeente else [town]),
            Veld("sinds", "Telt vanaf", lambda one: one.sinds, "dag"),
            Veld("uiterlijk", "Uiterlijk", lambda one: one.uiterlijk, "dag"),
            Veld("termijn", "Termijn", lambda one: in_woorden(one.uiterlijk, today)[0], cel=term),
        ),
        found,
        bestand=bestand,
        van_zelf="uiterlijk",
        naam=naam,
        per_pagina=PER_PAGINA,
        leeg="Er wacht niets met een termijn.",
    )


def is_van(one: Werk, wie: Machtiging) -> bool:
    """Whether it is up to the organisation of the asker."""
    return bool({"gemeente": wie.gemeente, "aanbieder": wie.aanbieder, "regio": wie.regio}[one.aan_zet])


def _url(one: Werk, wie: Machtiging) -> str:
    if one.soort in ABOUT_REQUEST:
        return reverse("verzoek", args=[one.gemeente, one.nummer, one.nr])
    if one.soort in ("start", "stop"):
        return reverse("toewijzing" if wie.aanbieder else "toewijzing-inzien", args=[one.gemeente, one.nummer])
    if one.soort == "vastgehouden":
        return reverse("vastgehouden-besluit", args=[one.gemeente, one.nummer])
    if one.soort == "declareren":
        return reverse("declareren-maand", args=[one.gemeente, one.kenmerk]) if wie.aanbieder else ""
    if one.soort == "geweigerd" and not wie.regio:
        return reverse("nazien", args=[one.termijn, one.feit])
    if one.soort in ("geen_retour", "afkeuring"):
        return reverse("gestuurd-bericht", args=[one.gemeente, one.nummer])
    if one.soort in PAGINA and one.gemeente:
        return reverse(PAGINA[one.soort])
    return f"{reverse('aanleveren-uitkomst')}?bestanden={one.nummer}"


def _again(found: Sequence[Nazien], number: int, wie: Machtiging) -> Tabel:
    names, places = aanbieders.namen(), regio.namen()
    rows = tuple(
        (
            _allocation(one),
            names.get(one.aanbieder, one.aanbieder),
            *((places.get(one.gemeente, one.gemeente),) if wie.regio else ()),
            Cel(one.afspraak.uitleg, onder=one.afspraak.regel),
            one.afspraak.wat_te_doen,
            datum(one.dag),
            *(() if wie.regio else (Cel("Nagezien", url=reverse("nazien", args=[one.afspraak.regel, one.feit])),)),
        )
        for one in found
    )
    town = (Kolom("Gemeente"),) if wie.regio else ()
    tick = () if wie.regio else (Kolom("Afvinken"),)
    return Tabel(
        f"Toewijzingen om na te zien: {getal(number)}",
        (
            Kolom("Wat"),
            Kolom("Aanbieder"),
            *town,
            Kolom("Wat er is"),
            Kolom("Wat te doen"),
            Kolom("Besluit van"),
            *tick,
        ),
        rows,
        leeg="Er is geen toewijzing die tegen een afspraak van de standaard in gaat.",
    )


def _allocation(one: Nazien) -> Cel:
    if not one.toewijzing_nummer:
        return Cel("Nieuw product")
    url = reverse("toewijzing-inzien", args=[one.gemeente, one.toewijzing_nummer])
    return Cel(f"Toewijzing {one.toewijzing_nummer}", url=url)
