# SPDX-License-Identifier: EUPL-1.2
"""The list of families, and making one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kruimel
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import actions, queries
from jeugdregio.gezinnen.pages.opmaak import Blad, Deel, Zoekdeel, dagveld, noem_gemaakt, pad, tekstveld, toon
from jeugdregio.gezinnen.values import Gezinsregel, Lidsoort, NieuwLid
from jeugdregio.logboek.actions import gelezen
from jeugdregio.personen.queries import is_verzonnen


class Zoekformulier(ZonderBsn):
    """A part of a name."""

    zoek = tekstveld("Zoek op naam", "De naam van het gezin of van iemand erin. Twee letters of meer.", 60, nodig=False)


class Brpformulier(forms.Form):
    """The number of a youth, to look up."""

    bsn = forms.CharField(
        label="Burgerservicenummer van de jeugdige",
        help_text="Negen cijfers. Ouders en gezag komen uit de BRP. Het nummer wordt verzegeld bewaard.",
        min_length=9,
        max_length=9,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class Gezinsformulier(ZonderBsn):
    """A family by hand: its name and its first youth and parent."""

    naam = tekstveld("Naam van het gezin", "Bijvoorbeeld: gezin De Vries.", 120)
    jeugdige = tekstveld("Naam van de jeugdige", "Voornaam en achternaam.", 200)
    geboren = dagveld("Geboortedatum van de jeugdige", "Uit de leeftijd volgt wie er tekent.")
    ouder = tekstveld("Naam van een ouder of verzorger", "Een tweede voegt u hierna toe.", 200, nodig=False)
    relatie = tekstveld("Wat is die van de jeugdige?", "Bijvoorbeeld: moeder, vader, pleegouder.", 60, nodig=False)


@vraagt(Recht.GEZINNEN_ZIEN)
@require_safe
def gezinnen(request: HttpRequest) -> HttpResponse:
    """Families of the own caseload, or those with a name like this."""
    wie, now = machtiging(request), timezone.now()
    form = Zoekformulier(request.GET)
    asked = form.cleaned_data["zoek"] if form.is_valid() else ""
    mine = caseload.van_mij(moment=now, on_behalf_of=wie)
    found = queries.gezinnen(zoek=asked, personen=mine, peildatum=timezone.localdate(now), on_behalf_of=wie)
    gelezen(request, frozenset(who for one in found for who in one.personen))
    sheet = _list(found, set(mine))
    if file := sheet.als_bestand(request):
        return file
    new = (("Maak een gezin", reverse("gezin-nieuw")),) if wie.mag(Recht.GEZINNEN_BIJHOUDEN) else ()
    page = Blad(
        "Gezinnen",
        "Eén gezin, één plan, één regisseur, één team. Zonder zoekwoord staan hier de gezinnen van uw caseload.",
        (Deel(zoek=Zoekdeel(form)), Deel(lijst=sheet.blad(request)), Deel(links=new)),
        boven="Toegang",
        cijfers=(
            Kerncijfer("Gezinnen", getal(len(found)), "in deze lijst"),
            Kerncijfer("Zonder plan", getal(sum(one.plan_sinds is None for one in found)), "nog te openen"),
            Kerncijfer(
                "Zonder weg terug",
                getal(sum(one.zonder_weg_terug for one in found)),
                "het plan zegt niet hoe de hulp stopt",
                toon="waarschuwing" if any(one.zonder_weg_terug for one in found) else "positief",
            ),
        ),
    )
    return toon(request, page, (Kruimel("Gezinnen"),), fout=bool(form.errors))


def _list(found: list[Gezinsregel], mine: set[str]) -> Lijst[Gezinsregel]:
    def name(one: Gezinsregel) -> Cel:
        own = "uw caseload" if one.personen & mine else ""
        return Cel(one.naam, url=reverse("gezin", args=[one.id]), onder=own)

    def plan(one: Gezinsregel) -> Cel:
        if one.plan_sinds is None:
            return Cel("Geen plan", toon="neutraal")
        if one.zonder_weg_terug:
            return Cel("Zonder weg terug", toon="waarschuwing", onder=f"sinds {dag_kort(one.plan_sinds)}")
        return Cel("Loopt", toon="positief", onder=f"sinds {dag_kort(one.plan_sinds)}")

    return Lijst(
        "Gezinnen",
        (
            Veld("naam", "Gezin", lambda one: one.naam, cel=name),
            Veld("jeugdigen", "Jeugdigen", lambda one: ", ".join(one.jeugdigen)),
            Veld("plan", "Gezinsplan", lambda one: plan(one).tekst, cel=plan),
            Veld("regisseur", "Casusregisseur", lambda one: one.casusregisseur or "nog niemand"),
        ),
        found,
        bestand="gezinnen",
        leeg="Geen gezin gevonden. Zoek op een andere naam, of maak een gezin.",
        bijschrift_zichtbaar=False,
    )


@vraagt(Recht.GEZINNEN_BIJHOUDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gezin_nieuw(request: HttpRequest) -> HttpResponse:
    """Make a family, from the BRP or by hand."""
    wie, asked, fault = machtiging(request), request.POST.get("doe", ""), ""
    brp = Brpformulier(request.POST if asked == "brp" else None, prefix="brp")
    hand = Gezinsformulier(request.POST if asked == "hand" else None, prefix="hand")
    form: forms.Form | None = {"brp": brp, "hand": hand}.get(asked)
    if form is not None and form.is_valid():
        try:
            number = _make(asked, form.cleaned_data, wie)
        except actions.Gezinsfout as refusal:
            fault = str(refusal)
        else:
            noem_gemaakt(number, wie)
            messages.success(request, "Het gezin is gemaakt. Kijk na of iedereen erin staat en wie het gezag heeft.")
            return redirect("gezin", nummer=number)
    note = "Er is geen BRP aangesloten: de antwoorden zijn verzonnen, voor nummers die met 9999 beginnen."
    page = Blad(
        "Een gezin maken",
        "Staat de jeugdige al in een ander gezin? Dan zegt het programma dat, en kunt u de gezinnen samenvoegen.",
        (
            Deel("Met de BRP", (note,) if is_verzonnen() else (), formulier=brp, doe="brp", knop="Haal uit de BRP"),
            Deel("Zelf invullen", formulier=hand, doe="hand", knop="Maak het gezin"),
        ),
        fout=fault,
    )
    return toon(request, page, pad(Kruimel("Een gezin maken")), fout=bool(form and form.errors))


def _make(how: str, data: dict[str, Any], wie: Any) -> int:
    now = timezone.now()
    if how == "brp":
        return actions.maak_gezin_uit_brp(data["bsn"], moment=now, on_behalf_of=wie)
    people = [NieuwLid(data["jeugdige"], Lidsoort.JEUGDIGE, data["geboren"])]
    if data["ouder"]:
        people.append(NieuwLid(data["ouder"], Lidsoort.OUDER, relatie=data["relatie"]))
    return actions.maak_gezin(data["naam"], people, moment=now, on_behalf_of=wie)
