# SPDX-License-Identifier: EUPL-1.2
"""Who waits longest, and whether waiting harms: asked, answered and asked again (S94)."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, telwoord
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kruimel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.wachttijden import actions, queries
from jeugdregio.wachttijden.pages.opmaak import BOVEN, profielnaam
from jeugdregio.wachttijden.values import SCHAADT, Wachtende

WEEK = 7


class Vraagformulier(ZonderBsn):
    """The question whether waiting harms."""

    schaadt = forms.ChoiceField(
        label="Schaadt het wachten?",
        choices=[("", "Kies een antwoord"), *SCHAADT.items()],
        help_text="Vraag het aan het gezin, aan de jeugdige, of aan wie het kind kent.",
    )
    gevraagd_aan = tekstveld("Aan wie gevraagd", "Bijvoorbeeld: moeder, of de jeugdige zelf.", 100)
    overbrugging = tekstveld(
        "Wat er intussen gebeurt", "Bijvoorbeeld gesprekken met het CJG. Leeg: niets.", 400, nodig=False, rijen=2
    )
    toelichting = tekstveld("Toelichting", "Bijvoorbeeld waarom er niets kan.", 400, nodig=False, rijen=2)


@vraagt(Recht.WACHTEN_VASTLEGGEN)
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Children of the own municipality that wait: what has to be asked first, and then the longest."""
    wie, today = machtiging(request), timezone.localdate()
    rows = queries.langst(settings.REGIO, peildatum=today, on_behalf_of=wie)
    due = sum(one.te_vragen(today) for one in rows)
    harmed = sum(one.antwoord is not None and one.antwoord.schaadt == "ja" for one in rows)
    sheet = _lijst(rows, request)
    if file := sheet.als_bestand(request):
        return file
    rule = queries.vraagregel()
    page = Blad(
        "Wie wacht het langst",
        "Jeugdigen van uw gemeente met een toewijzing waarop de hulp nog niet is begonnen. Bovenaan staat wie nog niet "
        "is gevraagd of het wachten schaadt.",
        (
            Deel(
                tekst=(f"Na {rule.opnieuw_na_weken} weken komt de vraag terug ({rule.bron}).",),
                lijst=sheet.blad(request),
            ),
        ),
        boven=BOVEN,
        cijfers=(
            Kerncijfer(
                "Wachten", telwoord(len(rows), "jeugdige", "jeugdigen"), f"hoogstens {rule.langst_eerst} getoond"
            ),
            Kerncijfer("Nog te vragen", getal(due), toon="waarschuwing" if due else "positief"),
            Kerncijfer("Wachten schaadt", getal(harmed), toon="negatief" if harmed else "neutraal"),
        ),
    )
    return toon(request, page, (Kruimel(BOVEN, reverse("wachttijden")), Kruimel("Wie wacht het langst")))


