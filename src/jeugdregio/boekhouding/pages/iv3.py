# SPDX-License-Identifier: EUPL-1.2
"""Iv3: what was booked per taakveld, the rows under each amount, and how a category comes to its taakveld."""

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.boekhouding import actions, queries
from jeugdregio.boekhouding.iv3rapport import Iv3onder, Iv3regel, Tijdvak
from jeugdregio.boekhouding.pages.keuze import gemeente_van, naam_van
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.blad import Blad, Deel, doe, tekstveld, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.grootboek.values import REKENINGEN
from jeugdregio.regio import queries as regio

KWARTALEN = {"1": "Eerste kwartaal", "2": "Tweede kwartaal", "3": "Derde kwartaal", "4": "Vierde kwartaal"}
INLEIDING = (
    "Wat op de kostenrekeningen van het grootboek is geboekt, per taakveld. Wat een andere gemeente terugbetaalt is "
    "baten; een correctie maakt de lasten lager. Er valt niets af: de som is die van het grootboek."
)
BRONNEN = (
    "Bronnen: Iv3-informatievoorschrift 2023 gemeenten; codelijst JZ020 (iJw 3.2) voor de categorieën. Welke categorie "
    "bij welk taakveld hoort is deels een eigen afleiding; dat staat per regel. Economische categorieën (zoals 3.x) "
    "staan er niet bij: geen bron die wij hebben zegt welke."
)


class Iv3filter(Keuzefilter):
    """Which year or quarter, and of whom."""

    jaar = forms.ChoiceField(label="Jaar", help_text="Het jaar waarin is geboekt.")
    kwartaal = forms.ChoiceField(label="Kwartaal", required=False, help_text="Leeg is het hele jaar.")
    gemeente = forms.ChoiceField(label="Gemeente", required=False, help_text="Leeg is alle gemeenten samen.")


class Keuzeformulier(forms.Form):
    """A choice of the region."""

    sleutel = forms.ChoiceField(label="Categorie of rekening", help_text="Alleen waarvoor meer taakvelden kunnen.")
    code = tekstveld("Product", "Vijf tekens, zoals 44A09. Leeg geldt voor de hele categorie.", 5, nodig=False)
    taakveld = forms.ChoiceField(label="Taakveld", help_text="Welke kunnen, staat in de tabel hierboven.")
    vanaf_jaar = forms.IntegerField(
        label="Vanaf jaar", min_value=2015, max_value=2099, help_text="Het eerste jaar van boeken waarvoor dit geldt."
    )
    reden = tekstveld("Waarom", "Wat er in dit product wordt gedaan; wie het rapport leest, leest dit.", 400, rijen=2)

    def __init__(self, data: Any, jaar: int) -> None:
        super().__init__(data, initial={"vanaf_jaar": jaar})
        options = {key: rows for key, rows in queries.mogelijk(jaar).items() if len(rows) > 1}
        self.fields["sleutel"].choices = [(key, _naam(key)) for key in sorted(options, key=lambda key: (len(key), key))]  # type: ignore[attr-defined]
        codes = sorted({one.taakveld for rows in options.values() for one in rows})
        names = queries.taakvelden(jaar)
        self.fields["taakveld"].choices = [  # type: ignore[attr-defined]
            (code, f"{code} {names[code].naam}") for code in codes
        ]


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def iv3(request: HttpRequest) -> HttpResponse:
    """The report; a POST records a choice of the region."""
    wie = machtiging(request)
    form, vak, town = _keuze(request, wie)
    choose = Keuzeformulier(request.POST or None, vak.jaar)
    fault = _kies(request, choose, wie)
    if request.method == "POST" and not fault and not choose.errors:
        return redirect(f"{reverse('iv3')}?{request.GET.urlencode()}#keuzes")
    lines = queries.iv3(vak, gemeente=town, on_behalf_of=wie)
    sheet = _lijst(lines, vak, town)
    if file := sheet.als_bestand(request):
        return file
    parts = [
        Deel(filter=form),
        Deel("Per taakveld", (BRONNEN,), lijst=sheet.blad(request), anker="taakvelden"),
        Deel(
            f"Hoe een categorie in {vak.jaar} aan een taakveld komt",
            ("Kan een categorie onder meer taakvelden vallen, dan kiest de regio, per product als dat nodig is.",),
            tabel=_toedeling(vak.jaar),
            anker="toedeling",
        ),
        Deel("Keuzes van de regio", tabel=_keuzes(wie), anker="keuzes"),
    ]
    if wie.mag(Recht.BOEKHOUDING_BIJHOUDEN):
        parts.append(Deel("Kies een taakveld", formulier=choose, doe="kies", knop="Leg de keuze vast"))
    page = Blad(f"Iv3 {vak.jaar} van {naam_van(town)}", INLEIDING, tuple(parts), cijfers=_cijfers(lines), fout=fault)
    return toon(request, page, fout=bool(choose.errors))


