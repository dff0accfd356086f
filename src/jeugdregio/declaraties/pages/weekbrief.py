# SPDX-License-Identifier: EUPL-1.2
"""The weekly letter of a provider (S56) on a page and as PDF, and the list of who has one."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.components.verzoek import dag_uit, lees_dag
from jeugdregio.declaraties import queries
from jeugdregio.declaraties.pages.opmaak import tot_en_met
from jeugdregio.declaraties.values import Groep, Weekbrief
from jeugdregio.declaraties.weekbrief import als_pdf
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio


@dataclass(frozen=True)
class Groepbeeld:
    """The lines with one cause, and what to do about them."""

    titel: str
    wat_te_doen: str
    regel_url: str
    tabel: Tabel


@dataclass(frozen=True)
class WeekbriefPagina:
    """The letter."""

    titel: str
    inleiding: str
    cijfers: tuple[Kerncijfer, ...]
    groepen: tuple[Groepbeeld, ...]
    pdf_url: str


@dataclass(frozen=True)
class WeekbrievenPagina:
    """Who has something to repair."""

    titel: str
    lijst: Lijstblad


@vraagt(Recht.WEEKBRIEF_ZIEN)
@require_safe
def weekbrieven(request: HttpRequest) -> HttpResponse:
    """Providers with open lines, most first; a provider goes straight to its own letter."""
    wie = machtiging(request)
    if wie.aanbieder:
        return redirect("weekbrief", agb=wie.aanbieder)
    waiting: Counter[str] = Counter()
    for cause in queries.oorzaken(on_behalf_of=wie):
        waiting[cause.aanbieder] += cause.open
    names = aanbieders.namen()
    every = Lijst[tuple[str, int]](
        "Aanbieders met openstaande regels",
        (
            Veld(
                "aanbieder",
                "Aanbieder",
                lambda row: names.get(row[0], row[0]),
                cel=lambda row: Cel(names.get(row[0], row[0]), url=reverse("weekbrief", args=[row[0]])),
            ),
            Veld("agb", "AGB-code", lambda row: row[0]),
            Veld("open", "Open regels", lambda row: row[1], "getal"),
        ),
        [(agb, number) for agb, number in waiting.most_common() if number],
        bestand="weekbrieven",
        van_zelf="-open",
        leeg="Geen enkele aanbieder heeft iets te herstellen.",
    )
    if file := every.als_bestand(request):
        return file
    page = WeekbrievenPagina("Weekbrieven", every.blad(request))
    return render(request, "declaraties/weekbrieven.html", {"page": page})


@vraagt(Recht.WEEKBRIEF_ZIEN)
@require_safe
def weekbrief(request: HttpRequest, agb: str) -> HttpResponse:
    """The letter as a page."""
    wie = machtiging(request)
    letter = _letter(request, agb, wie)
    pdf = reverse("weekbrief-pdf", args=[agb])
    page = WeekbriefPagina(
        titel="Weekbrief" if wie.aanbieder else f"Weekbrief {letter.naam}",
        inleiding=f"Wat op {datum(letter.peildatum)} nog open staat, waarom, en wat {letter.naam} kan doen.",
        cijfers=(
            Kerncijfer(
                "Openstaande regels",
                getal(len(letter.regels)),
                telwoord(len(letter.groepen), "oorzaak", "oorzaken"),
                toon="waarschuwing" if letter.regels else "positief",
            ),
            Kerncijfer("Bedrag dat wacht", cent(letter.bedrag_cent)),
        ),
        groepen=tuple(_group(group, wie) for group in letter.groepen),
        pdf_url=f"{pdf}?peildatum={letter.peildatum}",
    )
    kruimels = () if wie.aanbieder else (Kruimel("Weekbrieven", reverse("weekbrieven")), Kruimel(letter.naam))
    return render(request, "declaraties/weekbrief.html", {"page": page, "kruimels": kruimels})


@vraagt(Recht.WEEKBRIEF_ZIEN)
@require_safe
def weekbrief_pdf(request: HttpRequest, agb: str) -> HttpResponse:
    """The letter as PDF; it has no place to say that its day is none."""
    if "peildatum" in request.GET and lees_dag(request.GET["peildatum"]) is None:
        raise Http404
    letter = _letter(request, agb, machtiging(request))
    name = f"weekbrief-{letter.aanbieder}-{letter.peildatum}.pdf"
    return bestand(als_pdf(letter, moment=timezone.now()), PDF, name, tonen=True)


def _letter(request: HttpRequest, agb: str, wie: Machtiging) -> Weekbrief:
    """Another provider's letter and one of nobody are both not there."""
    if wie.aanbieder not in ("", agb) or agb not in aanbieders.namen():
        raise Http404
    day = dag_uit(request, "peildatum", timezone.localdate())
    letter = queries.weekbrief(agb, day, on_behalf_of=wie)
    shown = [(line.gemeente, line.bericht_id, line.nr) for line in letter.regels]
    gelezen(request, queries.personen(shown, on_behalf_of=wie))
    return letter


def _group(group: Groep, wie: Machtiging) -> Groepbeeld:
    places = regio.namen()
    rows = tuple(
        (
            Cel(
                line.declaratie,
                url=reverse("declaratie", args=[line.gemeente, line.bericht_id]) + "?toon=afgewezen",
                onder=places.get(line.gemeente, line.gemeente),
            ),
            Cel(line.referentie, onder=f"toewijzing {line.toewijzing_nummer}"),
            Cel(f"{line.categorie} {line.code}", onder=tot_en_met(line.begin, line.einde)),
            Cel(line.uitleg, onder=f"{line.pogingen} keer afgewezen" if line.pogingen > 1 else ""),
            cent(line.bedrag_cent),
        )
        for line in group.regels
    )
    number = telwoord(len(group.regels), "regel", "regels")
    return Groepbeeld(
        titel=f"{number}: {group.regel}, retourcode {group.retourcode}",
        wat_te_doen=group.wat_te_doen,
        regel_url=reverse("regel", args=[group.regel]),
        tabel=Tabel(
            f"Regels met {group.regel}",
            (
                Kolom("Declaratie"),
                Kolom("Referentie"),
                Kolom("Product en periode"),
                Kolom("Reden"),
                Kolom("Bedrag", "getal"),
            ),
            rows,
            bijschrift_zichtbaar=False,
        ),
    )
