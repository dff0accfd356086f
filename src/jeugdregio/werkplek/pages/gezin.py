# SPDX-License-Identifier: EUPL-1.2
"""A family over all rooms: a picture of who helps when, and every event and date with the page it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import (
    Cel,
    Kerncijfer,
    Kolom,
    Kruimel,
    Lijstblad,
    Staaf,
    Tabel,
    Tijdbalk,
    Tijdlijn,
)
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.periode import dag_erna, laatste_dag
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries
from jeugdregio.gezinnen.pages.opmaak import Doelbeeld, open_gezin, tabs
from jeugdregio.gezinnen.values import Plan
from jeugdregio.werkplek.tijdlijn import Kindzaken, Regel, kindzaken, regels

TERUG, VOORUIT = timedelta(days=2 * 365), timedelta(days=183)
"""How far the picture goes back from today, and forward, at most."""
VER = timedelta(days=2 * 365)
"""How far ahead a day is still worth a line."""


@dataclass(frozen=True)
class GezinPagina:
    """All that is known around one family."""

    titel: str
    tabs: tuple[tuple[str, str, bool], ...]
    cijfers: tuple[Kerncijfer, ...]
    kinderen: tuple[tuple[str, str], ...]
    tijdlijn: Tijdlijn
    doelen: tuple[Doelbeeld, ...]
    straks: Tabel
    gebeurd: Lijstblad
    inlog_url: str = ""
    """Where who may does so lets someone of this family read the own file."""


@vraagt(Recht.GEZINNEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gezin_tijdlijn(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST tells why someone opens it."""
    family = open_gezin(request, nummer)
    if isinstance(family, HttpResponse):
        return family
    wie, today = machtiging(request), timezone.localdate()
    plans = queries.plannen(nummer, on_behalf_of=wie)
    care = kindzaken(family, wie)
    lines = regels(family, plans, care, wie)
    past = _list([one for one in lines if one.dag <= today])
    if file := past.als_bestand(request):
        return file
    plan = next((one for one in plans if one.is_open), None)
    page = GezinPagina(
        titel=family.naam,
        tabs=tabs(nummer, "gezin-tijdlijn"),
        cijfers=tuple(_figures(plan, care, lines, today)),
        kinderen=tuple((one.lid.naam, one.url) for one in care if one.url),
        tijdlijn=_picture(plans, care, today),
        doelen=tuple(Doelbeeld.van_doel(one) for one in plan.doelen if one.vervallen_op is None) if plan else (),
        straks=_ahead([one for one in reversed(lines) if today < one.dag <= today + VER]),
        gebeurd=past.blad(request),
        inlog_url=reverse("gezinsinlog-gezin", args=[nummer]) if wie.mag(Recht.GEZIN_UITNODIGEN) else "",
    )
    trail = (
        Kruimel("Gezinnen", reverse("gezinnen")),
        Kruimel(family.naam, reverse("gezin", args=[nummer])),
        Kruimel("Tijdlijn"),
    )
    return render(request, "werkplek/gezin.html", {"page": page, "kruimels": trail})


def _figures(plan: Plan | None, care: Sequence[Kindzaken], lines: Sequence[Regel], today: date) -> list[Kerncijfer]:
    running = sum(
        one.begin <= today and (one.einde is None or one.einde >= today) for child in care for one in child.toewijzingen
    )
    goals = [one for one in plan.doelen if one.vervallen_op is None] if plan else []
    reached = sum(one.behaald for one in goals)
    soon = sum(today < one.dag <= today + timedelta(days=31) for one in lines)
    return [
        Kerncijfer("Lopende toewijzingen", getal(running), "voor alle kinderen samen"),
        Kerncijfer("Doelen behaald", getal(reached), f"van {getal(len(goals))} in het plan"),
        Kerncijfer("Binnen een maand", getal(soon), "dagen waarop iets moet of komt", url="#straks"),
    ]


