# SPDX-License-Identifier: EUPL-1.2
"""The register: every provider once, and the card of one with its chains, branches, lists, supervision and accounts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries
from jeugdregio.aanbieders.values import (
    BEDRAGEN,
    Inschrijfregel,
    Jaarcijfers,
    Kaart,
    Oordeel,
    Rechtsvorm,
    Toezicht,
    Toezichtoordeel,
)
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, periode_kort
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Deel, Kolom, Kruimel, Lijstblad, Meter, Tabel, Toon
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

MELDPLICHT = date(2026, 1, 1)
"""The text of Jeugdwet 4.0.1 that was read holds from this day; what held before is not judged (L16)."""
TOON: dict[Oordeel, Toon] = {
    Oordeel.VOLDOET: "positief",
    Oordeel.NOG_TIJD: "info",
    Oordeel.VOLDOET_NIET: "negatief",
    Oordeel.NIET_VERPLICHT: "neutraal",
    Oordeel.ONBEKEND: "waarschuwing",
}
KETENS = ("hoofdaannemer", "onderaannemer", "coöperatie", "lid", "geen keten")
WEET = {True: "ja", False: "nee", None: "niet bekend"}


class Registerfilter(Keuzefilter):
    """What the register is narrowed down to."""

    naam = forms.CharField(
        label="Naam, AGB-code of KvK-nummer", required=False, help_text="Een deel van de naam, of het hele nummer."
    )
    rechtsvorm = forms.ChoiceField(label="Rechtsvorm", required=False, help_text="De vorm van de organisatie.")
    keten = forms.ChoiceField(label="Keten", required=False, help_text="Voor wie een aanbieder werkt, of wie voor hem.")
    toezicht = forms.ChoiceField(
        label="Intern toezicht", required=False, help_text="De uitkomst van de toets aan de Jeugdwet."
    )


@dataclass(frozen=True)
class RegisterPagina:
    """The filter, the rows, and how many meet the test for internal supervision."""

    filter: Registerfilter
    blad: Lijstblad
    toezicht: Meter
    toets: str


@dataclass(frozen=True)
class KaartPagina:
    """One provider as the register holds it."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    oordeel: tuple[str, Toon, str]
    ketens: Tabel
    betaalt: str
    vestigingen: Tabel
    vermeldingen: Tabel
    toezicht: Tabel
    cijfers: Tabel
    pagina_url: str
    radar_url: str