def _lijst(rows: list[Wachtende], request: HttpRequest) -> Lijst[Wachtende]:
    names, providers, today = queries.profielnamen(settings.REGIO), aanbieders.namen(), timezone.localdate()

    def who(one: Wachtende) -> Cel:
        born = f"geboren {dag_kort(one.geboortedatum)}" if one.geboortedatum else ""
        return Cel(one.naam, url=reverse("wachtvraag", args=[one.toewijzing_nummer]), onder=born)

    def answer(one: Wachtende) -> Cel:
        if one.antwoord is None:
            return Cel("nog niet gevraagd", toon="waarschuwing")
        harm = one.antwoord.schaadt == "ja"
        when = dag_kort(timezone.localtime(one.antwoord.gevraagd_op).date())
        again = ", opnieuw vragen" if one.te_vragen(today) else ""
        return Cel(SCHAADT[one.antwoord.schaadt], toon="negatief" if harm else "neutraal", onder=f"{when}{again}")

    def since(one: Wachtende) -> Cel:
        kind = "sinds het verzoek" if one.vanaf_verzoek else "sinds het besluit"
        return Cel(f"{getal(one.dagen // WEEK)} weken", onder=f"{kind} van {dag_kort(one.sinds)}")

    return Lijst(
        "Wie wacht",
        (
            Veld("naam", "Jeugdige", lambda one: one.naam, cel=who),
            Veld("dagen", "Wacht", lambda one: one.dagen, "getal", cel=since),
            Veld("profiel", "Op", lambda one: profielnaam(one.profiel, names)),
            Veld("aanbieder", "Bij", lambda one: providers.get(one.aanbieder, one.aanbieder)),
            Veld("antwoord", "Schaadt het?", lambda one: one.antwoord.schaadt if one.antwoord else "", cel=answer),
            Veld("overbrugging", "Intussen", lambda one: one.antwoord.overbrugging if one.antwoord else ""),
        ),
        rows,
        bestand="wie-wacht",
        leeg="Niemand wacht. Op elke toewijzing is de hulp begonnen, of zij is voorbij.",
        bijschrift_zichtbaar=False,
        toont=lambda shown: gelezen(request, [one.persoon for one in shown]),
    )


@vraagt(Recht.WACHTEN_VASTLEGGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vraag(request: HttpRequest, nummer: int) -> HttpResponse:
    """The question for one child that waits; a POST keeps the answer."""
    wie, today = machtiging(request), timezone.localdate()
    one = queries.wachtende(settings.REGIO, nummer, peildatum=today, on_behalf_of=wie) if nummer < 2**31 else None
    if one is None:
        raise Http404("Op deze toewijzing wacht niemand van uw gemeente.")
    form, fault = Vraagformulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        said = actions.Vraag(nummer, **form.cleaned_data)
        keep = partial(actions.leg_antwoord_vast, settings.REGIO, said, door=request.user.get_username())
        try:
            keep(moment=timezone.now(), on_behalf_of=wie)
        except (actions.NietTeVragen, NietToegestaan) as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het antwoord is vastgelegd.")
            return redirect("wachtlijst")
    gelezen(request, [one.persoon])
    names = queries.profielnamen(settings.REGIO)
    facts = [
        ("Wacht op", profielnaam(one.profiel, names), ""),
        ("Bij", aanbieders.naam(one.aanbieder), reverse("aanbieder", args=[one.aanbieder])),
        ("Sinds", f"{dag_kort(one.sinds)}, {getal(one.dagen // WEEK)} weken", ""),
        ("Toewijzing", str(nummer), reverse("toewijzing-inzien", args=[one.gemeente, nummer])),
    ]
    if one.antwoord:
        facts.append(("Vorig antwoord", f"{SCHAADT[one.antwoord.schaadt]} ({one.antwoord.gevraagd_aan})", ""))
    if one.antwoord and one.antwoord.overbrugging:
        facts.append(("Intussen", one.antwoord.overbrugging, ""))
    best = queries.wachttijd(settings.REGIO, one.aanbieder, one.profiel, peildatum=today)
    known = (
        f"Bekende wachttijd hier: {getal(best.weken, 1)} weken ({best.bron}, {dag_kort(best.peildatum)})."
        if best
        else "Van deze aanbieder is voor dit profiel geen wachttijd bekend."
    )
    page = Blad(
        f"Schaadt het wachten? {one.naam}",
        "Wachten hoort geen nadelige invloed te hebben. Vraag het, en schrijf op wat u intussen doet.",
        (Deel(tekst=(known,)), Deel("Het antwoord", formulier=form, doe="antwoord")),
        boven=BOVEN,
        feiten=tuple(facts),
        fout=fault,
    )
    trail = (
        Kruimel(BOVEN, reverse("wachttijden")),
        Kruimel("Wie wacht het langst", reverse("wachtlijst")),
        Kruimel(one.naam),
    )
    return toon(request, page, trail, fout=bool(form.errors))
