# SPDX-License-Identifier: EUPL-1.2
"""
The switch: what everyone gets more or less when municipalities do their own invoicing (S64, K15).

Both sides stand apart: providers said their burden went up, municipalities that the business case was good.
"""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.lasten import queries
from jeugdregio.lasten.pages.opmaak import (
    BOVEN,
    KEUZEMAANDEN,
    MINUUT,
    Maandfilter,
    adres,
    balken,
    kruimels,
    namen,
    periode,
    uren,
    uren_verschil,
    verschil,
)
from jeugdregio.lasten.values import Effect, Kant, Schakeling
from jeugdregio.regio import queries as regio

ALLE = "alle"
MEEST = 10
K15 = (
    "De bronnen wegen dit verschillend: aanbieders zeiden dat hun lasten toenamen, gemeenten noemden de business case "
    "gunstig (praktijkscan 2020, §2.4.1 en §2.4.2). Daarom staan beide kanten hier apart."
)
UITLEG = (
    "Gerekend met het verkeer van de twaalf maanden hierboven, alsof de keuze toen al gold. Het aantal declaraties, "
    "regels en afwijzingen blijft gelijk; wat verandert is bij welk loket zij liggen, en hoeveel loketten er zijn. "
    "Onder de regio wordt een afgewezen regel twee keer besproken: de regio vraagt de gemeente om uitleg."
)


class Schakelfilter(Maandfilter):
    """Which municipalities, and from which of the twelve months."""

    gemeenten = forms.MultipleChoiceField(
        label="Factureren zelf",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Gemeenten waarvoor de regio nu declaraties afhandelt.",
    )
    vanaf = forms.ChoiceField(
        label="Vanaf", required=False, help_text="Kies de eerste maand voor het effect over een heel jaar."
    )


@vraagt(Recht.LASTEN_ZIEN)
@require_safe
def schakelaar(request: HttpRequest) -> HttpResponse:
    """The page; without a choice it asks for one."""
    wie = machtiging(request)
    form, month, begin, end, towns, start = _keuze(request, wie)
    trail = kruimels(Kruimel("Schakelaar"))
    intro = "Wat krijgt ieder meer of minder te doen als gemeenten zelf factureren in plaats van de regio?"
    if not towns:
        parts = (Deel(filter=form), Deel("Kies een of meer gemeenten", (K15,)))
        return toon(request, Blad("Schakelaar", intro, parts, boven=BOVEN), trail)
    found = queries.schakeling(begin, end, towns, start, on_behalf_of=wie)
    listing = _lijst(found, month)
    if file := listing.als_bestand(request):
        return file
    parts = (
        Deel(filter=form),
        *(() if wie.aanbieder else (_beeld_gemeenten(found, month), Deel(tabel=_gemeenten(found, month)))),
        *(() if wie.aanbieder else (_beeld_aanbieders(found, month),)),
        Deel("Alle aanbieders" if not wie.aanbieder else "Uw organisatie", lijst=listing.blad(request)),
        Deel("Hoe dit is gerekend", (UITLEG,), links=(("Tijd per handeling", reverse("lasten-normen")),)),
    )
    names = regio.namen()
    chosen = ", ".join(names[code] for code in sorted(towns, key=lambda code: names[code]))
    page = Blad(
        "Schakelaar",
        f"{intro} Gekozen: {chosen}, vanaf {maandnaam(Maand.van(start))}. {K15}",
        parts,
        boven=BOVEN,
        cijfers=() if wie.aanbieder else _tegels(found),
    )
    return toon(request, page, trail)


