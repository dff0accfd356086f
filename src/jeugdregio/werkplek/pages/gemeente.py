# SPDX-License-Identifier: EUPL-1.2
"""One municipality: its budget and how far that is used, its providers and products, and what waits."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.afsluiting import queries as afsluiting
from jeugdregio.afsluiting.pages.opmaak import gekozen_maand, rapport_url, regels_url, stand_van
from jeugdregio.afsluiting.values import Editie
from jeugdregio.begroting.values import Regel
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import bedrag_kort, maandnaam, promille
from jeugdregio.components.values import (
    Cel,
    Grafiek,
    Kerncijfer,
    Kolom,
    Kruimel,
    Lijstblad,
    Staaf,
    Staafsoort,
    Tabel,
    Tijdbalk,
    Tijdlijn,
)
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio
from jeugdregio.werkplek import toegang
from jeugdregio.werkplek.cijfers import kosten_per_maand
from jeugdregio.werkplek.pages.beeld import (
    bedrag_per_maand,
    definitie_url,
    dertien_maanden,
    open_werk,
    productenlijst,
)


@dataclass(frozen=True)
class GemeentePagina:
    """All about one municipality; without a month nothing was booked yet."""

    titel: str
    stand: str
    rapport_url: str
    cijfers: tuple[Kerncijfer, ...]
    geld: Grafiek
    tijdlijn: Tijdlijn
    aanbieders: Lijstblad | None
    producten: Lijstblad
    werk: Tabel | None


@vraagt(Recht.CIJFERS_ZIEN)
@require_safe
def gemeente(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The page; one that is not there and one that is not yours look the same."""
    wie = machtiging(request)
    name = regio.namen().get(gemeente) if toegang.ziet_gemeente(wie, gemeente) else None
    if name is None:
        raise Http404("Deze gemeente is er niet, of niet voor u.")
    _, month = gekozen_maand(request, wie, gemeente)
    edition = afsluiting.rapport(gemeente, month, on_behalf_of=wie) if month else None
    providers = _providers(edition) if edition else None
    today = timezone.localdate()
    products = productenlijst(today, dertien_maanden(today), wie, gemeente=gemeente)
    if file := (providers.als_bestand(request) if providers else None) or products.als_bestand(request):
        return file
    shown = providers.blad(request) if providers else None
    page = _page(gemeente, name, wie, edition, shown, products.blad(request))
    trail = (Kruimel("Zoeken", reverse("zoeken")), Kruimel(page.titel))
    return render(request, "werkplek/gemeente.html", {"page": page, "kruimels": trail})


def _page(
    code: str,
    name: str,
    wie: Machtiging,
    edition: Editie | None,
    providers: Lijstblad | None,
    products: Lijstblad,
) -> GemeentePagina:
    today = timezone.localdate()
    since = dertien_maanden(today)
    costs = [(month, {"Kosten": cents}) for month, cents in kosten_per_maand(since, on_behalf_of=wie, gemeente=code)]
    return GemeentePagina(
        titel=f"Gemeente {name}",
        stand=f"Cijfers tot en met {maandnaam(edition.rapport.maand)}. {stand_van(edition)}" if edition else "",
        rapport_url=rapport_url(code, edition.rapport.maand) if edition else "",
        cijfers=_figures(edition) if edition else (),
        geld=bedrag_per_maand("kosten", "Kosten per maand van de hulp", costs, ("Kosten",)),
        tijdlijn=_line(code, wie, today),
        aanbieders=providers,
        producten=products,
        werk=open_werk(wie, today, gemeente=code),
    )


def _figures(edition: Editie) -> tuple[Kerncijfer, ...]:
    report = edition.rapport
    now = report.totaal.nu
    return (
        Kerncijfer("Budget", bedrag_kort(report.budget_cent), f"over {report.maand.jaar}", definitie_url("budget")),
        Kerncijfer(
            "Toegekend",
            bedrag_kort(now.toegekend_cent),
            f"{promille(report.uitputting_promille)} van het budget",
            definitie_url("toegekend"),
            url=regels_url(report, "toegekend"),
        ),
        Kerncijfer(
            "Nog verplicht",
            bedrag_kort(now.verplicht_cent),
            "wat lopende toewijzingen dit jaar nog kunnen kosten",
            definitie_url("verplicht"),
            url=regels_url(report, "verplicht"),
        ),
        Kerncijfer(
            "Verwachte uitputting",
            promille(report.verwacht_promille),
            "toegekend en verplicht samen",
            definitie_url("verwachte_uitputting"),
            url=rapport_url(report.gemeente, report.maand),
            toon="negatief" if report.meer_dan_budget else "positief",
        ),
        Kerncijfer(
            "Afgewezen",
            bedrag_kort(now.afgewezen_cent),
            "van wat is ingediend",
            definitie_url("afgewezen"),
            url=regels_url(report, "afgewezen"),
        ),
    )


def _line(code: str, wie: Machtiging, today: date) -> Tijdlijn:
    """The months with figures: closed ones stand fast."""
    closed = set(afsluiting.edities(code, on_behalf_of=wie))
    months = sorted(afsluiting.rapportmaanden(on_behalf_of=wie, gemeente=code))
    begin = months[0].begin if months else today.replace(day=1)
    fast = tuple(Staaf("zorg", month.begin, month.einde, maandnaam(month)) for month in months if month in closed)
    loose = tuple(
        Staaf("aandacht", month.begin, month.einde, maandnaam(month)) for month in months if month not in closed
    )

    def row(month: Maand) -> tuple[Cel | str, ...]:
        state = Cel("Afgesloten", toon="positief") if month in closed else Cel("Open", toon="info")
        return Cel(maandnaam(month), url=rapport_url(code, month)), state

    table = Tabel(
        "Maanden",
        (Kolom("Maand"), Kolom("Stand")),
        tuple(row(month) for month in reversed(months)),
        leeg="Er is nog niets geboekt.",
    )
    rows = (Tijdbalk("Afgesloten maanden", fast), Tijdbalk("Open maanden", loose))
    legend: tuple[tuple[Staafsoort, str], ...] = (("zorg", "staat vast"), ("aandacht", "verandert nog"))
    return Tijdlijn("Maanden", begin, Maand.van(today).volgende.einde, today, rows, legend, table)


def _providers(edition: Editie) -> Lijst[Regel]:
    def name(one: Regel) -> Cel:
        return Cel(one.naam, url=reverse("aanbieder", args=[one.sleutel]))

    def granted(one: Regel) -> Cel:
        text = bedrag_kort(one.nu.toegekend_cent)
        return Cel(text, url=regels_url(edition.rapport, "toegekend", aanbieder=one.sleutel))

    return Lijst(
        "Aanbieders",
        (
            Veld("aanbieder", "Aanbieder", lambda one: one.naam, cel=name),
            Veld("agb", "AGB-code", lambda one: one.sleutel),
            Veld("toegekend", "Toegekend", lambda one: one.nu.toegekend_cent, "bedrag", cel=granted),
            Veld("verplicht", "Nog verplicht", lambda one: one.nu.verplicht_cent, "bedrag"),
            Veld("afgewezen", "Afgewezen", lambda one: one.nu.afgewezen_cent, "bedrag"),
        ),
        edition.rapport.per_aanbieder,
        bestand=f"aanbieders-{edition.rapport.maand}",
        van_zelf="-toegekend",
        per_pagina=15,
        bijschrift_zichtbaar=False,
    )
