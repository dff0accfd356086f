# SPDX-License-Identifier: EUPL-1.2
"""The people of the own organisation: add, appoint, end, and let someone leave."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.beheer import actions, queries
from jeugdregio.beheer.pages.formulieren import Aanstelformulier, Mensformulier, MetReden
from jeugdregio.beheer.pages.opmaak import loopt_tot, rolstand
from jeugdregio.beheer.values import Mens, Rolregel
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kruimel, Lijstblad, Toon
from jeugdregio.gebruikers import actions as gebruikers
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.rollen import Rol
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

ZONDER_ROL = "geen rol nu"


@dataclass(frozen=True)
class MensenPagina:
    """Everyone, and the form for someone new."""

    titel: str
    lijst: Lijstblad
    formulier: Mensformulier
    fout: str


@dataclass(frozen=True)
class Rolbeeld:
    """One appointment on the page of a person."""

    rol: Rolregel
    stand: tuple[str, Toon]
    periode: str


@dataclass(frozen=True)
class MensPagina:
    """One person; `zelf` is whoever looks, who decides nothing about himself."""

    titel: str
    mens: Mens
    rollen: tuple[Rolbeeld, ...]
    aanstellen: Aanstelformulier
    einde: MetReden
    vertrek: MetReden
    zelf: bool
    fout: str


@vraagt(Recht.MENSEN_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def mensen(request: HttpRequest) -> HttpResponse:
    """The list; a POST adds someone with a first role."""
    wie, now = machtiging(request), timezone.now()
    form, fault = Mensformulier(request.POST or None, soort=wie.soort, prefix="nieuw", initial=_today(now)), ""
    if request.method == "POST" and form.is_valid():
        try:
            account = _add(form, wie, now)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, f"{form.cleaned_data['wie']} is toegevoegd.")
            return redirect("mens", account=account)
    people = _list(queries.mensen(moment=now, on_behalf_of=wie))
    if file := people.als_bestand(request):
        return file
    page = MensenPagina("Mensen", people.blad(request), form, fault)
    return render(request, "beheer/mensen.html", {"page": page}, status=422 if fault or form.errors else 200)


@vraagt(Recht.MENSEN_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def mens(request: HttpRequest, account: int) -> HttpResponse:
    """One person; a POST with `doe` appoints, ends one role, or lets the person leave."""
    wie, now = machtiging(request), timezone.now()
    one = queries.mens(account, moment=now, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze persoon is er niet.")
    step = request.POST.get("doe", "")
    forms_ = {
        "aanstellen": Aanstelformulier(
            request.POST if step == "aanstellen" else None, soort=wie.soort, prefix="nieuw", initial=_today(now)
        ),
        "einde": MetReden(request.POST if step == "einde" else None, prefix="einde"),
        "vertrek": MetReden(request.POST if step == "vertrek" else None, prefix="vertrek"),
    }
    fault, form = "", forms_.get(step)
    if form is not None and form.is_valid():
        try:
            done = _do(step, form, one, request.POST.get("aanstelling", ""), wie, now)
        except NietToegestaan as refusal:
            fault = str(refusal)
        else:
            messages.success(request, done)
            return redirect("mens", account=account)
    page = MensPagina(
        titel=one.wie,
        mens=one,
        rollen=tuple(Rolbeeld(role, rolstand(role), loopt_tot(role)) for role in one.rollen),
        aanstellen=forms_["aanstellen"],  # type: ignore[arg-type]
        einde=forms_["einde"],
        vertrek=forms_["vertrek"],
        zelf=account == wie.account,
        fout=fault,
    )
    wrong = request.method == "POST"
    context = {"page": page, "kruimels": (Kruimel("Mensen", reverse("mensen")), Kruimel(one.wie))}
    return render(request, "beheer/mens.html", context, status=422 if wrong else 200)


def _do(step: str, form: forms.Form, one: Mens, text: str, wie: Machtiging, now: datetime) -> str:
    """Do what was asked; gives what to say about it. Raises `NietToegestaan`."""
    why = form.cleaned_data["reden"]
    if step == "vertrek":
        left = actions.meld_uit_dienst(one.account, reden=why, moment=now, on_behalf_of=wie)
        closed = "Het account is gesloten." if left.gesloten else "Het account blijft: er zijn rollen elders."
        return (
            f"{one.wie} is uit dienst. Beëindigd: {left.aanstellingen} rollen, {left.caseloads} kinderen in de "
            f"caseload, {left.sleutels} sleutels, en alle sessies. {closed}"
        )
    if step == "einde":
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        if number not in {role.id for role in one.rollen}:
            raise NietToegestaan("Deze rol is er niet (meer). Ververs de pagina.")
        gebruikers.beeindig(number, reden=why, moment=now, on_behalf_of=wie)
        return "De rol is beëindigd. Dat geldt meteen."
    assert isinstance(form, Aanstelformulier)
    _appoint(one.account, form, wie, now)
    return "De rol is gegeven."


def _add(form: Mensformulier, wie: Machtiging, now: datetime) -> int:
    data = form.cleaned_data
    known = account_met_naam(data["naam"], regio=settings.REGIO)
    if known is None:
        at = {wie.soort.value: wie.organisatie}
        known = gebruikers.maak_account(data["naam"], wie=data["wie"], email=data["email"], bij=at, on_behalf_of=wie).pk
    _appoint(known, form, wie, now)
    return known


def _appoint(account: int, form: Aanstelformulier, wie: Machtiging, now: datetime) -> None:
    data = form.cleaned_data
    gebruikers.stel_aan(
        account,
        rol=Rol(data["rol"]),
        bij={wie.soort.value: wie.organisatie},
        vanaf=data["vanaf"],
        tot=form.tot,
        reden=data["reden"],
        moment=now,
        on_behalf_of=wie,
    )


def _list(people: list[Mens]) -> Lijst[Mens]:
    def name(one: Mens) -> Cel:
        return Cel(one.wie, url=reverse("mens", args=[one.account]), onder=one.naam)

    def state(one: Mens) -> Cel:
        if not one.actief:
            return Cel("Uit dienst", toon="neutraal")
        running = [role for role in one.rollen if role.loopt]
        return Cel("Werkt hier", toon="positief") if running else Cel("Geen rol", toon="waarschuwing")

    return Lijst(
        "Mensen van uw organisatie",
        (
            Veld("naam", "Naam", lambda one: one.wie, cel=name),
            Veld("gebruikersnaam", "Gebruikersnaam", lambda one: one.naam, alleen_bestand=True),
            Veld(
                "rollen", "Rollen nu", lambda one: ", ".join(r.rol.label for r in one.rollen if r.loopt) or ZONDER_ROL
            ),
            Veld("laatst", "Laatst ingelogd", lambda one: one.laatst, "moment"),
            Veld("stand", "Stand", lambda one: state(one).tekst, cel=state),
        ),
        people,
        bestand="mensen",
        van_zelf="naam",
        leeg="Er is nog niemand. Voeg hieronder iemand toe.",
    )


def _roles(one: Mens) -> str:
    return ", ".join(role.rol.label for role in one.rollen if role.loopt) or ZONDER_ROL


def _today(now: datetime) -> dict[str, object]:
    return {"vanaf": timezone.localdate(now)}
