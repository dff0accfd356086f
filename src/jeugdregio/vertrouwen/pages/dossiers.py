# SPDX-License-Identifier: EUPL-1.2
"""My files, one file with its notes, and closing it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kruimel, Lijstblad
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio
from jeugdregio.vertrouwen import actions, queries
from jeugdregio.vertrouwen.pages.formulieren import Dossierformulier, Notitieformulier, Sluitformulier
from jeugdregio.vertrouwen.values import DossierDicht, NietIngericht, Notitieregel, Vertrouwensdossier

View = Callable[..., HttpResponse]
TITEL = "Mijn dossiers"
NIET_KLAAR = (
    "De dossiers zijn nog niet ingericht: de sleutel waarmee zij worden verzegeld ontbreekt. Vraag wie dit programma "
    "draait om VERTROUWEN_KEY in te stellen."
)
GOED, ONJUIST = 200, 422


@dataclass(frozen=True)
class DossiersPagina:
    """The list, and the form for a new file."""

    titel: str
    lijst: Lijstblad
    formulier: Dossierformulier


@dataclass(frozen=True)
class DossierPagina:
    """One file; `formulier` is None when it is closed."""

    titel: str
    dossier: Vertrouwensdossier
    gemeente: str
    notities: Sequence[Notitieregel]
    formulier: forms.Form | None


def ingericht(view: View) -> View:
    """A page that says in Dutch that there is no key, when there is none."""

    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NietIngericht as missing:
            raise PermissionDenied(NIET_KLAAR) from missing

    return around


@vraagt(Recht.VERTROUWENSDOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
@ingericht
def dossiers(request: HttpRequest) -> HttpResponse:
    """The files of the own organisation; a POST opens one."""
    wie, places = machtiging(request), regio.namen()
    form = Dossierformulier(_ingevuld(request), gemeenten=places)
    if request.method == "POST" and form.is_valid():
        number = actions.open_dossier(
            form.cleaned_data["roepnaam"],
            form.cleaned_data["woonplaats"],
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        return redirect("vertrouwensdossier", nummer=number)
    shown = _lijst(request, queries.dossiers(on_behalf_of=wie), places)
    if file := shown.als_bestand(request):
        return file
    page = DossiersPagina(TITEL, shown.blad(request), form)
    return render(request, "vertrouwen/dossiers.html", {"page": page}, status=ONJUIST if form.errors else GOED)


@vraagt(Recht.VERTROUWENSDOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
@ingericht
def dossier(request: HttpRequest, nummer: int) -> HttpResponse:
    """One file; a POST adds a note."""
    wie, found = machtiging(request), _dossier(request, nummer)
    form = Notitieformulier(_ingevuld(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.schrijf(nummer, form.cleaned_data["tekst"], moment=timezone.now(), on_behalf_of=wie)
        except DossierDicht as refusal:
            form.add_error("tekst", str(refusal))
        else:
            messages.success(request, "De notitie staat in het dossier.")
            return redirect("vertrouwensdossier", nummer=nummer)
    notes = queries.notities(nummer, on_behalf_of=wie)
    page = _page(found, notes, form if found.gesloten_op is None or form.errors else None)
    context = {"page": page, "kruimels": _kruimels(page.titel)}
    return render(request, "vertrouwen/dossier.html", context, status=ONJUIST if form.errors else GOED)


@vraagt(Recht.VERTROUWENSDOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
@ingericht
def sluiten(request: HttpRequest, nummer: int) -> HttpResponse:
    """Ask whether it is sure; a POST closes the file."""
    wie, found = machtiging(request), _dossier(request, nummer)
    form = Sluitformulier(_ingevuld(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.sluit(nummer, moment=timezone.now(), on_behalf_of=wie)
        except DossierDicht as refusal:
            form.add_error("zeker", str(refusal))
        else:
            messages.success(request, "Het dossier is gesloten.")
            return redirect("vertrouwensdossier", nummer=nummer)
    page = _page(found, (), form)
    context = {"page": page, "kruimels": _kruimels(page.titel)}
    return render(request, "vertrouwen/sluiten.html", context, status=ONJUIST if form.errors else GOED)


def _ingevuld(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _dossier(request: HttpRequest, nummer: int) -> Vertrouwensdossier:
    """The file, with a line in the read log."""
    found = queries.dossier(nummer, on_behalf_of=machtiging(request))
    if found is None:
        raise Http404("Dit dossier is er niet.")
    gelezen(request, [found.persoon])
    return found


def _lijst(
    request: HttpRequest, rows: list[Vertrouwensdossier], places: Mapping[str, str]
) -> Lijst[Vertrouwensdossier]:
    def numbered(one: Vertrouwensdossier) -> Cel:
        return Cel(f"Dossier {one.nummer}", url=reverse("vertrouwensdossier", args=[one.nummer]))

    def seen(shown: Sequence[Vertrouwensdossier]) -> None:
        gelezen(request, {one.persoon for one in shown})

    return Lijst(
        "Dossiers van uw organisatie",
        (
            Veld("nummer", "Dossier", lambda one: one.nummer, "getal", cel=numbered),
            Veld("naam", "Naam", lambda one: one.roepnaam),
            Veld("gemeente", "Gemeente", lambda one: places.get(one.woonplaats, one.woonplaats)),
            Veld("geopend", "Geopend", lambda one: one.geopend_op, "moment"),
            Veld("gesloten", "Gesloten", lambda one: one.gesloten_op, "moment"),
        ),
        rows,
        bestand="dossiers",
        van_zelf="-nummer",
        leeg="Er is nog geen dossier.",
        toont=seen,
    )


def _page(found: Vertrouwensdossier, notes: Sequence[Notitieregel], form: forms.Form | None) -> DossierPagina:
    place = regio.namen().get(found.woonplaats, found.woonplaats)
    return DossierPagina(f"Dossier {found.nummer}: {found.roepnaam}", found, place, notes, form)


def _kruimels(titel: str) -> tuple[Kruimel, ...]:
    return Kruimel(TITEL, reverse("vertrouwensdossiers")), Kruimel(titel)
