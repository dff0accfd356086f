# SPDX-License-Identifier: EUPL-1.2
"""One team in one year: how its budget goes, every amount, and the forms of who spends (S71)."""

from collections.abc import Mapping
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, maand_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.actions import Uitgavegegevens
from jeugdregio.teambudget.pages.formulieren import Bereiktformulier, Intrekformulier, Uitgaveformulier
from jeugdregio.teambudget.pages.opmaak import BOVEN, PLICHT, beeld, doe
from jeugdregio.teambudget.values import BEREIKT, SOORTEN, Teamstand, Uitgaveregel
from jeugdregio.toewijzingen import queries as toewijzingen

TE_KIEZEN = 50


@vraagt(Recht.TEAMBUDGET_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, nummer: int, jaar: int) -> HttpResponse:
    """The page; a POST writes an amount down, takes one back, or says what was reached."""
    wie = machtiging(request)
    now = queries.stand(nummer, jaar, on_behalf_of=wie) if 2015 <= jaar <= 2100 else None
    if now is None:
        raise Http404("Dit team is er in dat jaar niet.")
    may = wie.mag(Recht.UITGAVEN_VASTLEGGEN) and not now.afgerekend
    rows = queries.uitgaven(nummer, jaar, on_behalf_of=wie)
    every = _lijst(rows)
    if file := every.als_bestand(request):
        return file
    children = _kinderen(wie) if may else {}
    names = toewijzingen.namen_van_personen(list(children.values()), on_behalf_of=wie) if children else {}
    forms_ = _formulieren(request, rows, {key: names[one] for key, one in children.items() if one in names})
    fault = _doe(request, now, wie, children, forms_) if request.method == "POST" else ""
    if request.method == "POST" and not fault and not any(one.errors for one in forms_.values()):
        return redirect("team", nummer=nummer, jaar=jaar)
    if names:
        gelezen(request, list(names), wat="teambudget", kenmerk=str(nummer))
    trail = (Kruimel(BOVEN, f"{reverse('teambudget')}?jaar={jaar}"), Kruimel(now.team.naam))
    page = _page(request, wie, now, every.blad(request), forms_ if may else {}, fault)
    return toon(request, page, trail, fout=any(one.errors for one in forms_.values()))


def _page(
    request: HttpRequest,
    wie: Machtiging,
    now: Teamstand,
    rows: Lijstblad,
    forms_: Mapping[str, forms.Form],
    fault: str,
) -> Blad:
    months = queries.per_maand(now.team.id, now.jaar, on_behalf_of=wie)
    parts = [
        Deel(meters=(beeld(now),), tekst=(PLICHT,) if now.op else ()),
        Deel(tabel=_maanden(months, now.jaar)),
        Deel(
            "Uitgaven",
            ("Het totaal telt elke uitgave. U ziet alleen de regels die voor u zijn.",),
            lijst=rows,
            links=(("De afrekening van dit jaar", reverse("teamafrekening", args=[now.team.id, now.jaar])),),
        ),
    ]
    if forms_:
        parts.append(Deel("Leg een uitgave vast", formulier=forms_["uitgave"], doe="uitgave"))
        if forms_["bereikt"].fields["uitgave"].choices:  # type: ignore[attr-defined]
            parts.append(Deel("Is het doel bereikt?", formulier=forms_["bereikt"], doe="bereikt"))
            parts.append(Deel("Trek een uitgave in", formulier=forms_["terug"], doe="terug", knop="Trek in"))
    return Blad(
        f"{now.team.naam}, {now.jaar}",
        "Wat het team uitgaf, waarvoor en of het doel is bereikt. Namen van kinderen staan hier niet.",
        tuple(parts),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Budget", cent(now.budget_cent), now.bron or "nog niet vastgesteld"),
            Kerncijfer("Uitgegeven", cent(now.kosten_cent), toon="negatief" if now.op else "neutraal"),
            Kerncijfer("Kinderen", getal(now.kinderen), f"afgesproken: {getal(now.kinderen_begroot)}"),
            Kerncijfer("Doel bereikt", f"{getal(now.bereikt)} van {getal(now.bekend)}", "van wat is nagegaan"),
        ),
        fout=fault,
    )


