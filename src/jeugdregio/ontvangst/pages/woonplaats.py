# SPDX-License-Identifier: EUPL-1.2
"""Which municipality is responsible for the child of a request: a few questions, the outcome, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Kruimel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.ontvangst.beantwoorden import NietBeantwoord, beantwoord, draag_over
from jeugdregio.ontvangst.pages.besluit import VOOR_TOEWIJZING
from jeugdregio.regio import queries as regio
from jeugdregio.verzoeken import actions, queries
from jeugdregio.verzoeken.queries import afwijzing
from jeugdregio.verzoeken.values import OpenVerzoek
from jeugdregio.woonplaats.queries import JA_NEE, ONBEKEND, VRAGEN, WOONPLAATSREGELS, Vraag, zoek_uit
from jeugdregio.woonplaats.values import NIEUWE_REGEL, NietVastTeStellen, Woonplaats

VAST, AFWIJZEN, OVERDRAGEN = "vast", "afwijzen", "overdragen"
OUDSTE = 23


@dataclass(frozen=True)
class Uitkomst:
    """Who is responsible, why, and what can be done with it."""

    gemeente: str
    naam: str
    redenen: tuple[tuple[str, str], ...]
    stelsel: str
    is_eigen: bool
    in_regio: bool


@dataclass(frozen=True)
class WoonplaatsPagina:
    """The next question, or the outcome; `gegeven` are the answers so far, for a person and for the next form."""

    titel: str
    inleiding: str
    uiterlijk: str
    gegeven: tuple[tuple[str, str], ...]
    mee: tuple[tuple[str, str], ...]
    vraag: forms.Form | None
    uitkomst: Uitkomst | None
    fout: str
    terug_url: str


@vraagt(Recht.VERZOEK_BEANTWOORDEN)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def woonplaats(request: HttpRequest, gemeente: str, bericht_id: int, nr: int) -> HttpResponse:
    """Every answer is a POST that carries those before it; nothing about the child stands in an address or is kept."""
    wie = machtiging(request)
    if wie.gemeente != gemeente:
        raise PermissionDenied("Alleen een medewerker toegang van de gemeente zelf zoekt dit uit.")
    one = queries.open_verzoek(gemeente, bericht_id, nr, on_behalf_of=wie)
    if one is None or one.soort != VOOR_TOEWIJZING:
        raise Http404("Dit verzoek is er niet, is al beantwoord, of gaat niet over een toewijzing.")
    answers = _known(one) if request.method != "POST" else {}
    fault = ""
    if request.method == "POST":
        answers, form = _read(request, one)
        if form is not None:
            return _show(request, one, wie, answers, form=form, status=422)
    try:
        found = zoek_uit(answers, geboren=one.geboortedatum)
    except NietVastTeStellen as nobody:
        return _show(request, one, wie, answers, fault=str(nobody))
    if isinstance(found, Vraag):
        return _show(request, one, wie, answers, form=_form(found))
    step = request.POST.get("doe", "")
    if step in (VAST, AFWIJZEN, OVERDRAGEN):
        try:
            return _do(request, step, one, found, answers, wie)
        except NietBeantwoord as refusal:
            fault = str(refusal)
    return _show(request, one, wie, answers, outcome=found, fault=fault, status=422 if fault else 200)


def _known(one: OpenVerzoek) -> dict[str, str]:
    """What the request itself says: the first day of the help that was asked for."""
    begin = next((p.begin for p in one.producten if p.begin), None)
    return {"moment": begin.isoformat()} if begin else {}


def _read(request: HttpRequest, one: OpenVerzoek) -> tuple[dict[str, str], forms.Form | None]:
    """The answers that are right, in the order of the questions; and the form of the one that is not."""
    answers: dict[str, str] = {}
    for _ in VRAGEN:
        try:
            question = zoek_uit(answers, geboren=one.geboortedatum)
        except NietVastTeStellen:
            break
        if not isinstance(question, Vraag) or question.naam not in request.POST:
            break
        form = _form(question, request.POST)
        if not form.is_valid():
            return answers, form
        value = form.cleaned_data[question.naam]
        answers[question.naam] = value.isoformat() if isinstance(value, date) else str(value)
    return answers, None


def _form(vraag: Vraag, data: Mapping[str, Any] | None = None) -> forms.Form:
    field: forms.Field
    if vraag.soort == "dag":
        field = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    elif vraag.soort == "getal":
        field = forms.IntegerField(min_value=0, max_value=OUDSTE)
    elif vraag.soort == "gemeente":
        places = sorted(
            ((code, one.omschrijving) for code, one in codelijst("gemeente").codes.items()), key=lambda p: p[1]
        )
        unknown = [(ONBEKEND, "Niet bekend")] if vraag.kan_onbekend else []
        field = forms.ChoiceField(choices=[("", "Kies een gemeente"), *unknown, *places])
    else:
        field = forms.ChoiceField(choices=vraag.keuzes, widget=forms.RadioSelect)
    field.label, field.help_text = vraag.vraag, vraag.hulp
    form = forms.Form(data)
    form.fields[vraag.naam] = field
    return form


def _do(
    request: HttpRequest, step: str, one: OpenVerzoek, found: Woonplaats, answers: Mapping[str, str], wie: Machtiging
) -> HttpResponse:
    """Keep the outcome, and refuse the request or hand it over when that was asked."""
    moment = timezone.now()
    today = timezone.localdate(moment)
    actions.leg_woonplaats_vast(
        one,
        found,
        peildatum=date.fromisoformat(answers["moment"]),
        door=request.user.get_username(),
        moment=moment,
        on_behalf_of=wie,
    )
    where: dict[str, Any] = {"regio": settings.REGIO, "peildatum": today, "moment": moment, "on_behalf_of": wie}
    refusal = afwijzing(found, gemeente=one.gemeente)
    if step == VAST or refusal is None:
        messages.success(request, "De woonplaats is vastgelegd bij het verzoek.")
        return redirect("verzoek", one.gemeente, one.bericht_id, one.nr)
    if step == OVERDRAGEN:
        draag_over(one.gemeente, one.bericht_id, one.nr, found.gemeente, **where)
        done = "overgedragen. De aanbieder is naar de andere gemeente verwezen."
    else:
        beantwoord(one.gemeente, one.bericht_id, one.nr, refusal, **where)
        done = "afgewezen op het woonplaatsbeginsel. De aanbieder is naar de andere gemeente verwezen."
    messages.success(request, f"Verzoek {one.referentie} is {done}")
    if one.woonplaats_uiterlijk and one.woonplaats_uiterlijk < today:
        messages.warning(request, f"Dit kon uiterlijk op {datum(one.woonplaats_uiterlijk)} (OP359).")
    return redirect("verzoeken")


def _show(
    request: HttpRequest,
    one: OpenVerzoek,
    wie: Machtiging,
    answers: Mapping[str, str],
    *,
    form: forms.Form | None = None,
    outcome: Woonplaats | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    gelezen(request, [one.persoon])
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        back = reverse("verzoek", args=[one.gemeente, one.bericht_id, one.nr])
        page = WoonplaatsPagina(
            titel="Welke gemeente is verantwoordelijk?",
            inleiding=f"Verzoek {one.referentie}. U krijgt alleen de vragen die nodig zijn. Uw antwoorden worden niet "
            "bewaard; de uitkomst wel.",
            uiterlijk=datum(one.woonplaats_uiterlijk),
            gegeven=tuple(_in_words(answers)),
            mee=tuple(answers.items()),
            vraag=form,
            uitkomst=_outcome(outcome, one) if outcome else None,
            fout=fault,
            terug_url=back,
        )
        trail = (Kruimel("Verzoeken", reverse("verzoeken")), Kruimel(one.referentie, back), Kruimel("Woonplaats"))
        return render(request, "ontvangst/woonplaats.html", {"page": page, "kruimels": trail}, status=status)


def _in_words(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    words = []
    for question in VRAGEN:
        if answer := answers.get(question.naam):
            known = dict(question.keuzes or JA_NEE)
            if question.soort == "dag":
                answer = datum(date.fromisoformat(answer))
            elif question.soort == "gemeente":
                answer = "Niet bekend" if answer == ONBEKEND else codelijst("gemeente").omschrijving(answer)
            words.append((question.vraag, known.get(answer, answer)))
    return words


def _outcome(found: Woonplaats, one: OpenVerzoek) -> Uitkomst:
    last_old = datum(NIEUWE_REGEL - timedelta(days=1))
    old = any(rule.startswith("V") for rule in found.regels)
    return Uitkomst(
        gemeente=found.gemeente,
        naam=codelijst("gemeente").omschrijving(found.gemeente),
        redenen=tuple((rule, WOONPLAATSREGELS[rule]) for rule in found.regels),
        stelsel=f"De regel tot en met {last_old}" if old else f"De regel vanaf {datum(NIEUWE_REGEL)}",
        is_eigen=found.gemeente == one.gemeente,
        in_regio=found.gemeente in regio.deelnemers(settings.REGIO, timezone.localdate()),
    )