@vraagt(Recht.BOEKHOUDING_ZIEN)
@require_safe
def onder(request: HttpRequest) -> HttpResponse:
    """What adds up to one amount, per category and provider."""
    wie = machtiging(request)
    _, vak, town = _keuze(request, wie)
    code, income = request.GET.get("taakveld", ""), request.GET.get("soort") == "baten"
    known = queries.taakvelden(vak.jaar)
    if code and code not in known:
        raise Http404("Dit taakveld is er in dat jaar niet.")
    rows = queries.iv3_onder(code, vak, baten=income, gemeente=town, on_behalf_of=wie)
    names = aanbieders.namen()
    sheet: Lijst[Iv3onder] = Lijst(
        "Categorieën en aanbieders",
        (
            Veld("sleutel", "Categorie", lambda one: _naam(one.sleutel)),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder) or NO_VALUE),
            Veld("agb", "AGB-code", lambda one: one.aanbieder, alleen_bestand=True),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld("waarom", "Waarom dit taakveld", lambda one: one.toedeling.waarom or "Geen bron noemt een taakveld"),
        ),
        rows,
        van_zelf="-bedrag",
        bestand=f"iv3-{vak.jaar}-{code or 'zonder'}",
        voet=("Samen", "", cent(sum(one.bedrag_cent for one in rows)), ""),
        leeg="Hier is niets geboekt.",
        bijschrift_zichtbaar=False,
    )
    if file := sheet.als_bestand(request):
        return file
    name = f"{code} {known[code].naam}" if code else "Zonder taakveld"
    kind = "Baten" if income else "Lasten"
    trail = (Kruimel("Iv3", f"{reverse('iv3')}?{urlencode(_words(vak, town))}"), Kruimel(name))
    page = Blad(
        f"{kind} onder {name}",
        f"Geboekt in {_vaknaam(vak)}, {naam_van(town)}. Totalen van alle hulp; er staat geen kind in.",
        (Deel(lijst=sheet.blad(request)),),
        boven="Iv3",
    )
    return toon(request, page, trail)


def _keuze(request: HttpRequest, wie: Machtiging) -> tuple[Iv3filter, Tijdvak, str]:
    town = gemeente_van(request.GET.get("gemeente", ""), wie)
    years = [str(one) for one in queries.boekjaren(gemeente=town, on_behalf_of=wie)] or [str(timezone.localdate().year)]
    form = Iv3filter({"jaar": years[0]} | request.GET.dict())
    form.kies("jaar", [(one, one) for one in years], alle=False)
    form.kies("kwartaal", KWARTALEN.items())
    form.kies("gemeente", regio.namen().items())
    if wie.gemeente:
        del form.fields["gemeente"]
    chosen = {"jaar": years[0]} | form.gekozen()
    return form, Tijdvak(int(chosen["jaar"]), int(chosen.get("kwartaal", 0))), town


def _kies(request: HttpRequest, form: Keuzeformulier, wie: Machtiging) -> str:
    if request.method != "POST" or not form.is_valid():
        return ""
    data = form.cleaned_data
    choose = partial(
        actions.kies_taakveld,
        data["sleutel"],
        data["taakveld"],
        code=data["code"].upper(),
        vanaf_jaar=data["vanaf_jaar"],
        reden=data["reden"],
        door=request.user.get_username(),
        moment=timezone.now(),
        on_behalf_of=wie,
    )
    return doe(request, choose, "De keuze is vastgelegd.", weigert=(actions.NietTeKiezen, NietToegestaan))


def _words(vak: Tijdvak, town: str) -> dict[str, str]:
    return {"jaar": str(vak.jaar), "kwartaal": str(vak.kwartaal or ""), "gemeente": town}


def _vaknaam(vak: Tijdvak) -> str:
    return f"het {KWARTALEN[str(vak.kwartaal)].lower()} van {vak.jaar}" if vak.kwartaal else str(vak.jaar)


def _naam(sleutel: str) -> str:
    """A category or account with its name."""
    if sleutel in REKENINGEN:
        return f"{sleutel} {REKENINGEN[sleutel]}"
    known = codelijst("productcategorie").codes
    return f"{sleutel} {known[sleutel].omschrijving}" if sleutel in known else sleutel or "Zonder categorie"


