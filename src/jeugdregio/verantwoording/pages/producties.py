# SPDX-License-Identifier: EUPL-1.2
"""The production statements of a year: opening a round, where each stands, and determining what was confirmed."""

from collections import Counter
from datetime import date
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components import blad
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, maandnaam
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel, Toon
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import actions, queries
from jeugdregio.verantwoording.models import Productieverantwoording
from jeugdregio.verantwoording.pages.bevindingen import bevindingtabel
from jeugdregio.verantwoording.pages.productieformulieren import Jaarfilter, Rondeformulier
from jeugdregio.verantwoording.productiewaarden import NietTeVerantwoorden, Ontbrekend, Verantwoording

BOVEN = "Productieverantwoording"
Stand = Productieverantwoording.Stand
TOON: dict[str, Toon] = {
    Stand.VOORGELEGD: "info",
    Stand.BEVESTIGD: "positief",
    Stand.BETWIST: "negatief",
    Stand.BEANTWOORD: "waarschuwing",
    Stand.VASTGESTELD: "neutraal",
    Stand.VERVANGEN: "neutraal",
}
MAANDEN = 18
CREDITEER = (
    "De gemeente vond dat deze regels niet of niet helemaal kloppen. Crediteer elke regel voor de laatste dag, en dien "
    "in wat wel is geleverd. Daarna kan de gemeente het bedrag vorderen."
)
doe = partial(blad.doe, weigert=(NietTeVerantwoorden,))


def stand(one: str) -> Cel:
    """A state as a badge."""
    label = Stand(one).label
    return Cel(f"{label[0].upper()}{label[1:]}", toon=TOON[one])


@vraagt(Recht.PRODUCTIEVERANTWOORDING)
@require_http_methods(["GET", "HEAD", "POST"])
def overzicht(request: HttpRequest) -> HttpResponse:
    """The page; a POST opens a round, or determines everything that was confirmed."""
    wie, today, step = machtiging(request), timezone.localdate(), request.POST.get("doe", "")
    made = queries.jaren(on_behalf_of=wie)
    years = sorted({*made, today.year, today.year - 1}, reverse=True)
    choice = Jaarfilter(request.GET)
    choice.kies("jaar", [(str(year), str(year)) for year in years], alle=False)
    year = int(choice.gekozen().get("jaar", made[0] if made else today.year))
    rows = queries.verantwoordingen(year, on_behalf_of=wie)
    listed = _lijst(rows, wie)
    if file := listed.als_bestand(request):
        return file
    new = Rondeformulier(request.POST if step == "open" else None, maanden=_maanden(today))
    fault = _handle(request, step, new, rows, wie)
    if step and not fault and not new.errors:
        return redirect(request.get_full_path())
    return toon(request, _blad(year, choice, listed, rows, new, fault, request), fout=bool(new.errors))


def _handle(request: HttpRequest, step: str, new: Rondeformulier, rows: list[Verantwoording], wie: Machtiging) -> str:
    if step == "open":
        if not new.is_valid():
            return ""
        month = Maand.lees(new.cleaned_data["maand"])
        begin = partial(actions.open_ronde, month, moment=timezone.now(), on_behalf_of=wie)
        return doe(request, begin, "De ronde is geopend.")
    if step == "vaststellen":
        ready = [one.nummer for one in rows if one.stand == Stand.BEVESTIGD]
        if not ready or not wie.gemeente:
            return "Er is niets dat de aanbieder heeft bevestigd."
        fix = partial(actions.stel_vast, ready, moment=timezone.now(), on_behalf_of=wie)
        return doe(request, fix, f"Vastgesteld: {len(ready)} verantwoordingen.")
    return "Kies wat u wilt doen." if step else ""


def _maanden(today: date) -> list[tuple[str, str]]:
    """Months that are over, newest first, with a December first of all."""
    month, found = Maand.van(today).vorige, []
    for _ in range(MAANDEN):
        found.append((str(month), maandnaam(month)))
        month = month.vorige
    return found


def _lijst(rows: list[Verantwoording], wie: Machtiging) -> Lijst[Verantwoording]:
    names, towns = aanbieders.namen(), regio.namen()

    def linked(one: Verantwoording) -> Cel:
        text = towns.get(one.gemeente, one.gemeente) if wie.aanbieder else names.get(one.aanbieder, one.aanbieder)
        link = reverse("productieverantwoording", args=[one.nummer])
        return Cel(text, url=link, onder=f"editie {one.editie}, tot en met {maandnaam(one.tot_en_met)}")

    def provider(one: Verantwoording) -> str:
        return names.get(one.aanbieder, one.aanbieder)

    def town(one: Verantwoording) -> str:
        return towns.get(one.gemeente, one.gemeente)

    first = Veld("aanbieder", "Aanbieder", provider, cel=linked)
    if wie.aanbieder:
        first = Veld("gemeente", "Gemeente", town, cel=linked)
    more = (Veld("gemeente", "Gemeente", town),) if wie.regio else ()
    return Lijst(
        "Verantwoordingen",
        (
            first,
            *more,
            Veld("maand", "Tot en met", lambda one: str(one.tot_en_met), alleen_bestand=True),
            Veld("stand", "Stand", lambda one: one.stand, cel=lambda one: stand(one.stand)),
            Veld("totaal", "Totaal", lambda one: one.totaal_cent, "bedrag"),
            Veld("eerder", "Over eerdere jaren", lambda one: one.eerder_cent, "bedrag"),
            Veld("reageren", "Reageren voor", lambda one: one.reageren_voor, "dag"),
        ),
        rows,
        bestand="productieverantwoordingen",
        leeg="Over dit jaar is nog geen ronde geopend.",
        bijschrift_zichtbaar=False,
    )