def _keuze(request: HttpRequest, wie: Machtiging) -> tuple[Schakelfilter, Maand, date, date, list[str], date]:
    """
    What is asked. A municipality chooses itself or all that are left: another one alone would tell which providers
    work there, and that is its own affair.
    """
    _, month, begin, end = periode(request)
    own, names = queries.lokaal(on_behalf_of=wie), regio.namen()
    left = {code: name for code, name in names.items() if not own(code, month.begin)}
    options = [(ALLE, "Alle gemeenten"), *((code, name) for code, name in left.items() if _mag(wie, code))]
    months = [Maand.van(begin)]
    while months[-1] < month:
        months.append(months[-1].volgende)
    data = request.GET.copy()
    data.setdefault("maand", str(month))
    data.setdefault("vanaf", str(months[0]))
    form = Schakelfilter(data)
    _maanden(form, month)
    form.kies("vanaf", [(str(one), maandnaam(one)) for one in months], alle=False)
    field = form.fields["gemeenten"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = options
    form.is_valid()
    asked = [str(one) for one in form.cleaned_data.get("gemeenten", [])]
    towns = list(left) if ALLE in asked else asked
    start = Maand.lees(form.cleaned_data.get("vanaf") or str(months[0])).begin
    return form, month, begin, end, towns, start


def _mag(wie: Machtiging, code: str) -> bool:
    return bool(wie.regio) or wie.gemeente == code or bool(wie.aanbieder)


def _maanden(form: Keuzefilter, chosen: Maand) -> None:
    known = [chosen]
    while len(known) < KEUZEMAANDEN:
        known.append(known[-1].vorige)
    form.kies("maand", [(str(one), maandnaam(one)) for one in known], alle=False)


def _tegels(found: Schakeling) -> tuple[Kerncijfer, ...]:
    more = sum(one.seconden > 0 for one in found.van(Kant.AANBIEDER))
    towns, region = found.som(Kant.GEMEENTE), found.som(Kant.REGIO)
    provider = found.som(Kant.AANBIEDER)
    return (
        Kerncijfer(
            "Aanbieders",
            uren_verschil(provider),
            f"{getal(more)} aanbieders krijgen meer werk",
            toon="negatief" if provider > 0 else "positief",
        ),
        Kerncijfer("Gemeenten", uren_verschil(towns), "eigen werk", toon="negatief" if towns > 0 else "positief"),
        Kerncijfer("Regio", uren_verschil(region), "dat betalen de gemeenten samen"),
        Kerncijfer(
            "Business case gemeenten",
            uren_verschil(towns + region),
            "eigen werk en dat van de regio samen",
            toon="negatief" if towns + region > 0 else "positief",
        ),
    )


def _beeld_gemeenten(found: Schakeling, month: Maand) -> Deel:
    places, _ = namen()
    rows = [
        (
            places.get(one.wie[1], one.wie[1]),
            one.seconden,
            f"{verschil(one.declaraties)} declaraties, {verschil(one.vragen)} vragen over afgewezen regels",
            adres(one.wie, month),
        )
        for one in sorted(found.van(Kant.GEMEENTE), key=lambda one: places.get(one.wie[1], one.wie[1]))
    ]
    rows += [("Regio", found.som(Kant.REGIO), "minder aan het loket van de regio", adres((Kant.REGIO, ""), month))]
    picture = balken("Wie krijgt meer werk, wie minder", "minder werk", "meer werk", rows, verschillen=True)
    return Deel("Gemeenten en regio", balken=picture)


def _beeld_aanbieders(found: Schakeling, month: Maand) -> Deel:
    _, providers = namen()
    worst = [one for one in found.van(Kant.AANBIEDER) if one.seconden][:MEEST]
    rows = [
        (
            providers.get(one.wie[1], one.wie[1]),
            one.seconden,
            f"{telwoord(one.loketten, 'loket', 'loketten')} erbij",
            adres(one.wie, month),
        )
        for one in worst
    ]
    if not rows:
        return Deel("De aanbieders die het meest merken", ("Geen aanbieder merkt hier iets van.",))
    picture = balken("Extra werk per aanbieder", "minder werk", "meer werk", rows, verschillen=True)
    return Deel("De aanbieders die het meest merken", balken=picture)


def _gemeenten(found: Schakeling, month: Maand) -> Tabel:
    places, _ = namen()
    rows = sorted(found.van(Kant.GEMEENTE), key=lambda one: places.get(one.wie[1], one.wie[1]))
    region = found.van(Kant.REGIO)
    return Tabel(
        "Elke gemeente, en de regio",
        (
            Kolom("Wie"),
            Kolom("Loketten", "getal", "aanbieders die hier declareren"),
            Kolom("Declaraties", "getal"),
            Kolom("Retouren", "getal", "antwoorden op declaraties"),
            Kolom("Vragen", "getal", "over afgewezen regels"),
            Kolom("Tijd nu", "getal"),
            Kolom("Tijd straks", "getal"),
            Kolom("Verschil", "getal"),
        ),
        tuple(
            (Cel(places.get(one.wie[1], one.wie[1]) or "Regio", url=adres(one.wie, month)), *_cijfers(one))
            for one in (*rows, *region)
        ),
        leeg="In deze maanden kwamen er geen declaraties binnen.",
    )


def _cijfers(one: Effect) -> tuple[str, ...]:
    return (
        verschil(one.loketten),
        verschil(one.declaraties),
        verschil(one.retouren),
        verschil(one.vragen),
        uren(one.voor_seconden),
        uren(one.na_seconden),
        uren_verschil(one.seconden),
    )


def _lijst(found: Schakeling, month: Maand) -> Lijst[Effect]:
    _, providers = namen()

    def name(one: Effect) -> str:
        return providers.get(one.wie[1], one.wie[1])

    return Lijst(
        "Per aanbieder",
        (
            Veld("aanbieder", "Aanbieder", name, cel=lambda one: Cel(name(one), url=adres(one.wie, month))),
            Veld("loketten", "Loketten", lambda one: one.loketten, "getal", cel=lambda one: verschil(one.loketten)),
            Veld("declaraties", "Declaraties", lambda one: one.declaraties, "getal"),
            Veld("retouren", "Retouren", lambda one: one.retouren, "getal"),
            Veld("vragen", "Vragen", lambda one: one.vragen, "getal"),
            Veld("voor", "Tijd nu", _minuten("voor_seconden"), "getal", cel=lambda one: uren(one.voor_seconden)),
            Veld("na", "Tijd straks", _minuten("na_seconden"), "getal", cel=lambda one: uren(one.na_seconden)),
            Veld("verschil", "Verschil", _minuten("seconden"), "getal", cel=lambda one: uren_verschil(one.seconden)),
        ),
        list(found.van(Kant.AANBIEDER)),
        bestand="schakelaar-aanbieders",
        van_zelf="-verschil",
        leeg="In deze maanden kwamen er geen declaraties binnen.",
        bijschrift_zichtbaar=False,
    )


def _minuten(field: str):  # type: ignore[no-untyped-def]
    return lambda one: round_half_up(getattr(one, field), MINUUT)
