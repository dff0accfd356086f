# SPDX-License-Identifier: EUPL-1.2
"""
One child: what was asked, allocated, delivered and declared, at every provider that the asker may see.

The address holds the number under which one provider knows it, never a burgerservicenummer. Outside the own caseload
the page asks why first; the reason goes with the line in the read log.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, maandnaam
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import (
    Cel,
    Grafiek,
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
from jeugdregio.core.bsn import persoon
from jeugdregio.core.periode import Maand, dag_erna
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Kindregel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.pages.reden import vraag_reden
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.pages.opmaak import omvang, periode, zorgstand
from jeugdregio.toewijzingen.values import Kind, Toegewezen
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.values import Verzoekstand
from jeugdregio.werkplek.pages.beeld import bedrag_per_maand, definitie_url

TERUG, VOORUIT = timedelta(days=3 * 365), timedelta(days=365)
"""How far a time line goes back from today, and forward, at most."""
GESLACHT = "geslacht"
SOORT = {"JW315": "Verzoek om toewijzing", "JW317": "Verzoek om wijziging"}


@dataclass(frozen=True)
class KindPagina:
    """All that is known of one child."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    cijfers: tuple[Kerncijfer, ...]
    tijdlijn: Tijdlijn
    toewijzingen: Tabel
    verzoeken: Tabel
    geld: Grafiek | None
    declaraties: Lijstblad
    gezinnen: tuple[tuple[str, str], ...]
    """The family this child is in, for who may see families: (name, address)."""
    caseload_url: str
    """Where who may does so puts this child with a worker; empty for others, and without an allocation."""
    rechten: tuple[tuple[str, str], ...] = ()
    """Where who may does so writes down a request about the file, a complaint or a calamity."""


