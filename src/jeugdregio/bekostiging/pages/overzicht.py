# SPDX-License-Identifier: EUPL-1.2
"""Every agreement that is paid in instalments; propose one, and book what is due (L08, S75)."""

from datetime import date
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.bekostiging import actions, queries
from jeugdregio.bekostiging.pages.formulieren import GELIJK, Afspraakformulier
from jeugdregio.bekostiging.values import Afspraakgegevens, Afspraakregel, NietTeBekostigen
from jeugdregio.betalingen.actions import mens
from jeugdregio.components import blad
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

BOVEN = "Taken en subsidies"
ZIEN = (Recht.BETALINGEN_ZIEN, Recht.MAANDRAPPORT_ZIEN)
IJW = (
    "Bij taakgerichte bekostiging mag iJw, maar het hoeft niet: de Regeling Jeugdwet (6c.1) noemt alleen "
    "inspanningsgericht en outputgericht. Een afspraak hieronder heeft dus geen declaraties nodig."
)
doe = partial(blad.doe, weigert=(NietToegestaan, NietTeBekostigen))


@vraagt(*ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bekostiging(request: HttpRequest) -> HttpResponse:
    """The page; a POST proposes an agreement, or books what is due."""
    wie, today, step = machtiging(request), timezone.localdate(), request.POST.get("doe", "")
    towns, names = regio.namen(), aanbieders.namen()
    form = Afspraakformulier(
        request.POST if step == "nieuw" else None, aanbieders=names, gemeenten=towns, initial={"jaar": today.year}
    )
    fault = _doe(request, step, form, wie)
    if step and not fault and not form.errors:
        return redirect("bekostiging")
    rows = queries.afspraken(on_behalf_of=wie)
    every = _lijst(rows, names)
    if file := every.als_bestand(request):
        return file
    due, cents = queries.te_boeken(today, on_behalf_of=wie)
    parts = [Deel("Afspraken", (IJW,), lijst=every.blad(request), anker="afspraken")]
    if wie.mag(Recht.BETALEN):
        if due:
            said = (
                f"{getal(due)} termijnen zijn vervallen, samen {cent(cents)}. Na boeken betaalt de volgende ronde ze."
            )
            parts.append(
                Deel("Boek wat is vervallen", (said,), formulier=forms.Form(), doe="boek", knop="Boek de termijnen")
            )
        parts.append(Deel("Stel een afspraak voor", formulier=form, doe="nieuw", knop="Stel voor"))
    parts.append(Deel(links=(("Betaalronden", reverse("betaalronden")),) if wie.mag(Recht.BETALINGEN_ZIEN) else ()))
    live = [one for one in rows if one.stand in ("bevestigd", "vastgesteld")]
    page = Blad(
        BOVEN,
        "Geld in termijnen, los van declaraties: voor een taak, of als subsidie.",
        tuple(parts),
        boven="Betalen",
        cijfers=(
            Kerncijfer("Toegekend", cent(sum(one.bedrag_cent for one in live)), f"{getal(len(live))} afspraken"),
            Kerncijfer("Geboekt", cent(sum(one.geboekt_cent for one in live)), "op weg naar de aanbieder"),
            Kerncijfer("Vervallen", cent(cents), "nog te boeken", toon="waarschuwing" if due else "neutraal"),
        ),
        fout=fault,
    )
    return toon(request, page, fout=bool(form.errors))


def _doe(request: HttpRequest, step: str, form: Afspraakformulier, wie: Machtiging) -> str:
    now = timezone.now()
    if step == "boek":
        return doe(request, partial(_boek, wie), "Wat is vervallen, is geboekt.")
    if step != "nieuw":
        return "Kies wat u wilt doen." if step else ""
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    children = regio.jeugdigen(timezone.localdate(now))
    weights = {town: 1 if data["sleutel"] == GELIJK else children[town] for town in data["gemeenten"]}
    times = int(data["ritme"])
    given = Afspraakgegevens(
        aanbieder=data["aanbieder"],
        soort=data["soort"],
        jaar=data["jaar"],
        naam=data["naam"],
        bedrag_cent=in_cent(data["bedrag"]),
        gewichten=weights,
        dagen=tuple(date(data["jaar"], 1 + turn * 12 // times, 1) for turn in range(times)),
        bron=data["bron"],
    )
    propose = partial(actions.stel_afspraak_voor, given, moment=now, on_behalf_of=wie)
    return doe(request, propose, "Het voorstel wacht op een tweede persoon.")


def _boek(wie: Machtiging) -> int:
    mens(wie)
    now = timezone.now()
    return actions.boek_termijnen(timezone.localdate(now), moment=now)


def _lijst(rows: list[Afspraakregel], names: dict[str, str]) -> Lijst[Afspraakregel]:
    return Lijst(
        "Afspraken",
        (
            Veld(
                "naam",
                "Waarvoor",
                lambda one: one.naam,
                cel=lambda one: Cel(one.naam, url=reverse("bekostigingsafspraak", args=[one.id])),
            ),
            Veld("soort", "Soort", lambda one: queries.SOORTEN[one.soort]),
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("jaar", "Jaar", lambda one: one.jaar),
            Veld("bedrag", "Toegekend", lambda one: one.bedrag_cent, "bedrag"),
            Veld("geboekt", "Geboekt", lambda one: one.geboekt_cent, "bedrag"),
            Veld("vastgesteld", "Vastgesteld", lambda one: one.vastgesteld_cent, "bedrag"),
            Veld("stand", "Stand", lambda one: queries.STANDEN[one.stand]),
        ),
        rows,
        bestand="bekostiging",
        leeg="Er is nog geen afspraak.",
        bijschrift_zichtbaar=False,
    )
