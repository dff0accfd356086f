# SPDX-License-Identifier: EUPL-1.2
"""Every municipality and year of the chain, how many holders there were, and what the SVB sends (S65)."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.betalingen.values import NietTeBetalen
from jeugdregio.components import blad, inleespagina
from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.inlezen import MEESTE_BYTES
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.rekenblad import OnleesbaarBestand
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kerncijfer
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.pgb import actions, queries
from jeugdregio.pgb.overzicht import blad as svb_blad
from jeugdregio.pgb.pages.formulieren import Houdersformulier, Voorschotformulier
from jeugdregio.pgb.values import Houdersregel, Ketenjaar, NietTeBoeken
from jeugdregio.regio import queries as regio

BOVEN = "Pgb"
ZIEN = (Recht.BETALINGEN_ZIEN, Recht.MAANDRAPPORT_ZIEN)
WIJZEN = {"terug": "afgerekend: rest terug", "mee": "afgerekend: rest mee", "": "open"}
doe = partial(blad.doe, weigert=(NietToegestaan, NietTeBoeken, NietTeBetalen, OnleesbaarBestand))


@vraagt(*ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def pgb(request: HttpRequest) -> HttpResponse:
    """The page; a POST writes holders down, proposes an advance or reads a file of the SVB."""
    wie, step, towns = machtiging(request), request.POST.get("doe", ""), regio.namen()
    held = Houdersformulier(request.POST if step == "houders" else None, gemeenten=towns)
    new = Voorschotformulier(request.POST if step == "voorschot" else None, gemeenten=towns)
    fault = _doe(request, step, held, new, wie)
    if step and not fault and not held.errors and not new.errors:
        return redirect("pgb")
    years = queries.jaren(on_behalf_of=wie)
    year_list, holder_list = _jaren(years, towns), _houders(queries.houders(on_behalf_of=wie), towns)
    if file := year_list.als_bestand(request) or holder_list.als_bestand(request):
        return file
    parts = [
        Deel("Per gemeente en jaar", lijst=year_list.blad(request), anker="jaren"),
        Deel(
            "Budgethouders",
            ("Aantallen en bedragen per gemeente. Wie een budget heeft, staat hier niet.",),
            lijst=holder_list.blad(request),
            anker="houders",
            links=(("De prognose voor 2015, zoals zij is gegeven", reverse("macrobudget") + "#pgb"),),
        ),
    ]
    if wie.mag(Recht.BETALEN):
        parts += _formulieren(held, new)
    today = queries.weigering(timezone.localdate())
    parts.append(
        Deel(
            "Hoe het nu gaat",
            (today or "Pgb-geld gaat nu langs de regio.",),
            links=(("De regels door de tijd", reverse("regime", args=["pgb-keten"])),),
        )
    )
    page = Blad(
        "Pgb",
        "Het geld van persoonsgebonden budgetten: van gemeente naar regio, van regio naar SVB, en wat er overblijft.",
        tuple(parts),
        boven="Betalen",
        cijfers=(
            Kerncijfer("Doorbetaald aan de SVB", cent(sum(one.doorbetaling_cent for one in years)), url="#jaren"),
            Kerncijfer("Door de SVB verantwoord", cent(sum(one.verantwoord_cent for one in years)), url="#jaren"),
            Kerncijfer(
                "Nog bij de SVB",
                cent(sum(one.bij_svb_cent for one in years if one.wijze != "mee")),
                "rekening 1330",
                url="#jaren",
            ),
        ),
        fout=fault,
    )
    return toon(request, page, fout=bool(held.errors or new.errors))


@vraagt(*ZIEN)
@require_safe
def sjabloon(request: HttpRequest) -> HttpResponse:
    """The sheet that the SVB overview is read from."""
    return inleespagina.sjabloon("svb-overzicht", [svb_blad()])


def _formulieren(held: Houdersformulier, new: Voorschotformulier) -> list[Deel]:
    said = "Alles wat de SVB in een maand betaalde. Een nieuw bestand verbetert een eerder: alleen het verschil telt."
    return [
        Deel("Stel een voorschot voor", formulier=new, doe="voorschot", knop="Stel voor"),
        Deel(
            "Lees het overzicht van de SVB in",
            (said,),
            links=(("Een leeg sjabloon", reverse("pgb-sjabloon")),),
            formulier=forms.Form(),
            doe="svb",
            knop="Lees in",
            bestand="Overzicht van de SVB",
            hulp="Een .xlsx of .csv met gemeente, maand, houders en betaald. Zonder namen of nummers van mensen.",
        ),
        Deel("Leg aantallen vast", formulier=held, doe="houders", knop="Leg vast"),
    ]


def _doe(request: HttpRequest, step: str, held: Houdersformulier, new: Voorschotformulier, wie: Machtiging) -> str:
    now = timezone.now()
    if step == "svb":
        given = request.FILES.get("bestand")
        if given is None or not given.size:
            return "Kies eerst een bestand van de SVB."
        if given.size > MEESTE_BYTES:
            return "Dit bestand is te groot. Verdeel de rijen over meer bestanden."
        read = partial(actions.lees_overzicht, given.read(), given.name or "", moment=now, on_behalf_of=wie)
        return doe(request, read, "Het overzicht is ingelezen. Alleen wat veranderde, is geboekt.")
    if step == "houders":
        if not held.is_valid():
            return ""
        data = held.cleaned_data
        record = partial(
            actions.leg_houders_vast,
            data["gemeente"],
            data["peildatum"],
            houders=data["houders"],
            verplichting_cent=in_cent(data["verplichting"]),
            bron=data["bron"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, record, "De aantallen zijn vastgelegd.")
    if step != "voorschot":
        return "Kies wat u wilt doen." if step else ""
    if not new.is_valid():
        return ""
    data = new.cleaned_data
    propose = partial(
        actions.stel_voorschot_voor,
        data["gemeente"],
        Maand.lees(data["maand"]),
        in_cent(data["bedrag"]),
        bron=data["bron"],
        moment=now,
        on_behalf_of=wie,
    )
    return doe(request, propose, "Het voorstel wacht op een tweede persoon.")


def _jaren(rows: list[Ketenjaar], towns: dict[str, str]) -> Lijst[Ketenjaar]:
    def year(one: Ketenjaar) -> Cel:
        return Cel(str(one.jaar), url=reverse("pgb-jaar", args=[one.gemeente, one.jaar]))

    return Lijst(
        "Per gemeente en jaar",
        (
            Veld("gemeente", "Gemeente", lambda one: towns.get(one.gemeente, one.gemeente)),
            Veld("jaar", "Jaar", lambda one: one.jaar, cel=year),
            Veld("storting", "Gemeente aan regio", lambda one: one.storting_cent, "bedrag"),
            Veld("doorbetaling", "Regio aan SVB", lambda one: one.doorbetaling_cent, "bedrag"),
            Veld("verantwoord", "SVB verantwoordde", lambda one: one.verantwoord_cent, "bedrag"),
            Veld("over", "Nog bij de SVB", lambda one: one.bij_svb_cent, "bedrag"),
            Veld("stand", "Stand", lambda one: WIJZEN[one.wijze]),
        ),
        rows,
        naam="jaren",
        bestand="pgb-jaren",
        leeg="Er is nog niets geboekt.",
        bijschrift_zichtbaar=False,
    )


def _houders(rows: list[Houdersregel], towns: dict[str, str]) -> Lijst[Houdersregel]:
    return Lijst(
        "Budgethouders",
        (
            Veld("gemeente", "Gemeente", lambda one: towns.get(one.gemeente, one.gemeente)),
            Veld("peildatum", "Peildatum", lambda one: one.peildatum, "dag"),
            Veld("houders", "Budgethouders", lambda one: one.houders, "getal"),
            Veld("verplichting", "Lopende verplichtingen", lambda one: one.verplichting_cent, "bedrag"),
            Veld("gemiddeld", "Per houder", gemiddeld, "bedrag", uitleg="afgeleid"),
            Veld("bron", "Bron", lambda one: one.bron),
        ),
        rows,
        naam="houders",
        bestand="pgb-houders",
        leeg="Er is nog niets geteld.",
        bijschrift_zichtbaar=False,
    )


def gemiddeld(one: Houdersregel) -> int | None:
    """Running obligations per holder in cents, half up; None without holders."""
    return round_half_up(one.verplichting_cent, one.houders) if one.houders else None
