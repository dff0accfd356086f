# SPDX-License-Identifier: EUPL-1.2
"""The central number: one screen for a call with both exits, and what happened with earlier calls (S87)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import moment_kort
from jeugdregio.components.values import Cel, Kruimel, Lijstblad
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.regio import queries as regio
from jeugdregio.toegang import actions, queries
from jeugdregio.toegang.actions import Gesprek
from jeugdregio.toegang.models import Oproep as Rij
from jeugdregio.toegang.pages.formulieren import Oproepformulier, Uitgangformulier
from jeugdregio.toegang.pages.weergave import GOED, ONJUIST
from jeugdregio.toegang.values import NietMogelijk, Oproep

TITEL = "Telefoon"
UITGANGEN = {"crisisdienst": "De crisisdienst", "adviespunt": "Veilig Thuis"}


@dataclass(frozen=True)
class TelefoonPagina:
    """The screen for a call, with earlier ones below."""

    titel: str
    formulier: Oproepformulier
    lijst: Lijstblad
    fout: str


@dataclass(frozen=True)
class OproepPagina:
    """One call; `naar_crisis`: it waits for an application by crisis here."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    formulier: forms.Form | None
    naar_crisis: bool
    aanmelding_url: str
    fout: str


@vraagt(Recht.CENTRALE_NUMMER)
@require_http_methods(["GET", "HEAD", "POST"])
def telefoon(request: HttpRequest) -> HttpResponse:
    """The screen; a POST keeps the call and takes its exits."""
    wie, places = machtiging(request), regio.namen()
    form = Oproepformulier(
        request.POST if request.method == "POST" else None,
        gemeenten=places.items(),
        initial={"gemeente": wie.gemeente},
    )
    fault = ""
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        call = Gesprek(data["beller"], data["situatie"], data["gevaar"], data["gemeente"], terug=data["terug"])
        try:
            number = actions.neem_op(
                call,
                adviespunt=data["adviespunt"],
                crisisdienst=data["crisisdienst"],
                uitkomst=data["uitkomst"],
                moment=timezone.now(),
                on_behalf_of=wie,
            )
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het gesprek is vastgelegd.")
            return redirect("oproep", nummer=number)
    shown = _list(request, queries.oproepen(on_behalf_of=wie), places)
    if file := shown.als_bestand(request):
        return file
    page = TelefoonPagina(TITEL, form, shown.blad(request), fault)
    return render(request, "toegang/telefoon.html", {"page": page}, status=ONJUIST if fault or form.errors else GOED)


@vraagt(Recht.CENTRALE_NUMMER)
@require_http_methods(["GET", "HEAD", "POST"])
def oproep(request: HttpRequest, nummer: int) -> HttpResponse:
    """One call; a POST takes the other exit, or makes an application by crisis."""
    wie, now = machtiging(request), timezone.now()
    one = queries.oproep(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Dit gesprek is er niet, of niet voor u.")
    if one.persoon:
        gelezen(request, [one.persoon])
    left = [(key, text) for key, text in UITGANGEN.items() if getattr(one, f"{key}_op") is None]
    form = Uitgangformulier(request.POST if request.POST.get("doe") == "uitgang" else None, uitgangen=left)
    fault = ""
    try:
        if request.POST.get("doe") == "crisis":
            made = actions.naar_crisis(nummer, moment=now, on_behalf_of=wie)
            messages.success(request, "De aanmelding staat op het bord.")
            return redirect("aanmelding", nummer=made)
        if form.is_bound and form.is_valid():
            data = form.cleaned_data
            actions.zet_uitgang(nummer, data["uitgang"], data["overgenomen"], moment=now, on_behalf_of=wie)
            messages.success(request, "Het gesprek is ook doorgegeven.")
            return redirect("oproep", nummer=nummer)
    except NietMogelijk as refusal:
        fault = str(refusal)
    page = _page(one, wie, form if left else None, fault)
    context = {"page": page, "kruimels": (Kruimel(TITEL, reverse("telefoon")), Kruimel(page.titel))}
    return render(request, "toegang/oproep.html", context, status=ONJUIST if fault or form.errors else GOED)


def _page(one: Oproep, wie: Machtiging, form: forms.Form | None, fault: str) -> OproepPagina:
    places = regio.namen()
    return OproepPagina(
        f"Gesprek van {moment_kort(one.gebeld_op)}",
        (
            ("Beller", Rij.Beller(one.beller).label),
            ("Situatie", one.situatie),
            ("Gevaar", "Ja: 112 gaat voor" if one.gevaar else "Niet gemeld"),
            ("Gemeente van het kind", places.get(one.gemeente, one.gemeente) or "onbekend"),
            ("Terugbellen", one.terug or "niet gevraagd"),
            ("Crisisdienst", _exit(one, "crisisdienst")),
            ("Veilig Thuis", _exit(one, "adviespunt")),
            ("Anders geëindigd", one.uitkomst or "nee"),
            ("Opgenomen door", f"{one.door} ({places.get(one.van, one.van)})"),
        ),
        form,
        bool(one.crisisdienst_op) and one.gemeente == wie.gemeente and one.aanmelding_id is None,
        reverse("aanmelding", args=[one.aanmelding_id]) if one.aanmelding_id and one.gemeente == wie.gemeente else "",
        fault,
    )


def _exit(one: Oproep, which: str) -> str:
    when = getattr(one, f"{which}_op")
    return f"{moment_kort(when)}, overgenomen door {getattr(one, f'{which}_wie')}" if when else "niet gekozen"


def _list(request: HttpRequest, rows: list[Oproep], places: dict[str, str]) -> Lijst[Oproep]:
    def when(one: Oproep) -> Cel:
        return Cel(moment_kort(one.gebeld_op), url=reverse("oproep", args=[one.id]))

    def seen(shown: Sequence[Oproep]) -> None:
        gelezen(request, {one.persoon for one in shown if one.persoon})

    def exits(one: Oproep) -> str:
        chosen = [text for key, text in UITGANGEN.items() if getattr(one, f"{key}_op")]
        return " en ".join(chosen) or one.uitkomst

    return Lijst(
        "Eerdere gesprekken",
        (
            Veld("gebeld", "Gebeld", lambda one: one.gebeld_op, "moment", cel=when),
            Veld("beller", "Beller", lambda one: Rij.Beller(one.beller).label),
            Veld("situatie", "Situatie", lambda one: one.situatie),
            Veld("gemeente", "Gemeente", lambda one: places.get(one.gemeente, "onbekend")),
            Veld("uitgang", "Naar", exits),
        ),
        rows,
        bestand="gesprekken",
        van_zelf="-gebeld",
        leeg="Er is nog niet gebeld. Vul hierboven een gesprek in.",
        toont=seen,
    )