@vraagt(Recht.KINDEREN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """The page; a POST tells why someone opens it."""
    wie = machtiging(request)
    known = toewijzingen.dossier(gemeente, nummer, on_behalf_of=wie)
    given = toewijzingen.van_kinderen(gemeente, [one.id for one in known], on_behalf_of=wie) if known else []
    if not known or (wie.aanbieder and not given):
        raise Http404("Deze jeugdige is er niet, of niet voor u.")
    who = persoon(known[0].bsn)
    if (asked := vraag_reden(request, wie, who, elke_post=True)) is not None:
        return asked
    gelezen(request, [who])
    lines = declaraties.van_kind(gemeente, [one.id for one in known], [one.id for one in given], on_behalf_of=wie)
    every = _lines(lines)
    if file := every.als_bestand(request):
        return file
    asked_for = verzoeken.van_kind(gemeente, known[0].bsn, on_behalf_of=wie)
    page = _page(wie, known[0], given, asked_for, lines, every.blad(request))
    trail = (Kruimel("Zoeken", reverse("zoeken")), Kruimel(page.titel))
    return render(request, "werkplek/kind.html", {"page": page, "kruimels": trail})


def _page(
    wie: Machtiging,
    child: Kind,
    given: Sequence[Toegewezen],
    asked: Sequence[Verzoekstand],
    lines: Sequence[Kindregel],
    blad: Lijstblad,
) -> KindPagina:
    names, today = aanbieders.namen(), timezone.localdate()
    return KindPagina(
        titel=child.naam,
        feiten=(
            ("Geboren", datum(child.geboortedatum)),
            ("Geslacht", codelijst(GESLACHT).omschrijving(child.geslacht) if child.geslacht else "onbekend"),
            ("Gemeente", regio.namen().get(child.gemeente, child.gemeente)),
            ("Aanbieders", ", ".join(sorted({names.get(one.aanbieder, one.aanbieder) for one in given})) or "geen"),
        ),
        cijfers=tuple(_figures(given, asked, lines, today)),
        tijdlijn=_line(given, names, today),
        toewijzingen=_given(given, names, wie),
        verzoeken=_asked(asked, names),
        geld=_money(lines),
        declaraties=blad,
        gezinnen=_families(wie, child),
        caseload_url=f"{reverse('caseload')}?{urlencode({'toewijzing': given[0].nummer})}"
        if given and wie.mag(Recht.CASELOAD_BEHEREN)
        else "",
        rechten=_rights(wie, child),
    )


def _rights(wie: Machtiging, child: Kind) -> tuple[tuple[str, str], ...]:
    found = []
    if wie.gemeente and wie.mag(Recht.BETROKKENEN):
        found.append(("Verzoek over het dossier", reverse("rechtsverzoek-nieuw", args=[child.id])))
    if wie.gemeente and wie.mag(Recht.KLACHTEN):
        for what, kind_ in (
            ("Klacht over de gemeente", "klacht"),
            ("Klacht over een aanbieder", "klacht_aanbieder"),
            ("Calamiteit", "calamiteit"),
        ):
            found.append((what, reverse("melding-nieuw-kind", args=[kind_, child.id])))
    return tuple(found)


def _families(wie: Machtiging, child: Kind) -> tuple[tuple[str, str], ...]:
    if not (wie.gemeente and wie.mag(Recht.GEZINNEN_ZIEN)):
        return ()
    found = gezinnen.gezinnen_van(persoon(child.bsn), on_behalf_of=wie)
    return tuple((one.naam, reverse("gezin", args=[one.id])) for one in found)


def _figures(
    given: Sequence[Toegewezen], asked: Sequence[Verzoekstand], lines: Sequence[Kindregel], today: date
) -> list[Kerncijfer]:
    running = sum(one.begin <= today and (one.einde is None or one.einde >= today) for one in given)
    waiting = sum(one.is_open for one in asked)
    granted = sum(one.bedrag_cent for one in lines if one.toegekend)
    refused = [one for one in lines if not one.toegekend]
    return [
        Kerncijfer("Lopende toewijzingen", getal(running), f"van {getal(len(given))} in totaal", url="#toewijzingen"),
        Kerncijfer("Open verzoeken", getal(waiting), url="#verzoeken", toon="waarschuwing" if waiting else "positief"),
        Kerncijfer("Toegekend", cent(granted), "alle jaren samen", definitie_url("toegekend"), url="#declaraties"),
        Kerncijfer(
            "Afgewezen regels",
            getal(len(refused)),
            "elke poging telt",
            definitie_url("afgewezen"),
            url="#declaraties",
            toon="waarschuwing" if refused else "positief",
        ),
    ]


def _line(given: Sequence[Toegewezen], names: dict[str, str], today: date) -> Tijdlijn:
    """Every allocation as a bar, with the care on it as a bar inside."""
    products = contracten.productnamen(settings.REGIO)
    rows, events = [], []
    for one in sorted(given, key=lambda one: (one.begin, one.nummer)):
        name = names.get(one.aanbieder, one.aanbieder)
        what = products.get((one.categorie or "", one.code or ""), one.code or "zonder product")
        bars = [Staaf("toegewezen", one.begin, dag_erna(one.einde), f"toegewezen {periode(one.begin, one.einde)}")]
        events.append((name, what, "Toegewezen", one.begin, one.einde))
        for care in one.leveringen:
            bars.append(Staaf("zorg", care.begin, dag_erna(care.einde) or max(today, care.begin), "zorg"))
            events.append((name, what, "Zorg", care.begin, care.einde))
        rows.append(Tijdbalk(name, tuple(bars), onder=what))
    first = min((one.begin for one in given), default=today)
    last = max((one.einde or today + VOORUIT for one in given), default=today)
    begin = max(first, today - TERUG).replace(day=1)
    table = Tabel(
        "Wat er wanneer was",
        (Kolom("Aanbieder"), Kolom("Product"), Kolom("Wat"), Kolom("Van", "dag"), Kolom("Tot en met", "dag")),
        tuple(
            (who, what, kind_, dag_kort(van), dag_kort(end) if end else "loopt")
            for who, what, kind_, van, end in events
        ),
        leeg="Er is niets toegewezen.",
    )
    return Tijdlijn(
        "Tijdlijn",
        begin,
        max(min(last, today + VOORUIT) + timedelta(days=1), begin + timedelta(days=31)),
        today,
        tuple(rows),
        (("toegewezen", "toegewezen"), ("zorg", "zorg geleverd")),
        table,
    )


def _given(given: Sequence[Toegewezen], names: dict[str, str], wie: Machtiging) -> Tabel:
    def row(one: Toegewezen) -> tuple[Cel | str, ...]:
        state, tone = zorgstand(one)
        url = reverse("toewijzing" if wie.aanbieder else "toewijzing-inzien", args=[one.gemeente, one.nummer])
        return (
            Cel(str(one.nummer), url=url),
            names.get(one.aanbieder, one.aanbieder),
            one.code or one.categorie or "vrij te kiezen",
            periode(one.begin, one.einde),
            omvang(one),
            Cel(state, toon=tone),
        )

    heads = ("Toewijzing", "Aanbieder", "Product", "Geldig", "Toegewezen", "Zorg")
    return Tabel(
        "Toewijzingen",
        tuple(Kolom(head, "dag" if head == "Geldig" else "tekst") for head in heads),
        tuple(map(row, given)),
        leeg="Er is geen toewijzing.",
        bijschrift_zichtbaar=False,
    )


def _asked(asked: Sequence[Verzoekstand], names: dict[str, str]) -> Tabel:
    def row(one: Verzoekstand) -> tuple[Cel | str, ...]:
        url = reverse("verzoek", args=[one.gemeente, one.bericht_id, one.nr]) if one.is_open else ""
        return (
            Cel(one.referentie, url=url),
            SOORT[one.soort],
            names.get(one.aanbieder, one.aanbieder),
            dag_kort(one.ontvangen_op),
            Cel(one.status.replace("_", " ").capitalize(), toon="waarschuwing" if one.is_open else "neutraal"),
        )

    heads = ("Referentie", "Wat", "Aanbieder", "Ontvangen", "Stand")
    return Tabel(
        "Verzoeken",
        tuple(map(Kolom, heads)),
        tuple(map(row, asked)),
        leeg="Er is niets gevraagd.",
        bijschrift_zichtbaar=False,
    )


def _money(lines: Sequence[Kindregel]) -> Grafiek | None:
    per_month: defaultdict[Maand, Counter[str]] = defaultdict(Counter)
    for one in lines:
        per_month[Maand.van(one.begin)]["Toegekend" if one.toegekend else "Afgewezen"] += one.bedrag_cent
    if not per_month:
        return None
    return bedrag_per_maand("geld", "Geld per maand van de hulp", sorted(per_month.items()), ("Toegekend", "Afgewezen"))


def _lines(lines: Sequence[Kindregel]) -> Lijst[Kindregel]:
    names = aanbieders.namen()

    def number(one: Kindregel) -> Cel:
        return Cel(one.declaratie, url=reverse("declaratie", args=[one.gemeente, one.bericht_id]))

    def state(one: Kindregel) -> Cel:
        return Cel("Toegekend", toon="positief") if one.toegekend else Cel("Afgewezen", toon="negatief")

    return Lijst(
        "Gedeclareerde regels",
        (
            Veld("declaratie", "Declaratie", lambda one: one.declaratie, cel=number),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("maand", "Maand", lambda one: one.begin, "dag", cel=lambda one: maandnaam(Maand.van(one.begin))),
            Veld("product", "Product", lambda one: one.code),
            Veld("toewijzing", "Toewijzing", lambda one: str(one.toewijzing_nummer)),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld("stand", "Stand", lambda one: state(one).tekst, cel=state),
        ),
        lines,
        bestand="declaratieregels",
        van_zelf="-maand",
        leeg="Er is niets gedeclareerd.",
        bijschrift_zichtbaar=False,
    )
