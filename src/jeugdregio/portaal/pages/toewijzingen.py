# SPDX-License-Identifier: EUPL-1.2
"""The allocations of a provider, and one with the care on it: start, stop, and what was declared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel
from jeugdregio.components.verzoek import wants_part
from jeugdregio.contracten import queries as contracten
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.portaal.pages.afzenden import afzending, na_verzenden
from jeugdregio.portaal.pages.melding import Meldingformulier
from jeugdregio.portaal.pages.toegang import aanbieder
from jeugdregio.portaal.verzenden import NietVerstuurd, eerder_verstuurd
from jeugdregio.portaal.wijzigen import is_actueel
from jeugdregio.portaal.zorg import meld
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries
from jeugdregio.toewijzingen.pages.opmaak import hoeveelheid, kort, omvang, over, periode, zorgstand
from jeugdregio.toewijzingen.values import Toegewezen

PER_PAGINA = 50


@dataclass(frozen=True)
class ToewijzingenPagina:
    """The list with its filter."""

    titel: str
    inleiding: str
    filter: forms.Form
    samenvatting: str
    lijst: Lijstblad


@dataclass(frozen=True)
class ToewijzingPagina:
    """One allocation, and the forms to tell about the care on it."""

    titel: str
    inleiding: str
    stand: tuple[str, str]
    cijfers: tuple[Kerncijfer, ...]
    feiten: tuple[tuple[str, str], ...]
    zorg: Tabel
    regels: Tabel
    formulier: Meldingformulier
    wijziging_url: str
    erbij_url: str
    fout: str


class Filter(Keuzefilter):
    """What the list is narrowed to; never a name, because the filter stands in the address."""

    gemeente = forms.ChoiceField(required=False)
    stand = forms.ChoiceField(
        required=False, choices=[("", "Nu of later geldig"), ("alles", "Ook wat is afgelopen")], label="Toon"
    )


@vraagt(Recht.PORTAAL)
@require_safe
@vary_on_headers("HX-Request")
def toewijzingen(request: HttpRequest) -> HttpResponse:
    """The allocations of the provider, those without care first."""
    wie = aanbieder(request)
    every = queries.toewijzingen(on_behalf_of=wie)
    places = regio.namen()
    form = Filter(request.GET)
    form.kies("gemeente", sorted({(one.gemeente, places.get(one.gemeente, one.gemeente)) for one in every}))
    given = form.gekozen()
    today = timezone.localdate()
    found = [
        one
        for one in every
        if given.get("gemeente", "") in ("", one.gemeente)
        and (given.get("stand") == "alles" or one.einde is None or one.einde >= today)
    ]
    found.sort(key=lambda one: (one.kind.naam.lower(), one.nummer))
    rows = replace(_list(found, wie, places), toont=lambda shown: gelezen(request, {one.kind.persoon for one in shown}))
    if file := rows.als_bestand(request):
        return file
    page = ToewijzingenPagina(
        titel="Toewijzingen",
        inleiding="Wat gemeenten u toewezen, met wat er nog over is. Kies een nummer om zorg te starten of te stoppen.",
        filter=form,
        samenvatting=f"{telwoord(len(found), 'toewijzing', 'toewijzingen')}.",
        lijst=rows.blad(request),
    )
    part = "#resultaat" if wants_part(request) else ""
    return render(request, f"portaal/toewijzingen.html{part}", {"page": page})


def _list(found: Sequence[Toegewezen], wie: Machtiging, places: dict[str, str]) -> Lijst[Toegewezen]:
    used = declaraties.verbruik(on_behalf_of=wie)
    names = contracten.productnamen(settings.REGIO)

    def left(one: Toegewezen) -> str:
        return over(one, used.get((one.gemeente, one.nummer), (0, 0)))

    def care(one: Toegewezen) -> Cel:
        text, tone = zorgstand(one)
        return Cel(text, toon=tone)

    def child(one: Toegewezen) -> Cel:
        return Cel(one.kind.naam, url=_url(one), onder=f"geboren {kort(one.kind.geboortedatum)}")

    def product(one: Toegewezen) -> Cel:
        return Cel(_product(one, names), onder=periode(one.begin, one.einde))

    return Lijst(
        "Toewijzingen",
        (
            Veld("jeugdige", "Jeugdige", lambda one: one.kind.naam, cel=child),
            Veld("geboren", "Geboren", lambda one: one.kind.geboortedatum, "dag", alleen_bestand=True),
            Veld("nummer", "Toewijzing", lambda one: str(one.nummer)),
            Veld("gemeente", "Gemeente", lambda one: places.get(one.gemeente, one.gemeente)),
            Veld("product", "Product", lambda one: _product(one, names), cel=product),
            Veld("begin", "Van", lambda one: one.begin, "dag", alleen_bestand=True),
            Veld("einde", "Tot en met", lambda one: one.einde, "dag", alleen_bestand=True),
            Veld("omvang", "Toegewezen", omvang),
            Veld("over", "Nog over", left),
            Veld("zorg", "Zorg", lambda one: zorgstand(one)[0], cel=care),
        ),
        found,
        bestand="toewijzingen",
        van_zelf="jeugdige",
        per_pagina=PER_PAGINA,
        leeg="Er is geen toewijzing die aan dit filter voldoet.",
    )


def _url(one: Toegewezen) -> str:
    return reverse("toewijzing", args=[one.gemeente, one.nummer])


def _product(one: Toegewezen, names: dict[tuple[str, str], str]) -> str:
    if not one.code:
        return f"categorie {one.categorie}" if one.categorie else "vrij te kiezen"
    return f"{one.code} {names.get((one.categorie or '', one.code), '')}".strip()


@vraagt(Recht.PORTAAL)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def toewijzing(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """One allocation; a POST tells that care started or stopped, or that an earlier message was wrong."""
    wie = aanbieder(request)
    one = queries.toewijzing(gemeente, nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze toewijzing is er niet.")
    if request.method != "POST":
        return _show(request, one, wie, Meldingformulier(toewijzing=one))
    if before := eerder_verstuurd(request.POST.get("sleutel", ""), on_behalf_of=wie):
        return _outcome(request, one, before, wie)
    form = Meldingformulier(request.POST, toewijzing=one)
    if not form.is_valid():
        return _show(request, one, wie, form, status=422)
    return _send(request, one, wie, form)


def _send(request: HttpRequest, one: Toegewezen, wie: Machtiging, form: Meldingformulier) -> HttpResponse:
    try:
        sent = meld(afzending(form.cleaned_data["sleutel"], wie, timezone.now()), one, form.melding)
    except NietVerstuurd as refusal:
        return _show(request, one, wie, form, fault=str(refusal), status=422)
    return _outcome(request, one, sent.bestand_id, wie)


def _outcome(request: HttpRequest, one: Toegewezen, file_id: int, wie: Machtiging) -> HttpResponse:
    """Back to the allocation when all is well; else the page that says why not."""
    good = f"De melding over toewijzing {one.nummer} is verstuurd en geaccepteerd."
    return na_verzenden(request, file_id, wie, gelukt=good, naar=_url(one))


def _show(
    request: HttpRequest,
    one: Toegewezen,
    wie: Machtiging,
    form: Meldingformulier,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        gelezen(request, [one.kind.persoon])
        trail = (Kruimel("Toewijzingen", reverse("toewijzingen")), Kruimel(str(one.nummer)))
        page = _page(one, wie, form, fault)
        return render(request, "portaal/toewijzing.html", {"page": page, "kruimels": trail}, status=status)


def _page(one: Toegewezen, wie: Machtiging, form: Meldingformulier, fault: str) -> ToewijzingPagina:
    used = declaraties.verbruik(on_behalf_of=wie).get((one.gemeente, one.nummer), (0, 0))
    place = regio.namen().get(one.gemeente, one.gemeente)
    return ToewijzingPagina(
        titel=f"Toewijzing {one.nummer}",
        inleiding=f"{one.kind.naam}, geboren {datum(one.kind.geboortedatum)}.",
        stand=zorgstand(one),
        cijfers=(
            Kerncijfer("Toegewezen", omvang(one)),
            Kerncijfer("Gedeclareerd en toegekend", cent(used[1])),
            Kerncijfer("Nog over", over(one, used)),
        ),
        feiten=(
            ("Gemeente", place),
            ("Product", _product(one, contracten.productnamen(settings.REGIO))),
            ("Geldig", periode(one.begin, one.einde)),
        ),
        zorg=_care(one),
        regels=_lines(one, wie),
        formulier=form,
        wijziging_url=reverse("toewijzing-wijziging", args=[one.gemeente, one.nummer])
        if is_actueel(one, timezone.localdate())
        else "",
        erbij_url=reverse("toewijzing-erbij", args=[one.gemeente, one.nummer]),
        fout=fault,
    )


def _care(one: Toegewezen) -> Tabel:
    reasons = _reasons()
    return Tabel(
        "Starts en stops",
        (Kolom("Gestart"), Kolom("Gestopt"), Kolom("Reden")),
        tuple((datum(care.begin), datum(care.einde), reasons.get(care.reden, "")) for care in one.leveringen),
        leeg="Er is nog geen zorg gestart op deze toewijzing.",
    )


def _reasons() -> dict[str, str]:
    """The reasons for a stop, by code."""
    return dict(Meldingformulier.redenen())


def _lines(one: Toegewezen, wie: Machtiging) -> Tabel:
    granted = declaraties.toegekend(one.gemeente, [one.nummer], on_behalf_of=wie)
    return Tabel(
        "Toegekende regels",
        (Kolom("Referentie"), Kolom("Product"), Kolom("Periode"), Kolom("Volume", "getal"), Kolom("Bedrag", "getal")),
        tuple(
            (
                Cel(line.referentie, url=reverse("declaratie", args=[line.gemeente, line.bericht_id])),
                line.code,
                periode(line.begin, line.einde),
                hoeveelheid(line.volume, line.eenheid),
                cent(line.bedrag_cent),
            )
            for line in granted
        ),
        leeg="Op deze toewijzing is nog niets toegekend.",
    )
