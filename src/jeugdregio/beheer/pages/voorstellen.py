# SPDX-License-Identifier: EUPL-1.2
"""What moves money or rights: proposed by one, confirmed by another, who cannot change it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.begroting import queries as begroting
from jeugdregio.beheer import voorstellen as kamer
from jeugdregio.beheer.pages.budgetformulieren import Budgetformulier, Circulaireformulier
from jeugdregio.beheer.pages.formulieren import EEN_DAG, Maandformulier, MetReden, Tariefformulier
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kruimel, Lijstblad, Toon
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.models import Account, Voorstel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.regio import queries as regio

RECHTEN = tuple(kind.recht for kind in kamer.SOORTEN.values())
TOON: dict[str, Toon] = {"open": "waarschuwing", "bevestigd": "positief"}
IN_TE_VULLEN = {
    "maand": (Recht.MAAND_SLUITEN, "Sluit een maand"),
    "budget": (Recht.BUDGET_WIJZIGEN, "Stel een budget vast"),
    "circulaire": (Recht.BUDGET_WIJZIGEN, "Leg een circulaire vast"),
    "tarief": (Recht.TARIEF_WIJZIGEN, "Voeg een tarief toe"),
}
"""Proposals that begin on this page; others begin where their subject is."""


@dataclass(frozen=True)
class VoorstellenPagina:
    """What waits, what was decided, and what whoever looks may propose: (text, address)."""

    titel: str
    open: Lijstblad
    besloten: Lijstblad
    nieuw: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class VoorstelPagina:
    """One proposal; `mijn` is of whoever looks, who cannot confirm it."""

    titel: str
    stand: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    reden: str
    sha256: str
    mijn: bool
    open: bool
    afwijzen: MetReden
    fout: str


@dataclass(frozen=True)
class NieuwPagina:
    """The form of one kind."""

    titel: str
    formulier: forms.Form
    fout: str


@vraagt(*RECHTEN)
@require_safe
def voorstellen(request: HttpRequest) -> HttpResponse:
    """What waits and what was decided, of the kinds one has the right for."""
    wie = machtiging(request)
    waiting = _list(kamer.voorstellen(open_=True, on_behalf_of=wie), "Wacht op bevestiging", "")
    decided = _list(kamer.voorstellen(open_=False, on_behalf_of=wie), "Besloten", "besloten")
    for one in (waiting, decided):
        if file := one.als_bestand(request):
            return file
    new = tuple(
        (text, reverse("voorstel-nieuw", args=[code])) for code, (recht, text) in IN_TE_VULLEN.items() if wie.mag(recht)
    )
    page = VoorstellenPagina("Voorstellen", waiting.blad(request), decided.blad(request), new)
    return render(request, "beheer/voorstellen.html", {"page": page})


@vraagt(*RECHTEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, soort: str) -> HttpResponse:
    """The form of one kind; a POST proposes."""
    if soort not in IN_TE_VULLEN:
        raise Http404("Dit kunt u hier niet voorstellen.")
    wie = machtiging(request)
    eis(wie, IN_TE_VULLEN[soort][0])
    form, fault = _form(soort, request.POST or None, wie), ""
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reden"]
        try:
            made = kamer.stel_voor(soort, _what(soort, form), reden=why, moment=timezone.now(), on_behalf_of=wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het voorstel staat klaar. Een ander moet het bevestigen.")
            return redirect("voorstel", nummer=made.pk)
    page = NieuwPagina(IN_TE_VULLEN[soort][1], form, fault)
    context = {"page": page, "kruimels": (Kruimel("Voorstellen", reverse("voorstellen")), Kruimel(page.titel))}
    return render(request, "beheer/nieuw.html", context, status=422 if fault or form.errors else 200)


@vraagt(*RECHTEN)
@require_http_methods(["GET", "HEAD", "POST"])
def voorstel(request: HttpRequest, nummer: int) -> HttpResponse:
    """One proposal; a POST with `doe` confirms it as it was read, or turns it down with a reason."""
    wie, now = machtiging(request), timezone.now()
    one = kamer.voorstel(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Dit voorstel is er niet.")
    step = request.POST.get("doe", "")
    form, fault = MetReden(request.POST if step == "afwijzen" else None), ""
    try:
        if step == "bevestigen":
            kamer.bevestig(one, request.POST.get("gelezen", ""), moment=now, on_behalf_of=wie)
            messages.success(request, "Bevestigd en uitgevoerd.")
            return redirect("voorstellen")
        if step == "afwijzen" and form.is_valid():
            kamer.wijs_af(one, toelichting=form.cleaned_data["reden"], moment=now, on_behalf_of=wie)
            messages.success(request, "Het voorstel gaat niet door.")
            return redirect("voorstellen")
    except NietToegestaan as refusal:
        fault = str(refusal)
    trail = (Kruimel("Voorstellen", reverse("voorstellen")), Kruimel(f"Voorstel {nummer}"))
    context = {"page": _page(one, form, fault, wie), "kruimels": trail}
    return render(request, "beheer/voorstel.html", context, status=422 if fault or form.errors else 200)


def _page(one: Voorstel, form: MetReden, fault: str, wie: Machtiging) -> VoorstelPagina:
    kind = kamer.SOORTEN[one.soort]
    facts = [*kind.toon(one.inhoud), ("Voorgesteld door", _name(one.voorgesteld_door))]
    facts.append(("Voorgesteld op", datum(one.voorgesteld_op)))
    if one.besloten_door:
        facts.append(("Besloten door", _name(one.besloten_door)))
        facts.append(("Besloten op", datum(one.besloten_op)))
    if one.toelichting:
        facts.append(("Toelichting", one.toelichting))
    return VoorstelPagina(
        titel=kind.naam,
        stand=(one.get_besluit_display(), TOON.get(one.besluit, "neutraal")),
        feiten=tuple(facts),
        reden=one.reden,
        sha256=one.sha256,
        mijn=one.voorgesteld_door_id == wie.account,
        open=one.besluit == Voorstel.Besluit.OPEN,
        afwijzen=form,
        fout=fault,
    )


def _list(found: list[Voorstel], caption: str, name: str) -> Lijst[Voorstel]:
    def kind(one: Voorstel) -> Cel:
        what = kamer.SOORTEN[one.soort]
        about = ", ".join(value for _, value in what.toon(one.inhoud)[:3])
        return Cel(what.naam, url=reverse("voorstel", args=[one.pk]), onder=about)

    def state(one: Voorstel) -> Cel:
        return Cel(one.get_besluit_display(), toon=TOON.get(one.besluit, "neutraal"))

    return Lijst(
        caption,
        (
            Veld("soort", "Voorstel", lambda one: kamer.SOORTEN[one.soort].naam, cel=kind),
            Veld("door", "Voorgesteld door", lambda one: _name(one.voorgesteld_door)),
            Veld("op", "Voorgesteld op", lambda one: one.voorgesteld_op, "moment"),
            Veld("reden", "Reden", lambda one: one.reden),
            Veld("besluit", "Stand", lambda one: one.get_besluit_display(), cel=state),
            *([Veld[Voorstel]("wie", "Besloten door", lambda one: _name(one.besloten_door))] if name else []),
        ),
        found,
        bestand=f"voorstellen-{name or 'open'}",
        naam=name,
        leeg="Er is niets.",
    )


def _name(account: Account | None) -> str:
    return (account.first_name or account.username) if account else ""


def _form(soort: str, data: Any, wie: Machtiging) -> MetReden:
    if soort == "maand":
        return Maandformulier(data)
    if soort == "tarief":
        return Tariefformulier(data)
    if soort == "circulaire":
        return Circulaireformulier(data)
    places = sorted(regio.deelnemers(settings.REGIO, timezone.localdate()).items(), key=lambda one: one[1])
    known = [(code, one.naam) for code, one in begroting.circulaires(on_behalf_of=wie).items()]
    return Budgetformulier(data, gemeenten=places, circulaires=known)


def _what(soort: str, form: MetReden) -> dict[str, Any]:
    data = form.cleaned_data
    if soort == "maand":
        return {"maand": data["maand"]}
    if isinstance(form, Budgetformulier | Circulaireformulier):
        return form.inhoud()
    cents = int(data["euro"] * 100)
    return {
        **{name: data[name] for name in ("aanbieder", "categorie", "code", "eenheid", "per_uur")},
        "van": data["van"].isoformat(),
        "tot": (data["laatste_dag"] + EEN_DAG).isoformat(),
        "tarief_cent": cents,
    }