@vraagt(Recht.REGISTER_ZIEN)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The list; `als=` gives it as a file."""
    today = timezone.localdate()
    form = Registerfilter(request.GET)
    form.kies("rechtsvorm", Rechtsvorm.choices)
    form.kies("keten", [(name, name) for name in KETENS])
    form.kies("toezicht", Oordeel.choices)
    every = queries.register(today)
    found = _list([one for one in every if _fits(one, form.gekozen())])
    if file := found.als_bestand(request):
        return file
    page = RegisterPagina(form, found.blad(request), _meter(every), _test())
    return render(request, "aanbieders/register.html", {"page": page})


@vraagt(Recht.REGISTER_ZIEN)
@require_safe
def kaart(request: HttpRequest, agb: str) -> HttpResponse:
    """The card of one provider."""
    wie, today = machtiging(request), timezone.localdate()
    found = queries.kaart(agb, today)
    if found is None:
        raise Http404("Deze aanbieder staat niet in het register.")
    may = wie.mag(Recht.CONTINUITEIT_ZIEN)
    figures = queries.jaarcijfers(aanbieder=agb, on_behalf_of=wie) if may else []
    trail = (Kruimel("Register", reverse("register")), Kruimel(found.regel.naam))
    page = _card(found, figures, reverse("radar", args=[agb]) if may else "")
    return render(request, "aanbieders/kaart.html", {"page": page, "kruimels": trail})


def _fits(one: Inschrijfregel, chosen: dict[str, str]) -> bool:
    text = chosen.get("naam", "").casefold()
    return (
        (not text or text in one.naam.casefold() or text in (one.agb, one.kvk))
        and chosen.get("rechtsvorm") in (None, one.rechtsvorm.value)
        and chosen.get("keten") in (None, *(one.keten or ("geen keten",)))
        and chosen.get("toezicht") in (None, one.toezicht.oordeel.value)
    )


def _list(rows: Sequence[Inschrijfregel]) -> Lijst[Inschrijfregel]:
    return Lijst(
        "Aanbieders",
        (
            Veld("naam", "Aanbieder", lambda one: one.naam, cel=_name),
            Veld("agb", "AGB-code", lambda one: one.agb),
            Veld("kvk", "KvK-nummer", lambda one: one.kvk),
            Veld("rechtsvorm", "Rechtsvorm", lambda one: str(one.rechtsvorm.label)),
            Veld("keten", "Keten", lambda one: ", ".join(one.keten)),
            Veld("toezicht", "Intern toezicht", lambda one: str(one.toezicht.oordeel.label), cel=_supervision),
            Veld("gemeld", "Gemeld op", lambda one: one.gemeld_op, "dag", alleen_bestand=True),
        ),
        rows,
        bestand="register",
        van_zelf="naam",
        leeg="Geen aanbieder voldoet aan dit filter. Kies een ander filter.",
        bijschrift_zichtbaar=False,
    )


def _name(one: Inschrijfregel) -> Cel:
    return Cel(one.naam, url=reverse("register-kaart", args=[one.agb]), onder="GI" if one.gecertificeerd else "")


def _supervision(one: Inschrijfregel) -> Cel:
    verdict = one.toezicht.oordeel
    return Cel(str(verdict.label), toon=TOON[verdict])


def _meter(every: Sequence[Inschrijfregel]) -> Meter:
    number = Counter(one.toezicht.oordeel for one in every)
    whole = len(every) or 1
    parts = tuple(
        Deel(
            str(verdict.label),
            getal(number[verdict]),
            number[verdict] * 1000 // whole,
            TOON[verdict],
            f"{reverse('register')}?toezicht={verdict.value}",
        )
        for verdict in Oordeel
        if number[verdict]
    )
    return Meter("Intern toezicht van alle aanbieders in het register", parts)


def _test() -> str:
    test = queries.TOETS
    return (
        f"Verplicht bij meer dan {test.met_verblijf} hulpverleners met verblijf, bij meer dan {test.zonder_verblijf}"
        f" zonder verblijf, en voor elke gecertificeerde instelling (GI). Wie over de grens gaat, heeft {test.maanden}"
        f" maanden. Bron: {test.bron}. Zekerheid: {test.zekerheid}."
    )


def _card(found: Kaart, figures: Sequence[Jaarcijfers], radar: str) -> KaartPagina:
    one = found.regel
    verdict = one.toezicht.oordeel
    pays = [band.naam for band in found.banden if band.rol == "hoofdaannemer" and band.tot is None]
    return KaartPagina(
        titel=one.naam,
        feiten=(
            ("AGB-code", one.agb),
            ("KvK-nummer", one.kvk),
            ("Rechtsvorm", str(one.rechtsvorm.label)),
            ("Gecertificeerde instelling", "ja" if one.gecertificeerd else "nee"),
            ("Begonnen", dag_kort(one.begonnen_op) if one.begonnen_op else "niet bekend"),
            ("Melding nieuwe aanbieder", _notice(one)),
        ),
        oordeel=(str(verdict.label), TOON[verdict], _why(one.toezicht)),
        ketens=_chains(found),
        betaalt=f"De betaling loopt via {' en '.join(pays)}." if pays else "",
        vestigingen=_branches(found),
        vermeldingen=_lines(found),
        toezicht=_reports(found.toezicht),
        cijfers=_figures(figures),
        pagina_url=reverse("aanbieder", args=[one.agb]),
        radar_url=radar,
    )


def _notice(one: Inschrijfregel) -> str:
    if one.gemeld_op:
        return dag_kort(one.gemeld_op)
    if one.begonnen_op and one.begonnen_op >= MELDPLICHT:
        return "ontbreekt; een nieuwe aanbieder meldt zich (Jeugdwet, artikel 4.0.1)"
    return "niet bekend"


def _why(verdict: Toezichtoordeel) -> str:
    last = verdict.laatste
    people = "niet bekend" if last is None or last.hulpverleners is None else getal(last.hulpverleners)
    text = f"Verplicht: {WEET[verdict.verplicht]}. Aanwezig: {WEET[verdict.aanwezig]}. Hulpverleners: {people}."
    return f"{text} Uiterlijk geregeld op {dag_kort(verdict.uiterlijk)}." if verdict.uiterlijk else text


def _period(van: date | None, tot: date | None) -> str:
    if van is None and tot is None:
        return "niet bekend"
    return periode_kort(van, tot, onbekend="begin niet bekend,")


def _chains(found: Kaart) -> Tabel:
    rows = tuple(
        (Cel(band.naam, url=reverse("register-kaart", args=[band.agb])), band.rol, _period(band.van, band.tot))
        for band in found.banden
    )
    heads = (Kolom("Aanbieder"), Kolom("Is van deze aanbieder"), Kolom("Periode"))
    return Tabel("Ketens", heads, rows, leeg="Deze aanbieder zit in geen keten.", bijschrift_zichtbaar=False)


def _branches(found: Kaart) -> Tabel:
    rows = tuple(
        (one.naam, one.plaats, one.nummer, one.agb or "–", _period(one.van, one.tot)) for one in found.vestigingen
    )
    heads = (Kolom("Vestiging"), Kolom("Plaats"), Kolom("Vestigingsnummer"), Kolom("AGB-code"), Kolom("Periode"))
    empty = "Er zijn geen vestigingen vastgelegd."
    return Tabel("Vestigingen", heads, rows, leeg=empty, bijschrift_zichtbaar=False)


def _lines(found: Kaart) -> Tabel:
    rows = tuple(
        (Cel(one.naam, onder=one.bron), one.aanduiding or "–", _period(one.van, one.tot)) for one in found.vermeldingen
    )
    heads = (Kolom("Lijst"), Kolom("Heet daar"), Kolom("Periode"))
    return Tabel("Lijsten", heads, rows, leeg="Deze aanbieder staat op geen lijst.", bijschrift_zichtbaar=False)


def _reports(reports: Sequence[Toezicht]) -> Tabel:
    rows = tuple(
        (
            dag_kort(one.peildatum),
            WEET[one.aanwezig],
            getal(one.hulpverleners) if one.hulpverleners is not None else "niet bekend",
            WEET[one.verblijf],
            one.bron,
        )
        for one in reversed(reports)
    )
    heads = (
        Kolom("Dag", "dag"),
        Kolom("Intern toezicht"),
        Kolom("Hulpverleners", "getal"),
        Kolom("Verblijf"),
        Kolom("Bron"),
    )
    return Tabel(
        "Opgaven", heads, rows, leeg="Er is nog geen opgave. Onbekend is niet nee.", bijschrift_zichtbaar=False
    )


def _figures(figures: Sequence[Jaarcijfers]) -> Tabel:
    """A column per year, so that one reads what became of an amount."""
    heads = (Kolom("Bedrag"), *(Kolom(str(one.jaar), "getal") for one in figures))
    rows: tuple[tuple[Cel | str, ...], ...] = (
        *((title, *(cent(getattr(one, field)) for one in figures)) for title, field in BEDRAGEN.items()),
        ("Gedeponeerd op", *(dag_kort(one.gedeponeerd_op) for one in figures)),
        ("Bron", *(one.bron for one in figures)),
    )
    empty = "Er is nog geen openbare jaarrekening ingelezen."
    return Tabel("Openbare jaarrekeningen", heads, rows if figures else (), leeg=empty, bijschrift_zichtbaar=False)
