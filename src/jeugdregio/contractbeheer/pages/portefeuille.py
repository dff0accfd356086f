# SPDX-License-Identifier: EUPL-1.2
"""Where the day of a contract manager begins: what waits, what is late, what changed, and whose provider is whose."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel
from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.agenda import INDEXATIE, OPTIE, SOORTEN
from jeugdregio.contractbeheer.pages.agendabestand import als_ics
from jeugdregio.contractbeheer.pages.opmaak import Blad, Deel, Namen, dagveld, pad, stand_van, tekstveld, tiende, toon
from jeugdregio.contractbeheer.values import Agendapunt, Beheer, Spreiding, Wees, Zaakregel
from jeugdregio.gebruikers.queries import account_met_naam
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

VOORUIT = timedelta(days=42)
TERUG = timedelta(days=14)
HOOGSTENS = 12
IN_EIGEN_AGENDA = "Zet dit in uw eigen agenda (.ics)"


class Beheerfilter(Keuzefilter):
    """Whose portfolio is looked at."""

    beheerder = forms.ChoiceField(
        label="Portefeuille van", required=False, help_text="Leeg laten: alle contractmanagers samen."
    )


class Overneemformulier(ZonderBsn):
    """Providers go to another manager from a day on."""

    codes = tekstveld(
        "AGB-codes van de aanbieders",
        "Acht cijfers per aanbieder, met een spatie of op een nieuwe regel.",
        4000,
        rijen=3,
    )
    beheerder = tekstveld("Nieuwe contractmanager", "De naam zoals aanbieders die zien.", 80)
    gebruikersnaam = tekstveld(
        "Gebruikersnaam", "Waarmee deze persoon inlogt. Dan begint de dag met de eigen portefeuille.", 150, nodig=False
    )
    vanaf = dagveld("Vanaf", "De eerste dag. Wie de aanbieder nu heeft, houdt die tot en met de dag ervoor.")

    def clean_codes(self) -> list[str]:
        """The codes, each of a provider in the register."""
        codes: list[str] = self.cleaned_data["codes"].split()
        names = Namen()
        unknown = [code for code in codes if not names.kent(code)]
        if unknown:
            raise forms.ValidationError(f"Deze codes staan niet in het register: {', '.join(unknown)}.")
        return list(dict.fromkeys(codes))


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def portefeuille(request: HttpRequest) -> HttpResponse:
    """The page; a POST puts providers in another portfolio."""
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    form, fault = Overneemformulier(request.POST or None, initial={"vanaf": today}), ""
    if request.method == "POST" and form.is_valid():
        try:
            _take_over(form, wie)
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, f"{len(form.cleaned_data['codes'])} aanbieders zijn overgedragen.")
            return redirect("contractbeheer")
    rows, spread = queries.portefeuilles(today, on_behalf_of=wie), queries.spreiding(today, now, on_behalf_of=wie)
    mine = next((one.beheerder for one in rows if one.account is not None and one.account == wie.account), "")
    chosen = Beheerfilter({"beheerder": mine} if "beheerder" not in request.GET else request.GET)
    chosen.kies("beheerder", [(one.beheerder, one.beheerder) for one in spread.lasten])
    who = chosen.gekozen().get("beheerder", "")
    sheet = _providers([one for one in rows if who in ("", one.beheerder)], wie, today)
    if file := sheet.als_bestand(request):
        return file
    parts = (
        Deel(filter=chosen),
        *_waiting(wie, who, today, now, {one.aanbieder: one.beheerder for one in rows}),
        *_spread(spread, queries.wezen(today, on_behalf_of=wie)),
        Deel("Aanbieders", lijst=sheet.blad(request), anker="aanbieders"),
    )
    if wie.mag(Recht.CONTRACTEN_BEHEREN):
        parts += (Deel("Aanbieders overdragen", formulier=form, doe="overdragen", knop="Draag over"),)
    page = Blad(
        titel=f"Portefeuille van {who}" if who else "Portefeuilles",
        inleiding="Wat wacht, wat te laat is en wat er veranderde bij de aanbieders.",
        delen=parts,
        cijfers=_figures(spread, queries.wezen(today, on_behalf_of=wie)),
        fout=fault,
    )
    return toon(request, page, fout=bool(form.errors))


def _take_over(form: Overneemformulier, wie: Machtiging) -> None:
    data = form.cleaned_data
    account = None
    if data["gebruikersnaam"]:
        account = account_met_naam(data["gebruikersnaam"], regio=settings.REGIO)
        if account is None:
            raise actions.NietVastTeLeggen("Deze gebruikersnaam is er niet. Vraag hem aan de functioneel beheerder.")
    actions.neem_over(
        data["codes"],
        beheerder=data["beheerder"],
        account=account,
        vanaf=data["vanaf"],
        on_behalf_of=wie,
    )


def _figures(spread: Spreiding, orphans: Sequence[Wees]) -> tuple[Kerncijfer, ...]:
    late = sum(one.te_laat for one in spread.lasten)
    return (
        Kerncijfer("Aanbieders", getal(spread.aanbieders), "in een portefeuille", url="#aanbieders"),
        Kerncijfer(
            "Per contractmanager",
            tiende(spread.gemiddeld_tiende),
            f"gemiddeld, over {len(spread.lasten)} contractmanagers",
            url="#spreiding",
        ),
        Kerncijfer(
            "Zonder contractmanager",
            getal(len(orphans)),
            "met een lopend contract",
            url="#wezen",
            toon="negatief" if orphans else "positief",
        ),
        Kerncijfer(
            "Stappen te laat",
            getal(late),
            "in open zaken",
            url=reverse("zaken"),
            toon="negatief" if late else "positief",
        ),
    )


def _waiting(wie: Machtiging, who: str, today: date, now: datetime, manager: dict[str, str]) -> tuple[Deel, ...]:
    points = [
        one
        for one in queries.agenda(today, today + VOORUIT, on_behalf_of=wie)
        if who in ("", one.beheerder) or not one.aanbieder
    ]
    changed = [
        one
        for one in queries.zaken(on_behalf_of=wie)
        if (one.geopend_op and one.geopend_op > now - TERUG) or (one.gesloten_op and one.gesloten_op > now - TERUG)
        if who in ("", manager.get(one.aanbieder, ""))
    ]
    return (
        Deel(
            "Wat wacht",
            tabel=agendatabel(points[:HOOGSTENS], today, wie),
            links=((f"De hele kalender ({len(points)} in zes weken)", reverse("contractkalender")),),
        ),
        Deel("Nieuw of gesloten in de laatste twee weken", tabel=_changed(changed[:HOOGSTENS])),
    )


def _waarheen(one: Agendapunt, wie: Machtiging) -> str:
    """Where something of the calendar is done: its case, or its contract; prices have a page of their own."""
    if one.zaak:
        return reverse("zaak", args=[one.zaak])
    if one.contract and wie.mag(Recht.CONTRACTEN_ZIEN):
        return reverse("contract", args=[one.contract]) + ("#optie" if one.soort == OPTIE and one.open else "")
    return reverse("indexaties") if one.soort == INDEXATIE and wie.mag(Recht.PRIJZEN_ZIEN) else ""


def agendatabel(points: Sequence[Agendapunt], today: date, wie: Machtiging) -> Tabel:
    """What has to be done, with what is late marked."""
    names = Namen()

    def what(one: Agendapunt) -> Cel:
        return Cel(one.tekst, url=_waarheen(one, wie), onder=one.soort)

    return Tabel(
        "Wat wacht",
        (Kolom("Dag", "dag"), Kolom("Stand"), Kolom("Wat"), Kolom("Aanbieder"), Kolom("Contractmanager")),
        tuple(
            (
                dag_kort(one.dag),
                Cel("Te laat", toon="negatief") if one.te_laat(today) else Cel("Komt eraan", toon="info"),
                what(one),
                names.link(one.aanbieder) if one.aanbieder else "",
                one.beheerder,
            )
            for one in points
        ),
        leeg="Er wacht niets in de komende zes weken.",
        bijschrift_zichtbaar=False,
    )


def _changed(cases: Sequence[Zaakregel]) -> Tabel:
    names = Namen()
    return Tabel(
        "Veranderd",
        (Kolom("Zaak"), Kolom("Stand"), Kolom("Aanbieder")),
        tuple(
            (
                Cel(one.onderwerp, url=reverse("zaak", args=[one.nummer]), onder=one.soortnaam),
                stand_van(one),
                names.link(one.aanbieder) if one.aanbieder else "",
            )
            for one in cases
        ),
        leeg="Er is geen zaak geopend of gesloten.",
        bijschrift_zichtbaar=False,
    )


def _providers(rows: Sequence[Beheer], wie: Machtiging, today: date) -> Lijst[Beheer]:
    names, running = Namen(), queries.lopend(today, on_behalf_of=wie)
    cases: dict[str, int] = {}
    for one in queries.zaken(on_behalf_of=wie, alleen_open=True):
        cases[one.aanbieder] = cases.get(one.aanbieder, 0) + 1
    return Lijst(
        "Aanbieders in portefeuille",
        (
            Veld(
                "naam",
                "Aanbieder",
                lambda one: names.aanbieder(one.aanbieder),
                cel=lambda one: names.link(one.aanbieder),
            ),
            Veld("agb", "AGB-code", lambda one: one.aanbieder),
            Veld("beheerder", "Contractmanager", lambda one: one.beheerder),
            Veld("sinds", "Sinds", lambda one: one.van, "dag"),
            Veld("contracten", "Lopende contracten", lambda one: len(running.get(one.aanbieder, ())), "getal"),
            Veld("zaken", "Open zaken", lambda one: cases.get(one.aanbieder, 0), "getal"),
        ),
        rows,
        bestand="portefeuilles",
        van_zelf="naam",
        leeg="Er staat geen aanbieder in deze portefeuille. Draag aanbieders over onderaan deze pagina.",
        bijschrift_zichtbaar=False,
    )


def _spread(spread: Spreiding, orphans: Sequence[Wees]) -> tuple[Deel, ...]:
    names = Namen()
    load = Tabel(
        "Spreiding",
        (
            Kolom("Contractmanager"),
            Kolom("Aanbieders", "getal"),
            Kolom("Lopende contracten", "getal"),
            Kolom("Open zaken", "getal"),
            Kolom("Stappen te laat", "getal"),
        ),
        tuple(
            (
                Cel(one.beheerder, url=f"?beheerder={one.beheerder}"),
                getal(one.aanbieders),
                getal(one.contracten),
                getal(one.zaken),
                getal(one.te_laat),
            )
            for one in spread.lasten
        ),
        leeg="Er is nog geen portefeuille.",
        bijschrift_zichtbaar=False,
    )
    lost = Tabel(
        "Zonder contractmanager",
        (Kolom("Aanbieder"), Kolom("AGB-code"), Kolom("Contract"), Kolom("Werkt voor")),
        tuple(
            (
                names.link(one.aanbieder),
                one.aanbieder,
                ", ".join(one.contracten),
                names.aanbieder(one.hoofdaannemer) if one.hoofdaannemer else "",
            )
            for one in orphans
        ),
        leeg="Elke aanbieder met een lopend contract heeft vandaag een contractmanager.",
        bijschrift_zichtbaar=False,
    )
    return (
        Deel("Hoe het werk is verdeeld", tabel=load, anker="spreiding"),
        Deel("Zonder contractmanager", tabel=lost, anker="wezen"),
    )


class Kalenderfilter(Keuzefilter):
    """What of the calendar is looked at."""

    soort = forms.ChoiceField(label="Soort", required=False, help_text="Leeg laten: alles.")
    beheerder = forms.ChoiceField(label="Contractmanager", required=False, help_text="Leeg laten: allemaal.")
    maanden = forms.ChoiceField(
        label="Hoe ver vooruit",
        required=False,
        choices=[("3", "Drie maanden"), ("12", "Een jaar"), ("60", "Vijf jaar")],
        help_text="Wat te laat is, staat er altijd bij.",
    )


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_http_methods(["GET", "HEAD"])
def kalender(request: HttpRequest) -> HttpResponse:
    """Options, end dates, indexation, agreements, terms of steps and talks, by day."""
    wie, today = machtiging(request), timezone.localdate()
    chosen, points = _asked(request, wie, today)
    sheet = _calendar(points, today, wie)
    if file := sheet.als_bestand(request):
        return file
    late = sum(one.te_laat(today) for one in points)
    download = f"{reverse('contractkalender-ics')}?{urlencode(chosen.gekozen())}"
    page = Blad(
        "Contractkalender",
        "Opties, einddata, indexatie, afspraken en termijnen van stappen, op volgorde van dag.",
        (Deel(filter=chosen), Deel(lijst=sheet.blad(request), links=((IN_EIGEN_AGENDA, download),))),
        cijfers=(
            Kerncijfer("Te laat", getal(late), "nog niet gedaan", toon="negatief" if late else "positief"),
            Kerncijfer("Komt eraan", getal(len(points) - late), "in de gekozen tijd"),
        ),
    )
    return toon(request, page, pad("Kalender"))


@vraagt(Recht.CONTRACTBEHEER_ZIEN)
@require_safe
def kalender_ics(request: HttpRequest) -> HttpResponse:
    """The same calendar as a file for one's own agenda, with the same filter."""
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    _, points = _asked(request, wie, today)
    names = Namen()
    data = als_ics(
        points,
        namen=names.aanbieder,
        naar=lambda one: request.build_absolute_uri(_waarheen(one, wie) or reverse("contractkalender")),
        moment=now,
    )
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="contractkalender-{today.isoformat()}.ics"'
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest, wie: Machtiging, today: date) -> tuple[Kalenderfilter, list[Agendapunt]]:
    """The filter and what is in it."""
    chosen = Kalenderfilter(request.GET or {"maanden": "3"})
    managers = sorted({one.beheerder for one in queries.portefeuilles(today, on_behalf_of=wie)})
    chosen.kies("soort", [(one, one) for one in SOORTEN])
    chosen.kies("beheerder", [(one, one) for one in managers])
    asked = chosen.gekozen()
    ahead = timedelta(days=31 * int(asked.get("maanden", "3")))
    points = [
        one
        for one in queries.agenda(today, today + ahead, on_behalf_of=wie)
        if asked.get("soort", "") in ("", one.soort) and asked.get("beheerder", "") in ("", one.beheerder)
    ]
    return chosen, points


def _calendar(points: Sequence[Agendapunt], today: date, wie: Machtiging) -> Lijst[Agendapunt]:
    names = Namen()

    def what(one: Agendapunt) -> Cel:
        return Cel(one.tekst, url=_waarheen(one, wie))

    def state(one: Agendapunt) -> Cel:
        return Cel("Te laat", toon="negatief") if one.te_laat(today) else Cel("Komt eraan", toon="info")

    return Lijst(
        "Kalender",
        (
            Veld("dag", "Dag", lambda one: one.dag, "dag"),
            Veld("stand", "Stand", lambda one: "te laat" if one.te_laat(today) else "komt eraan", cel=state),
            Veld("soort", "Soort", lambda one: one.soort),
            Veld("wat", "Wat", lambda one: one.tekst, cel=what),
            Veld(
                "aanbieder",
                "Aanbieder",
                lambda one: names.aanbieder(one.aanbieder) if one.aanbieder else "",
                cel=lambda one: names.link(one.aanbieder) if one.aanbieder else "",
            ),
            Veld("beheerder", "Contractmanager", lambda one: one.beheerder),
        ),
        points,
        bestand="contractkalender",
        leeg="Er staat niets in de kalender in deze tijd.",
        bijschrift_zichtbaar=False,
    )
