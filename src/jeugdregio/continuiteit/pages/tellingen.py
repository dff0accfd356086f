# SPDX-License-Identifier: EUPL-1.2
"""How many providers there are: it depends on what is counted, so every number has its definition and its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.aanbieders.values import Eenheid, Geteld, Telling
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.continuiteit import queries
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt


class Verschilkeuze(Keuzefilter):
    """Which two counts are laid side by side."""

    een = forms.ChoiceField(label="Deze telling", help_text="De eerste van de twee.")
    ander = forms.ChoiceField(label="Naast deze", help_text="De tweede van de twee.")


@dataclass(frozen=True)
class TellingenPagina:
    """Every count, and the choice of two."""

    tabel: Tabel
    keuze: Verschilkeuze | None
    keuze_url: str
    nieuw_url: str


@dataclass(frozen=True)
class TellingPagina:
    """One count with its definition and the names behind it."""

    titel: str
    omschrijving: str
    cijfer: Kerncijfer
    feiten: tuple[tuple[str, str], ...]
    dubbel: tuple[str, ...]
    blad: Lijstblad


@dataclass(frozen=True)
class VerschilPagina:
    """What two counts do not share."""

    keuze: Verschilkeuze
    cijfers: tuple[Kerncijfer, ...]
    alleen_een: Tabel
    alleen_ander: Tabel


@vraagt(Recht.REGISTER_ZIEN)
@require_safe
def tellingen(request: HttpRequest) -> HttpResponse:
    """The list of saved counts with their number of today."""
    found = _counts(request)
    names = aanbieders.lijsten()
    rows = tuple(
        (
            Cel(one.definitie.naam, url=reverse("telling", args=[code]), onder=one.definitie.omschrijving),
            getal(one.aantal),
            str(one.definitie.eenheid.label),
            aanbieders.in_woorden(one.definitie.voorwaarden, names),
            _day(one.definitie.peildatum),
            one.definitie.bron,
        )
        for code, one in found.items()
    )
    heads = (
        Kolom("Telling"),
        Kolom("Aantal", "getal"),
        Kolom("Telt"),
        Kolom("Wie meetelt"),
        Kolom("Peildatum", "dag"),
        Kolom("Bron"),
    )
    empty = "Er is nog geen telling vastgelegd. De contractmanager van de regio legt ze vast."
    table = Tabel("Tellingen", heads, rows, leeg=empty, bijschrift_zichtbaar=False)
    choice = _choice(found, None) if len(found) > 1 else None
    new = reverse("telling-nieuw") if machtiging(request).mag(Recht.REGISTER_WIJZIGEN) else ""
    page = TellingenPagina(table, choice, reverse("telverschil"), new)
    return render(request, "continuiteit/tellingen.html", {"page": page})


@vraagt(Recht.REGISTER_ZIEN)
@require_safe
def telling(request: HttpRequest, code: str) -> HttpResponse:
    """One count; `als=` gives the names as a file."""
    one = _counts(request, code).get(code)
    if one is None:
        raise Http404("Deze telling is er niet.")
    names = aanbieders.lijsten()
    found = _names(one, names)
    if file := found.als_bestand(request):
        return file
    what = one.definitie
    page = TellingPagina(
        titel=what.naam,
        omschrijving=what.omschrijving,
        cijfer=Kerncijfer(what.naam, getal(one.aantal), str(what.eenheid.label)),
        feiten=(
            ("Wie meetelt", aanbieders.in_woorden(what.voorwaarden, names)),
            ("Peildatum", _day(what.peildatum)),
            ("Bron", what.bron),
        ),
        dubbel=one.dubbel,
        blad=found.blad(request),
    )
    trail = (Kruimel("Tellingen", reverse("tellingen")), Kruimel(what.naam))
    return render(request, "continuiteit/telling.html", {"page": page, "kruimels": trail})


@vraagt(Recht.REGISTER_ZIEN)
@require_safe
def verschil(request: HttpRequest) -> HttpResponse:
    """Two counts side by side; without a good choice of two, the choice."""
    found = _counts(request)
    choice = _choice(found, request)
    chosen = choice.gekozen()
    if len(chosen) < len(choice.fields):
        raise Http404("Kies twee tellingen die er zijn.")
    one, other = found[chosen["een"]], found[chosen["ander"]]
    apart = aanbieders.vergelijk(one, other)
    names = aanbieders.lijsten()
    page = VerschilPagina(
        keuze=choice,
        cijfers=(
            _figure(one),
            _figure(other),
            Kerncijfer("In allebei", getal(apart.beide), "namen, of regels als er regels worden geteld"),
        ),
        alleen_een=_apart(f"Alleen in: {one.definitie.naam}", apart.alleen_een, names),
        alleen_ander=_apart(f"Alleen in: {other.definitie.naam}", apart.alleen_ander, names),
    )
    trail = (Kruimel("Tellingen", reverse("tellingen")), Kruimel("Verschil"))
    return render(request, "continuiteit/verschil.html", {"page": page, "kruimels": trail})


def verschil_url(een: str, ander: str) -> str:
    """The address of two counts side by side."""
    return f"{reverse('telverschil')}?{urlencode({'een': een, 'ander': ander})}"


def _counts(request: HttpRequest, *codes: str) -> dict[str, Telling]:
    wie = machtiging(request)
    return queries.tellingen(settings.REGIO, timezone.localdate(), codes=codes, on_behalf_of=wie)


def _choice(found: Mapping[str, Telling], request: HttpRequest | None) -> Verschilkeuze:
    choices = [(code, f"{one.definitie.naam} ({one.aantal})") for code, one in found.items()]
    first = {"een": queries.REGIO, "ander": queries.NOEMER}
    form = Verschilkeuze(request.GET if request else None, initial=first)
    for name in form.fields:
        form.kies(name, choices, alle=False)
    return form


def _figure(one: Telling) -> Kerncijfer:
    what = one.definitie
    return Kerncijfer(what.naam, getal(one.aantal), str(what.eenheid.label), url=reverse("telling", args=[what.code]))


def _day(day: date | None) -> str:
    return dag_kort(day) if day else "vandaag"


def _names(one: Telling, lists: Mapping[str, str]) -> Lijst[Geteld]:
    lines = one.definitie.eenheid is Eenheid.VERMELDING
    return Lijst(
        "Namen achter dit aantal",
        (
            Veld("naam", "Aanbieder", lambda one: one.naam, cel=_link),
            Veld("agb", "AGB-code", lambda one: one.agb),
            *((Veld[Geteld]("lijst", "Lijst", lambda one: lists.get(one.regel, one.regel)),) if lines else ()),
        ),
        one.geteld,
        bestand=f"telling-{one.definitie.code}",
        van_zelf="naam",
        leeg="Er voldoet nu geen aanbieder aan deze voorwaarden.",
    )


def _link(one: Geteld) -> Cel:
    return Cel(one.naam, url=reverse("register-kaart", args=[one.agb]))


def _apart(title: str, rows: tuple[Geteld, ...], lists: Mapping[str, str]) -> Tabel:
    return Tabel(
        title,
        (Kolom("Aanbieder"), Kolom("AGB-code"), Kolom("Regel")),
        tuple((_link(one), one.agb, lists.get(one.regel, "–")) for one in rows),
        leeg="Niemand.",
    )
