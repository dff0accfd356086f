# SPDX-License-Identifier: EUPL-1.2
"""The people of the own organisation: add, appoint, end, and let someone leave."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.beheer import actions, queries
from jeugdregio.beheer.pages.formulieren import Aanstelformulier, Beheerderformulier, Mensformulier, MetReden
from jeugdregio.beheer.pages.opmaak import loopt_tot, rolstand
from jeugdregio.beheer.values import Mens, Rolregel
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.values import Cel, Kruimel, Lijstblad, Toon
from jeugdregio.gebruikers import actions as gebruikers
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.rollen import Rol, Soort
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

ZONDER_ROL = "geen rol nu"
EERSTE_KEER = (
    "Logt deze persoon in met een wachtwoord, en niet met de inlogdienst van het werk? Maak hieronder een code."
)


@dataclass(frozen=True)
class MensenPagina:
    """Everyone, and the form for someone new; `elders` says that who looks may also do that for other organisations."""

    titel: str
    lijst: Lijstblad
    formulier: Mensformulier
    fout: str
    elders: bool


@dataclass(frozen=True)
class BeheerderPagina:
    """The form for the manager of another organisation; `code` is there when it was done."""

    titel: str
    formulier: Beheerderformulier
    fout: str
    code: str


@dataclass(frozen=True)
class Rolbeeld:
    """One appointment on the page of a person."""

    rol: Rolregel
    stand: tuple[str, Toon]
    periode: str
    einde: MetReden


@dataclass(frozen=True)
class MensPagina:
    """One person; `zelf` is whoever looks, who decides nothing about himself."""

    titel: str
    mens: Mens
    rollen: tuple[Rolbeeld, ...]
    aanstellen: Aanstelformulier
    vertrek: MetReden
    zelf: bool
    fout: str
    code: str
    """To choose a password with; shown once."""


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
            messages.success(request, f"{form.cleaned_data['wie']} is toegevoegd. {EERSTE_KEER}")
            return redirect("mens", account=account)
    people = _list(queries.mensen(moment=now, on_behalf_of=wie))
    if file := people.als_bestand(request):
        return file
    page = MensenPagina("Mensen", people.blad(request), form, fault, elders=wie.soort is Soort.REGIO)
    return render(request, "beheer/mensen.html", {"page": page}, status=422 if fault or form.errors else 200)


@vraagt(Recht.MENSEN_BEHEREN)
@require_http_methods(["GET", "HEAD", "POST"])
def beheerder_elders(request: HttpRequest) -> HttpResponse:
    """The region gives another organisation its functional manager; the code to begin with is shown once."""
    wie, now = machtiging(request), timezone.now()
    if wie.soort is not Soort.REGIO:
        raise PermissionDenied("Alleen de beheerder van de regio geeft een andere organisatie haar beheerder.")
    choices = [
        ("Gemeenten", [(f"gemeente {code}", name) for code, name in regio.namen().items()]),
        ("Aanbieders", sorted(((f"aanbieder {code}", name) for code, name in aanbieders.namen().items()), key=_second)),
    ]
    form = Beheerderformulier(request.POST or None, organisaties=choices, initial=_today(now))
    fault = code = ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                account = _add(form, wie, now, bij=form.bij)
                code = gebruikers.geef_inlogcode(account, on_behalf_of=wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
    page = BeheerderPagina("Beheerder van een andere organisatie", form, fault, code)
    context = {"page": page, "kruimels": (Kruimel("Mensen", reverse("mensen")), Kruimel(page.titel))}
    return render(request, "beheer/beheerder.html", context, status=422 if fault or form.errors else 200)


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
    fault, code, form = "", "", forms_.get(step)
    if step == "code":
        try:
            code = gebruikers.geef_inlogcode(account, on_behalf_of=wie)
        except NietToegestaan as refusal:
            fault = str(refusal)
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
        rollen=tuple(Rolbeeld(role, rolstand(role), loopt_tot(role), _ending(role, request)) for role in one.rollen),
        aanstellen=forms_["aanstellen"],  # type: ignore[arg-type]
        vertrek=forms_["vertrek"],
        zelf=account == wie.account,
        fout=fault,
        code=code,
    )
    wrong = request.method == "POST" and not code
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
        number = _number(text)
        if number not in {role.id for role in one.rollen}:
            raise NietToegestaan("Deze rol is er niet (meer). Ververs de pagina.")
        gebruikers.beeindig(number, reden=why, moment=now, on_behalf_of=wie)
        return "De rol is beëindigd. Dat geldt meteen."
    assert isinstance(form, Aanstelformulier)
    _appoint(one.account, form, wie, now, {wie.soort.value: wie.organisatie})
    return "De rol is gegeven."


def _ending(role: Rolregel, request: HttpRequest) -> MetReden:
    """The form under a role; the one that was sent keeps what was typed."""
    asked = request.POST.get("doe") == "einde" and _number(request.POST.get("aanstelling", "")) == role.id
    return MetReden(request.POST if asked else None, prefix="einde", auto_id=f"id_%s_{role.id}")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _add(form: Mensformulier, wie: Machtiging, now: datetime, bij: dict[str, str] | None = None) -> int:
    data = form.cleaned_data
    at = bij or {wie.soort.value: wie.organisatie}
    known = account_met_naam(data["naam"], regio=settings.REGIO)
    if known is None:
        known = gebruikers.maak_account(data["naam"], wie=data["wie"], email=data["email"], bij=at, on_behalf_of=wie).pk
    _appoint(known, form, wie, now, at)
    return known


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _appoint(account: int, form: Aanstelformulier, wie: Machtiging, now: datetime, bij: dict[str, str]) -> None:
    data = form.cleaned_data
    gebruikers.stel_aan(
        account,
        rol=Rol(data["rol"]),
        bij=bij,
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
            Veld("rollen", "Rollen nu", _roles),
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
