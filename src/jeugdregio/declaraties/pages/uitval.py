# SPDX-License-Identifier: EUPL-1.2
"""The fall-out queue (S55): refused lines with the one cause to repair first, and what comes most often."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.queries import Bewijs
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Bron, Lijst, Veld
from jeugdregio.components.schrijfwijze import balkhoogte, maandnaam, telwoord
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Grafiek, Kolom, Tabel
from jeugdregio.components.verzoek import getal_uit, wants_part
from jeugdregio.core.greep import Greep
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.pages.opmaak import tot_en_met
from jeugdregio.declaraties.values import Oorzaak, Uitvalregel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regels.values import Regel
from jeugdregio.regio import queries as regio

ALLES = "alles"
DECLARATIE = "JW323"
PER_PAGINA = 20


@dataclass(frozen=True)
class Geval:
    """One refused line as it is shown."""

    declaratie: str
    url: str
    wie: str
    product: str
    periode: str
    bedrag: str
    regel: str
    regel_url: str
    retourcode: str
    uitleg: str
    wat_te_doen: str
    pogingen: str
    opgelost: bool
    toewijzing: int
    referentie: str


@dataclass(frozen=True)
class Waarom:
    """One reason why a message was refused as a whole."""

    regel: str
    uitleg: str
    wat_te_doen: str


VORM = Waarom(
    "",
    "Het bericht heeft niet de vorm die de standaard voorschrijft.",
    "Controleer met welke versie van de standaard uw programma het bericht maakt.",
)
"""For a rule of a later list than ours."""


@dataclass(frozen=True)
class Heel:
    """One message that was refused as a whole."""

    bericht: str
    url: str
    wie: str
    ontvangen: datetime
    redenen: tuple[Waarom, ...]


@dataclass(frozen=True)
class UitvalPagina:
    """The queue with its statistics."""

    titel: str
    inleiding: str
    filter: forms.Form
    samenvatting: str
    gevallen: tuple[Geval, ...]
    bladen: Page[int]
    bestanden: tuple[tuple[str, str], ...]
    grafiek: Grafiek
    eerst_oorzaken: bool
    berichten: tuple[Heel, ...]
    over_berichten: str


class Filter(Keuzefilter):
    """What the queue is narrowed to."""

    toon = forms.ChoiceField(
        required=False, choices=[("", "Wat nog open staat"), (ALLES, "Ook wat later is goedgekomen")]
    )
    regel = forms.ChoiceField(label="Oorzaak", required=False)
    maand = forms.ChoiceField(required=False)
    gemeente = forms.ChoiceField(required=False)
    aanbieder = forms.ChoiceField(required=False)


@vraagt(Recht.DECLARATIES_ZIEN)
@require_safe
@vary_on_headers("HX-Request")
def uitval(request: HttpRequest) -> HttpResponse:
    """Refused lines, gravest cause first."""
    wie = machtiging(request)
    codes = berichten.afgekeurd(on_behalf_of=wie, hoogstens=0)[2]
    form = _form(request, wie, queries.oorzaken(on_behalf_of=wie), codes)
    given = form.gekozen()
    everything = given.pop("toon", "") == ALLES
    month = Maand.lees(given.pop("maand")) if "maand" in given else None
    place = {key: given[key] for key in ("gemeente", "aanbieder") if key in given}
    narrowed: dict[str, Any] = {**given, "maand": month, "ook_opgelost": everything}
    piece = partial(queries.uitval, on_behalf_of=wie, **narrowed)
    causes = [
        c
        for c in queries.oorzaken(on_behalf_of=wie, **place)
        if (month is None or c.maand == month) and given.get("regel", c.regel) == c.regel
    ]
    count = sum(c.aantal if everything else c.open for c in causes)
    sheet = Paginator(range(count), PER_PAGINA).get_page(getal_uit(request, "pagina"))
    every = _list(lambda greep: piece(greep=greep), count)

    def seen(shown: Sequence[Uitvalregel]) -> None:
        keys = [(line.gemeente, line.bericht_id, line.nr) for line in shown]
        gelezen(request, queries.personen(keys, on_behalf_of=wie))

    if file := replace(every, toont=seen).als_bestand(request):
        return file
    lines = piece(greep=Greep((sheet.number - 1) * PER_PAGINA, PER_PAGINA))
    seen(lines)
    whole, number, _ = berichten.afgekeurd(
        on_behalf_of=wie,
        regel=given.get("regel", ""),
        gemeente=place.get("gemeente", ""),
        aanbieder=place.get("aanbieder", ""),
    )
    rules = queries.regels()
    page = UitvalPagina(
        titel="Uitval",
        inleiding="Afgewezen regels en berichten, met de oorzaak die u het eerst moet herstellen en wat u kunt doen.",
        filter=form,
        samenvatting=_summary(causes, count, everything=everything),
        gevallen=tuple(_cases(lines, wie)),
        bladen=sheet,
        bestanden=every.blad(request).bestanden,
        grafiek=_chart(causes),
        eerst_oorzaken=not wie.aanbieder,
        berichten=tuple(_whole(receipt, wie, rules) for receipt in whole),
        over_berichten=_about_whole(number, len(whole)),
    )
    part = "#resultaat" if wants_part(request) else ""
    return render(request, f"declaraties/uitval.html{part}", {"page": page})


def _form(request: HttpRequest, wie: Machtiging, causes: list[Oorzaak], whole: list[str]) -> Filter:
    form = Filter(request.GET)
    names, places = aanbieders.namen(), regio.namen()
    codes = sorted({*whole, *(c.regel for c in causes)})
    choices = {
        "regel": [(code, f"{code}: {_short(code)}") for code in codes],
        "maand": [(str(m), maandnaam(m)) for m in sorted({c.maand for c in causes}, reverse=True)],
        "gemeente": list(places.items()),
        "aanbieder": sorted(((a, names.get(a, a)) for a in {c.aanbieder for c in causes}), key=_second),
    }
    for name, found in choices.items():
        form.kies(name, found)
    for name in ("gemeente", "aanbieder"):
        if getattr(wie, name):
            del form.fields[name]
    return form


def _list(piece: Callable[[Greep], Sequence[Uitvalregel]], number: int) -> Lijst[Uitvalregel]:
    """The lines as they go out as a file; on the page each of them is told in words."""
    names, places = aanbieders.namen(), regio.namen()
    return Lijst(
        "Uitval",
        (
            Veld("gemeente", "Gemeente", lambda one: places.get(one.gemeente, one.gemeente)),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("declaratie", "Declaratie", lambda one: one.declaratie),
            Veld("referentie", "Referentie", lambda one: one.referentie),
            Veld("toewijzing", "Toewijzing", lambda one: str(one.toewijzing_nummer)),
            Veld("categorie", "Categorie", lambda one: one.categorie),
            Veld("product", "Product", lambda one: one.code),
            Veld("begin", "Van", lambda one: one.begin, "dag"),
            Veld("einde", "Tot en met", lambda one: one.einde, "dag"),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld("regel", "Regel", lambda one: one.regel),
            Veld("retourcode", "Retourcode", lambda one: one.retourcode),
            Veld("uitleg", "Wat er mis is", lambda one: one.uitleg),
            Veld("doen", "Wat te doen", lambda one: one.wat_te_doen),
            Veld("pogingen", "Keer afgewezen", lambda one: one.pogingen, "getal"),
            Veld("opgelost", "Alsnog goed", lambda one: "ja" if one.opgelost else "nee"),
        ),
        Bron(number, piece, ()),
        bestand="uitval",
        per_pagina=1,
    )


def _whole(receipt: Bewijs, wie: Machtiging, rules: Mapping[str, Regel]) -> Heel:
    names, places = aanbieders.namen(), regio.namen()
    who = [] if wie.aanbieder else [names.get(receipt.aanbieder, receipt.aanbieder)]
    who += [] if wie.gemeente else [f"gemeente {places.get(receipt.gemeente, receipt.gemeente)}"]
    known = [rules[code] for code in receipt.regels if code in rules]
    has_page = receipt.soort == DECLARATIE and bool(set(receipt.regels) & queries.AFKEURING)
    return Heel(
        bericht=f"{receipt.soort} {receipt.identificatie}",
        url=reverse("declaratie", args=[receipt.gemeente, receipt.id]) if has_page else "",
        wie=", ".join(who),
        ontvangen=receipt.ontvangen_op,
        redenen=tuple(Waarom(rule.code, rule.algemeen, rule.wat_te_doen) for rule in known) or (VORM,),
    )


def _about_whole(number: int, shown: int) -> str:
    if not number:
        return "Er is geen bericht als geheel afgekeurd."
    what = telwoord(number, "bericht is", "berichten zijn")
    more = f" De laatste {getal(shown)} staan hier." if shown < number else ""
    return f"{what} als geheel afgekeurd. Herstel het bericht en lever het opnieuw aan met een nieuw nummer.{more}"


def _second(pair: tuple[str, str]) -> str:
    return pair[1].lower()


def _short(code: str) -> str:
    """What the rule is about, short enough for a choice: the first words of its module text."""
    if code in KORT:
        return KORT[code]
    rule = queries.regels().get(code)
    return rule.wat_te_doen if rule else ""


KORT = {
    "TR304": "jeugdige hoort niet bij de toewijzing",
    "TR338": "toewijzing onbekend",
    "TR314": "referentie al gebruikt",
    "TR323": "geen prestatie om te crediteren",
    "TR390": "al gecrediteerd",
    "TR384": "toewijzing verwijderd",
    "TR339": "andere productcategorie",
    "TR340": "andere productcode",
    "TR381": "code past niet bij categorie",
    "TR341": "andere eenheid",
    "TR307": "begint voor de toewijzing",
    "TR308": "eindigt na de toewijzing",
    "TR387": "begindatum past niet bij de maand",
    "TR388": "einddatum past niet bij de maand",
    "TR319": "na de declaratieperiode",
    "TR389": "al eerder toegekend",
    "TR418": "tarief wijkt af van het contract",
    "TR346": "bedrag is niet volume × tarief",
    "TR321": "volume te groot voor de periode",
    "TR322": "volume boven de toewijzing",
    "TR369": "bedrag boven het budget",
    "RA001": "slotdeel zonder resultaat of overleg",
    "RA002": "gebroken maand die niet telt",
}


def _summary(causes: list[Oorzaak], count: int, *, everything: bool) -> str:
    if not count:
        return "Er staat niets open." if not everything else "Er is niets afgewezen."
    repaired = sum(c.opgelost for c in causes)
    what = telwoord(count, "afgewezen regel", "afgewezen regels")
    return f"{what}{'' if everything else ' nog open'}; {getal(repaired)} kwamen later alsnog goed."


def _cases(lines: list[Uitvalregel], wie: Machtiging) -> list[Geval]:
    names, places = aanbieders.namen(), regio.namen()
    cases = []
    for line in lines:
        who = [] if wie.aanbieder else [names.get(line.aanbieder, line.aanbieder)]
        who += [] if wie.gemeente else [f"gemeente {places.get(line.gemeente, line.gemeente)}"]
        cases.append(
            Geval(
                declaratie=line.declaratie,
                url=reverse("declaratie", args=[line.gemeente, line.bericht_id]) + "?toon=afgewezen",
                wie=", ".join(who),
                product=f"{line.categorie} {line.code}",
                periode=tot_en_met(line.begin, line.einde),
                bedrag=cent(line.bedrag_cent),
                regel=line.regel,
                regel_url=reverse("regel", args=[line.regel]),
                retourcode=line.retourcode,
                uitleg=line.uitleg,
                wat_te_doen=line.wat_te_doen,
                pogingen=f"{line.pogingen} keer afgewezen" if line.pogingen > 1 else "",
                opgelost=line.opgelost,
                toewijzing=line.toewijzing_nummer,
                referentie=line.referentie,
            )
        )
    return cases


def _chart(causes: list[Oorzaak]) -> Grafiek:
    number: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    amount: Counter[str] = Counter()
    for cause in causes:
        number[cause.regel] += cause.aantal
        waiting[cause.regel] += cause.open
        amount[cause.regel] += cause.bedrag_cent
    order = [code for code, _ in number.most_common()]
    values = [
        {"oorzaak": f"{code} {KORT.get(code, '')}", "stand": state, "aantal": count}
        for code in order
        for state, count in (("Open", waiting[code]), ("Alsnog goed", number[code] - waiting[code]))
    ]
    spec: dict[str, object] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": balkhoogte(len(order)),
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {
                "field": "oorzaak",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 260},
            },
            "x": {
                "field": "aantal",
                "type": "quantitative",
                "title": "Afgewezen regels",
                "axis": {"tickMinStep": 1},
            },
            "color": {"field": "stand", "type": "nominal", "title": None, "sort": None},
            "order": {"field": "stand", "type": "nominal", "sort": "descending"},
        },
    }
    table = Tabel(
        "Oorzaken van afwijzing",
        (Kolom("Oorzaak"), Kolom("Regels", "getal"), Kolom("Open", "getal"), Kolom("Bedrag", "getal")),
        tuple(
            (
                Cel(code, url=reverse("regel", args=[code]), onder=KORT.get(code, "")),
                getal(number[code]),
                getal(waiting[code]),
                cent(amount[code]),
            )
            for code in order
        ),
        leeg="Er is niets afgewezen.",
    )
    return Grafiek("oorzaken", "Wat het vaakst misgaat", spec, table)