def _kinderen(wie: Machtiging) -> dict[str, str]:
    """The children of the own caseload: {number of the caseload: who}."""
    with namens(wie):
        mine = caseload.lopende(moment=timezone.now()).filter(account=wie.account, gemeente=wie.gemeente)
        return {str(key): child for key, child in mine.values_list("pk", "persoon")}


def _formulieren(request: HttpRequest, rows: list[Uitgaveregel], names: Mapping[str, str]) -> dict[str, forms.Form]:
    step = request.POST.get("doe", "")
    choices = [
        (str(one.id), f"{dag_kort(one.dag)}, {cent(one.bedrag_cent)}, {one.omschrijving}")
        for one in rows
        if not one.ingetrokken
    ][:TE_KIEZEN]

    def data(name: str) -> object:
        return request.POST if step == name else None

    return {
        "uitgave": Uitgaveformulier(data("uitgave"), kinderen=list(names.items())),
        "bereikt": Bereiktformulier(data("bereikt"), uitgaven=choices),
        "terug": Intrekformulier(data("terug"), uitgaven=choices),
    }


def _doe(
    request: HttpRequest,
    now: Teamstand,
    wie: Machtiging,
    children: Mapping[str, str],
    forms_: Mapping[str, forms.Form],
) -> str:
    step, moment = request.POST.get("doe", ""), timezone.now()
    form = forms_.get(step)
    if form is None:
        return "Kies wat u wilt doen."
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    if step == "uitgave":
        one = Uitgavegegevens(
            now.team.id,
            data["dag"],
            data["soort"],
            in_cent(data["bedrag"]),
            data["omschrijving"],
            persoon=children.get(data["kind"], ""),
        )
        who = request.user.get_username()
        write = partial(actions.leg_uitgave_vast, one, door=who, moment=moment, on_behalf_of=wie)
        return doe(request, write, "De uitgave is vastgelegd.")
    number = int(data["uitgave"])
    if step == "bereikt":
        return doe(request, partial(actions.zet_bereikt, number, data["bereikt"], on_behalf_of=wie), "Vastgelegd.")
    back = partial(actions.trek_uitgave_in, number, reden=data["reden"], moment=moment, on_behalf_of=wie)
    return doe(request, back, "De uitgave telt niet meer mee.")


def _maanden(months: Mapping[int, int], year: int) -> Tabel:
    running, lines = 0, []
    for month in sorted(months):
        running += months[month]
        lines.append((maand_kort(Maand(year, month)), cent(months[month]), cent(running)))
    return Tabel(
        "Per maand",
        (Kolom("Maand"), Kolom("Uitgegeven", "getal"), Kolom("Samen", "getal")),
        tuple(lines),
        leeg="Er is in dit jaar nog niets uitgegeven.",
    )


def _lijst(rows: list[Uitgaveregel]) -> Lijst[Uitgaveregel]:
    names = aanbieders.namen()

    def reached(one: Uitgaveregel) -> Cel | str:
        if one.ingetrokken:
            return Cel("ingetrokken", toon="neutraal")
        return BEREIKT.get(one.bereikt, NO_VALUE)

    return Lijst(
        "Uitgaven",
        (
            Veld("dag", "Dag", lambda one: one.dag, "dag"),
            Veld("omschrijving", "Omschrijving", lambda one: one.omschrijving),
            Veld("soort", "Waarvoor", lambda one: SOORTEN[one.soort]),
            Veld("kind", "Voor", lambda one: "één kind" if one.kind else "een groep"),
            Veld("aanbieder", "Betaald aan", lambda one: names.get(one.aanbieder, one.aanbieder), alleen_bestand=True),
            Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
            Veld("bereikt", "Doel bereikt", lambda one: one.bereikt, cel=reached),
            Veld("door", "Door", lambda one: one.door),
        ),
        rows,
        bestand="uitgaven-team",
        leeg="Er is nog niets uitgegeven dat u mag zien.",
        bijschrift_zichtbaar=False,
    )
