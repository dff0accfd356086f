# SPDX-License-Identifier: EUPL-1.2
"""Waiting times per profile and provider, of the last twelve months (S94)."""

from datetime import date
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.wachttijden import actions, queries
from jeugdregio.wachttijden.pages.opmaak import BOVEN, KLEIN, definities, profielnaam, weken_van
from jeugdregio.wachttijden.values import Telling

SAMEN = "alle aanbieders"
SINDS_AANMELDING = "Wachten sinds de aanmelding, nog zonder toewijzing"


class Maatfilter(Keuzefilter):
    """Which measure, and per provider or together."""

    maat = forms.ChoiceField(label="Maat", required=False, help_text="Van welke dag tot welke dag.")
    per = forms.ChoiceField(label="Per", required=False, help_text="Alle aanbieders samen, of elk apart.")


@vraagt(Recht.WACHTTIJDEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def overzicht(request: HttpRequest) -> HttpResponse:
    """The page; a POST of the region publishes what is counted today."""
    wie, today = machtiging(request), timezone.localdate()
    if request.method == "POST":
        publish = partial(actions.publiceer, settings.REGIO, peildatum=today, moment=timezone.now(), on_behalf_of=wie)
        try:
            messages.success(request, f"{publish()} cijfers staan op de openbare pagina.")
        except NietToegestaan as refusal:
            messages.error(request, str(refusal))
        return redirect("wachttijden")
    counted = {code: one.naam for code, one in queries.maten().items() if one.gemeten}
    chosen = Maatfilter(request.GET or {"maat": "verzoek_start", "per": "profiel"})
    chosen.kies("maat", list(counted.items()), alle=False)
    chosen.kies("per", [("profiel", "profiel"), ("aanbieder", "profiel en aanbieder")], alle=False)
    picked = chosen.gekozen()
    maat, per = picked.get("maat", "verzoek_start"), picked.get("per", "profiel")
    begin = _jaar_terug(today)
    every = queries.tellingen(settings.REGIO, begin, today, on_behalf_of=wie)
    rows = [one for one in every if one.maat == maat and one.profiel and bool(one.aanbieder) == (per == "aanbieder")]
    sheet = _lijst(rows)
    if file := sheet.als_bestand(request):
        return file
    links = [("De openbare pagina", reverse("openbaar-wachttijden"))]
    if wie.gemeente:
        links.insert(0, (SINDS_AANMELDING, reverse("wachten-sinds-aanmelding")))
    if wie.mag(Recht.WACHTEN_VASTLEGGEN):
        links.insert(0, ("Wie wacht het langst", reverse("wachtlijst")))
    parts = [
        Deel(filter=chosen),
        Deel(counted[maat], (_norm(maat),), lijst=sheet.blad(request), links=tuple(links)),
        Deel("Wat de maten zijn", (f"Zo geteld sinds {dag_kort(queries.maten_sinds())}.",), tabel=definities()),
    ]
    if wie.mag(Recht.WACHTTIJDEN_PUBLICEREN):
        text = ("Zet de getelde wachttijden van vandaag op de openbare pagina. Kleine aantallen gaan niet mee.",)
        parts.insert(2, Deel("Publiceer", text, formulier=forms.Form(), doe="publiceer", knop="Publiceer"))
    page = Blad(
        "Wachttijden",
        f"Hoe lang jeugdigen wachtten van {dag_kort(begin)} tot vandaag, geteld in berichten.",
        tuple(parts),
        boven=BOVEN,
        cijfers=_cijfers(every),
    )
    return toon(request, page)


def _jaar_terug(today: date) -> date:
    return today.replace(year=today.year - 1, day=min(today.day, 28))


def _norm(maat: str) -> str:
    one = queries.maten()[maat]
    text = f"Van {one.van} tot {one.tot}. {one.waarom}"
    return f"{text} Norm: {one.norm_weken} weken ({one.norm_bron})." if one.norm_weken else text


def _cijfers(every: list[Telling]) -> tuple[Kerncijfer, ...]:
    whole = {one.maat: one for one in every if not one.profiel and not one.aanbieder}
    return tuple(
        Kerncijfer(
            one.naam,
            weken_van(whole[code].mediaan) if code in whole else "niemand geteld",
            "de helft wacht niet langer",
        )
        for code, one in queries.maten().items()
        if one.gemeten
    )


def _lijst(rows: list[Telling]) -> Lijst[Telling]:
    names, providers = queries.profielnamen(settings.REGIO), aanbieders.namen()

    def number(one: Telling) -> Cel | str:
        return KLEIN if one.aantal is None else getal(one.aantal)

    return Lijst(
        "Wachttijden",
        (
            Veld("profiel", "Profiel", lambda one: profielnaam(one.profiel, names)),
            Veld("aanbieder", "Aanbieder", lambda one: providers.get(one.aanbieder, one.aanbieder) or SAMEN),
            Veld("aantal", "Jeugdigen", lambda one: one.aantal, "getal", cel=number),
            Veld("mediaan", "Helft binnen", lambda one: one.mediaan, "getal", cel=lambda one: weken_van(one.mediaan)),
            Veld("p80", "Acht van de tien binnen", lambda one: one.p80, "getal", cel=lambda one: weken_van(one.p80)),
        ),
        rows,
        bestand="wachttijden",
        van_zelf="profiel",
        leeg="In deze periode is niemand geteld. Wachttijden ontstaan uit verzoeken, toewijzingen en starts.",
        bijschrift_zichtbaar=False,
    )