def _lijst(lines: list[Iv3regel], vak: Tijdvak, town: str) -> Lijst[Iv3regel]:
    def cell(one: Iv3regel, kind: str, cents: int) -> Cel:
        words = _words(vak, town) | {"taakveld": one.taakveld, "soort": kind}
        return Cel(cent(cents), url=f"{reverse('iv3-onder')}?{urlencode(words)}")

    return Lijst(
        f"Iv3 {_vaknaam(vak)}",
        (
            Veld("taakveld", "Taakveld", lambda one: one.taakveld or "geen"),
            Veld(
                "naam",
                "Naam",
                lambda one: one.naam,
                cel=lambda one: one.naam if one.taakveld else Cel(one.naam, toon="negatief"),
            ),
            Veld(
                "lasten",
                "Lasten",
                lambda one: one.lasten_cent,
                "bedrag",
                cel=lambda one: cell(one, "lasten", one.lasten_cent),
            ),
            Veld(
                "baten",
                "Baten",
                lambda one: one.baten_cent,
                "bedrag",
                cel=lambda one: cell(one, "baten", one.baten_cent),
            ),
            Veld("saldo", "Saldo", lambda one: one.saldo_cent, "bedrag", uitleg="lasten min baten"),
            Veld("onzeker", "Waarvan onzeker", lambda one: one.onzeker_cent, "bedrag", uitleg="kan ook ergens anders"),
        ),
        lines,
        bestand=f"iv3-{town or 'regio'}-{vak.jaar}{f'-k{vak.kwartaal}' if vak.kwartaal else ''}",
        leeg="In dit tijdvak is niets geboekt.",
        per_pagina=50,
        voet=(
            "Samen",
            "",
            cent(sum(one.lasten_cent for one in lines)),
            cent(sum(one.baten_cent for one in lines)),
            cent(sum(one.saldo_cent for one in lines)),
            cent(sum(one.onzeker_cent for one in lines)),
        ),
        bijschrift_zichtbaar=False,
    )


def _toedeling(jaar: int) -> Tabel:
    choices, rows = queries.keuzes(), []
    for key in sorted(queries.mogelijk(jaar), key=lambda key: (len(key), key)):
        goes = queries.deel_toe(key, "", jaar, choices)
        sure = Cel("onzeker", toon="waarschuwing") if goes.onzeker else Cel("zeker", toon="positief")
        rows.append(
            (
                _naam(key),
                goes.taakveld or NO_VALUE,
                Cel("gekozen", toon="positief") if goes.gekozen else sure,
                goes.waarom,
            )
        )
    return Tabel(
        "Toedeling",
        (Kolom("Categorie"), Kolom("Taakveld"), Kolom("Hoe zeker"), Kolom("Waarom")),
        tuple(rows),
        bijschrift_zichtbaar=False,
    )


def _keuzes(wie: Machtiging) -> Tabel:
    return Tabel(
        "Keuzes",
        (
            Kolom("Categorie"),
            Kolom("Product"),
            Kolom("Taakveld"),
            Kolom("Vanaf", "getal"),
            Kolom("Waarom"),
            Kolom("Door"),
        ),
        tuple(
            (
                _naam(one.sleutel),
                one.code or "alle",
                one.taakveld,
                str(one.vanaf_jaar),
                one.reden,
                one.gekozen_door,
            )
            for one in queries.alle_keuzes(on_behalf_of=wie)
        ),
        leeg="De regio heeft nog niets gekozen.",
        bijschrift_zichtbaar=False,
    )


def _cijfers(lines: list[Iv3regel]) -> tuple[Kerncijfer, ...]:
    costs, income = sum(one.lasten_cent for one in lines), sum(one.baten_cent for one in lines)
    without = sum(one.saldo_cent for one in lines if not one.taakveld)
    unsure = sum(one.onzeker_cent for one in lines if one.taakveld)
    return (
        Kerncijfer("Lasten", bedrag_kort(costs), url="#taakvelden"),
        Kerncijfer("Baten", bedrag_kort(income), "van andere gemeenten", url="#taakvelden"),
        Kerncijfer("Saldo", bedrag_kort(costs - income), "gelijk aan het grootboek", url=reverse("boekhouding")),
        Kerncijfer(
            "Onzeker",
            bedrag_kort(unsure),
            "tot de regio kiest",
            url="#toedeling",
            toon="negatief" if unsure else "positief",
        ),
        Kerncijfer(
            "Zonder taakveld",
            bedrag_kort(without),
            "geen bron noemt er een",
            toon="negatief" if without else "positief",
        ),
    )