def _blad(
    year: int,
    choice: Jaarfilter,
    listed: Lijst[Verantwoording],
    rows: list[Verantwoording],
    new: Rondeformulier,
    fault: str,
    request: HttpRequest,
) -> Blad:
    wie = machtiging(request)
    per = Counter(one.stand for one in rows)
    parts = [Deel(filter=choice), Deel(f"Verantwoordingen over {year}", lijst=listed.blad(request))]
    if wie.aanbieder and (told := queries.bevindingen(on_behalf_of=wie)):
        keys = [(one.gemeente, one.bericht_id, one.nr) for one in told]
        gelezen(request, declaraties.personen(keys, on_behalf_of=wie))
        parts.insert(
            0,
            Deel(
                "Gevonden bij materiële controle",
                (CREDITEER,),
                "controle",
                tabel=bevindingtabel(told, met_gemeente=True),
            ),
        )
    if not wie.aanbieder and timezone.localdate().year > year:
        missing = queries.ontbrekende_verantwoordingen(year, on_behalf_of=wie)
        parts.append(_missing(year, missing, wie))
    if wie.regio:
        parts.insert(1, Deel("Per gemeente", tabel=_per_town(rows)))
    if wie.gemeente and per[Stand.BEVESTIGD]:
        text = "Wat nog gelijk is aan het grootboek, wordt vastgesteld. Daarna verandert het niet meer."
        parts.append(
            Deel(
                "Stel vast wat is bevestigd",
                (text,),
                formulier=forms.Form(),
                doe="vaststellen",
                knop=f"Stel {per[Stand.BEVESTIGD]} vast",
            )
        )
    if queries.opent_voor(year, on_behalf_of=wie):
        text = (
            "Elke aanbieder met kosten krijgt een verantwoording uit het grootboek. Wat al klopt blijft; waar "
            "sindsdien is geboekt komt een volgende editie."
        )
        parts.append(Deel("Open een ronde", (text,), formulier=new, doe="open", knop="Open"))
    return Blad(
        BOVEN,
        "Wat elke aanbieder in een jaar deed, precies zoals het in het grootboek staat. De aanbieder bevestigt of "
        "betwist het, de gemeente antwoordt en stelt vast.",
        tuple(parts),
        cijfers=(
            Kerncijfer("Totaal", cent(sum(one.totaal_cent for one in rows)), f"{getal(len(rows))} verantwoordingen"),
            Kerncijfer("Wacht op de aanbieder", getal(per[Stand.VOORGELEGD] + per[Stand.BEANTWOORD])),
            Kerncijfer("Betwist", getal(per[Stand.BETWIST]), toon="negatief" if per[Stand.BETWIST] else "neutraal"),
            Kerncijfer("Vastgesteld", getal(per[Stand.VASTGESTELD]), f"{getal(per[Stand.BEVESTIGD])} bevestigd"),
        ),
        fout=fault,
    )


def _per_town(rows: list[Verantwoording]) -> Tabel:
    towns = regio.namen()
    per: dict[str, list[Verantwoording]] = {}
    for one in rows:
        per.setdefault(one.gemeente, []).append(one)

    def count(found: list[Verantwoording], *states: str) -> str:
        return getal(sum(one.stand in states for one in found))

    return Tabel(
        "Per gemeente",
        (
            Kolom("Gemeente"),
            Kolom("Aanbieders", "getal"),
            Kolom("Bij aanbieder", "getal"),
            Kolom("Betwist", "getal"),
            Kolom("Bevestigd", "getal"),
            Kolom("Vastgesteld", "getal"),
            Kolom("Totaal", "getal"),
        ),
        tuple(
            (
                towns.get(code, code),
                getal(len(found)),
                count(found, Stand.VOORGELEGD, Stand.BEANTWOORD),
                count(found, Stand.BETWIST),
                count(found, Stand.BEVESTIGD),
                count(found, Stand.VASTGESTELD),
                cent(sum(one.totaal_cent for one in found)),
            )
            for code, found in sorted(per.items(), key=lambda item: towns.get(item[0], item[0]))
        ),
        leeg="Over dit jaar is nog geen ronde geopend.",
        bijschrift_zichtbaar=False,
    )


def _missing(year: int, found: list[Ontbrekend], wie: Machtiging) -> Deel:
    names, towns = aanbieders.namen(), regio.namen()
    most = 10

    def who(one: Ontbrekend) -> Cel:
        text = names.get(one.aanbieder, one.aanbieder)
        return Cel(text, onder=towns.get(one.gemeente, one.gemeente) if wie.regio else "")

    table = Tabel(
        f"Nog niet vastgesteld over heel {year}",
        (Kolom("Aanbieder"), Kolom("Kosten", "getal"), Kolom("Stand")),
        tuple(
            (who(one), cent(one.bedrag_cent), stand(one.stand) if one.stand else Cel("Nog geen", toon="waarschuwing"))
            for one in found[:most]
        ),
        leeg="Van elke aanbieder met kosten is het hele jaar vastgesteld.",
        bijschrift_zichtbaar=False,
    )
    rest = (f"De {most} met de meeste kosten, van {getal(len(found))}.",) if len(found) > most else ()
    year_end = f"Geteld tot en met {dag_kort(date(year, 12, 31))}."
    return Deel(f"Nog niet vastgesteld over heel {year}", (year_end, *rest), "ontbreekt", tabel=table)