def _picture(plans: Sequence[Plan], care: Sequence[Kindzaken], today: date) -> Tijdlijn:
    """Plans and teams, and under them what is allocated to each child, with the care on it."""
    names, products = aanbieders.namen(), contracten.productnamen(settings.REGIO)
    rows: list[Tijdbalk] = []
    events: list[tuple[str, str, str, date, date | None]] = []
    for plan in sorted(plans, key=lambda one: one.geopend_op):
        rows.append(Tijdbalk("Gezinsplan", (Staaf("toegewezen", plan.geopend_op, plan.gesloten_op, "gezinsplan"),)))
        events.append(("Gezinsplan", "", "Plan", plan.geopend_op, laatste_dag(plan.gesloten_op)))
        for one in plan.team:
            rows.append(Tijdbalk(one.naam, (Staaf("zorg", one.van, one.tot, one.rolwoord),), onder=one.rolwoord))
            events.append((one.naam, one.rolwoord, "Team", one.van, laatste_dag(one.tot)))
    for child in care:
        for given in child.toewijzingen:
            name = names.get(given.aanbieder, given.aanbieder)
            what = products.get((given.categorie or "", given.code or ""), given.code or "zonder product")
            bars = [Staaf("toegewezen", given.begin, dag_erna(given.einde), "toegewezen")]
            events.append((child.lid.naam, f"{what}, {name}", "Toegewezen", given.begin, given.einde))
            for levering in given.leveringen:
                end = dag_erna(levering.einde) or max(today, levering.begin)
                bars.append(Staaf("zorg", levering.begin, end, "hulp"))
                events.append((child.lid.naam, f"{what}, {name}", "Hulp", levering.begin, levering.einde))
            rows.append(Tijdbalk(child.lid.naam, tuple(bars), onder=f"{what}, {name}"))
    first = min((event[3] for event in events), default=today)
    begin = max(first, today - TERUG).replace(day=1)
    table = Tabel(
        "Wie er wanneer helpt",
        (Kolom("Wie"), Kolom("Wat"), Kolom("Soort"), Kolom("Van", "dag"), Kolom("Tot en met", "dag")),
        tuple(
            (who, what, kind, dag_kort(van), dag_kort(end) if end else "loopt") for who, what, kind, van, end in events
        ),
        leeg="Er is nog geen plan en geen toewijzing. Open het gezinsplan.",
    )
    return Tijdlijn(
        "Wie er wanneer helpt",
        begin,
        today + VOORUIT,
        today,
        tuple(rows),
        (("toegewezen", "plan of toewijzing"), ("zorg", "in het team, of hulp geleverd")),
        table,
    )


def _cells(one: Regel) -> tuple[Cel | str, ...]:
    return (dag_kort(one.dag), Cel(one.wat, onder=one.onder), one.wie or "het gezin", Cel(one.bron, url=one.url))


def _ahead(lines: Sequence[Regel]) -> Tabel:
    return Tabel(
        "Wat eraan komt",
        (Kolom("Wanneer", "dag"), Kolom("Wat"), Kolom("Over wie"), Kolom("Bron")),
        tuple(map(_cells, lines)),
        leeg="Er staat niets te gebeuren. Plan een evaluatie in het gezinsplan.",
        bijschrift_zichtbaar=False,
    )


def _list(lines: Sequence[Regel]) -> Lijst[Regel]:
    return Lijst(
        "Wat er gebeurde",
        (
            Veld("dag", "Wanneer", lambda one: one.dag, "dag"),
            Veld("wat", "Wat", lambda one: one.wat, cel=lambda one: Cel(one.wat, onder=one.onder)),
            Veld("wie", "Over wie", lambda one: one.wie or "het gezin"),
            Veld("bron", "Bron", lambda one: one.bron, cel=lambda one: Cel(one.bron, url=one.url)),
        ),
        lines,
        bestand="tijdlijn",
        van_zelf="-dag",
        leeg="Er is nog niets gebeurd. Open het gezinsplan.",
        bijschrift_zichtbaar=False,
    )
