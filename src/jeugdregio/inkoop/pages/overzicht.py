# SPDX-License-Identifier: EUPL-1.2
"""The procedures and what waits in them; a new procedure; what earlier ones taught."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import periode_kort
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.inkoop import actions, queries
from jeugdregio.inkoop.models import Aanvraag, Les, Procedure
from jeugdregio.inkoop.pages.formulieren import Lesformulier, Procedureformulier, in_cent
from jeugdregio.inkoop.pages.stappen import WEIGERINGEN
from jeugdregio.inkoop.pages.weergave import stand
from jeugdregio.inkoop.soorten import SOORTEN
from jeugdregio.inkoop.values import Proceduregegevens

EEN_DAG = timedelta(days=1)
_ZELFDE = (
    *("code", "naam", "soort", "omschrijving", "perceel", "bekostiging", "variant", "van", "verlengingsbesluit"),
    *("tafel", "gemeente", "limiet", "limiet_bron", "overgangsdag", "plafond_promille", "plafond_lezing"),
    *("referentiejaar", "opschortdagen", "opschort_bron", "bewijzen_nodig", "eisen", "prijslijst", "bron"),
)


@dataclass(frozen=True)
class InkoopPagina:
    """The procedures, the applications that whoever looks may see, and the tables of a year."""

    titel: str
    inleiding: str
    procedures: Lijstblad
    aanvragen: Lijstblad
    tafels: Tabel | None
    koopt_in: bool


@dataclass(frozen=True)
class NieuwPagina:
    """A draft, and what was learnt of procedures of that kind."""

    titel: str
    formulier: forms.Form
    lessen: Lijstblad
    fout: str


@dataclass(frozen=True)
class LessenPagina:
    """What was learnt, and the form to add to it."""

    titel: str
    lessen: Lijstblad
    formulier: forms.Form | None


@vraagt(Recht.INKOOP_ZIEN, Recht.INSCHRIJVEN)
@require_safe
def inkoop(request: HttpRequest) -> HttpResponse:
    """What there is, for a buyer, a municipality and a provider; the database decides which rows."""
    wie, today = machtiging(request), timezone.localdate()
    found, asked = _procedures(wie), _aanvragen(wie)
    for one in (found, asked):
        if file := one.als_bestand(request):
            return file
    page = InkoopPagina(
        titel="Inkoop",
        inleiding=(
            "De procedures waarin u kunt meedoen, en uw eigen aanvragen. Die van een ander ziet u niet."
            if wie.aanbieder
            else "De procedures van de regio, en de aanvragen waarover nog is te beslissen."
        ),
        procedures=found.blad(request),
        aanvragen=asked.blad(request),
        tafels=None if wie.aanbieder else _tafels(today.year, wie),
        koopt_in=wie.mag(Recht.INKOPEN),
    )
    return render(request, "inkoop/inkoop.html", {"page": page})


def _procedures(wie: Machtiging) -> Lijst[Procedure]:
    def name(one: Procedure) -> Cel:
        return Cel(one.naam, url=reverse("inkoop-procedure", args=[one.code]), onder=SOORTEN[one.soort].naam)

    def state(one: Procedure) -> Cel:
        return Cel("Gepubliceerd", toon="positief") if one.gepubliceerd_op else Cel("Concept", toon="waarschuwing")

    return Lijst(
        "Procedures",
        (
            Veld("naam", "Procedure", lambda one: one.naam, cel=name),
            Veld("perceel", "Perceel", lambda one: one.perceel),
            Veld("looptijd", "Contracten", lambda one: periode_kort(one.looptijd.lower, one.looptijd.upper)),
            Veld("stand", "Stand", lambda one: "gepubliceerd" if one.gepubliceerd_op else "concept", cel=state),
            Veld("lopend", "Aanvragen", lambda one: getattr(one, "lopend", 0), "getal"),
        ),
        queries.procedures(on_behalf_of=wie),
        bestand="procedures",
        leeg="Er is nog geen procedure gepubliceerd.",
    )


def _aanvragen(wie: Machtiging) -> Lijst[Aanvraag]:
    today = timezone.localdate()

    def what(one: Aanvraag) -> Cel:
        return Cel(one.procedure.naam, url=reverse("inkoop-aanvraag", args=[one.pk]), onder=queries.naam(one.aanbieder))

    return Lijst(
        "Aanvragen",
        (
            Veld("procedure", "Aanvraag", lambda one: one.procedure.naam, cel=what),
            Veld("aanbieder", "Aanbieder", lambda one: queries.naam(one.aanbieder), alleen_bestand=True),
            Veld("op", "Ingediend op", lambda one: one.ingediend_op, "moment"),
            Veld("ronde", "Ronde", lambda one: str(one.ronde) if one.ronde else "–"),
            Veld("offerte", "Offerte", lambda one: one.offerte_cent, "bedrag"),
            Veld("stand", "Stand", lambda one: stand(one, today)[0], cel=lambda one: _badge(one, today)),
        ),
        queries.aanvragen(on_behalf_of=wie),
        bestand="aanvragen",
        naam="aanvragen",
        leeg="Er zijn geen aanvragen. Open een procedure om mee te doen."
        if wie.aanbieder
        else "Er zijn geen aanvragen.",
    )


def _badge(one: Aanvraag, today: Any) -> Cel:
    text, tone = stand(one, today)
    return Cel(text, toon=tone)


def _tafels(year: int, wie: Machtiging) -> Tabel | None:
    found = queries.tafels(2015, on_behalf_of=wie)
    if not found:
        return None
    return Tabel(
        "Budget per inkooptafel in 2015",
        (Kolom("Tafel"), Kolom("Budget", "getal")),
        tuple((one.tafel, cent(one.budget_cent)) for one in found),
        voet=("Samen", cent(sum(one.budget_cent for one in found))),
    )


@vraagt(Recht.INKOPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """The form of a draft; beside it what earlier procedures taught."""
    wie, fault = machtiging(request), ""
    kind = request.GET.get("soort", "")
    form = Procedureformulier(request.POST or None, initial={"soort": kind})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = {name: data[name] for name in _ZELFDE} | {"tot": data["laatste_dag"] + EEN_DAG}
        try:
            code = actions.maak_procedure(
                Proceduregegevens(**facts, budget_cent=in_cent(data["budget"])), on_behalf_of=wie
            )
        except WEIGERINGEN as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het concept staat klaar. Schrijf nu de tekst, plan ronden en publiceer.")
            return redirect("inkoop-procedure", code=code)
    page = NieuwPagina("Nieuwe procedure", form, _lessen(wie, kind).blad(request), fault)
    context = {"page": page, "kruimels": (Kruimel("Inkoop", reverse("inkoop")), Kruimel(page.titel))}
    return render(request, "inkoop/nieuw.html", context, status=422 if fault or form.errors else 200)


@vraagt(Recht.INKOOP_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def lessen(request: HttpRequest) -> HttpResponse:
    """What was learnt; a POST adds a lesson."""
    wie, now = machtiging(request), timezone.now()
    form = Lesformulier(request.POST or None, initial={"jaar": timezone.localdate(now).year})
    if request.method == "POST":
        eis(wie, Recht.INKOPEN)
        if form.is_valid():
            actions.leg_les_vast(**form.cleaned_data, door=request.user.get_username(), moment=now, on_behalf_of=wie)
            messages.success(request, "De les is vastgelegd. Wie een volgende ronde begint, ziet haar.")
            return redirect("inkoop-lessen")
    found = _lessen(wie, "")
    if file := found.als_bestand(request):
        return file
    page = LessenPagina("Lessen van de inkoop", found.blad(request), form if wie.mag(Recht.INKOPEN) else None)
    context = {"page": page, "kruimels": (Kruimel("Inkoop", reverse("inkoop")), Kruimel("Lessen"))}
    return render(request, "inkoop/lessen.html", context, status=422 if form.errors else 200)


def _lessen(wie: Machtiging, soort: str) -> Lijst[Les]:
    with namens(wie):
        rows = queries.lessen(soort=soort if soort in SOORTEN else "", on_behalf_of=wie)
    return lessenlijst(rows)


def lessenlijst(rows: list[Les]) -> Lijst[Les]:
    """Lessons as a list."""
    return Lijst(
        "Lessen",
        (
            Veld("jaar", "Jaar", lambda one: str(one.jaar)),
            Veld("soort", "Soort", lambda one: SOORTEN[one.soort].naam if one.soort in SOORTEN else "Elke soort"),
            Veld("keuze", "Keuze", lambda one: one.keuze),
            Veld("uitkomst", "Wat kwam ervan", lambda one: one.uitkomst),
            Veld("les", "De volgende keer", lambda one: one.les, cel=lambda one: Cel(one.les, onder=one.bron)),
        ),
        rows,
        bestand="lessen",
        naam="lessen",
        leeg="Er zijn nog geen lessen vastgelegd.",
    )
