# SPDX-License-Identifier: EUPL-1.2
"""Deciding: the work list, the form on one screen, the decision with its letter and clock, and confirming it."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten import actions, dossier, queries, voorwaarden
from jeugdregio.besluiten.pages.formulieren import (
    Besluitformulier,
    Intrekformulier,
    Verstuurformulier,
    Zoekformulier,
)
from jeugdregio.besluiten.pages.opmaak import (
    Blad,
    Deel,
    hulp_van,
    niet_te_kiezen,
    open_kind,
    soort_van,
    stand_van,
    termijndelen,
    toon,
    wat_mist,
)
from jeugdregio.besluiten.values import INTREKKING, Bekendmaking, Besluit, Keuze, NietBesloten, Ontwerp
from jeugdregio.besluiten.voorbeeld import brief_als_pdf
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toegang import queries as toegang

MEESTE = 400
"""So many choices in the list; searching narrows it."""


@vraagt(Recht.BESLISSEN)
@require_GET
def besluiten(request: HttpRequest) -> HttpResponse:
    """What has to be decided, what waits to be made known, and what was decided last."""
    wie, today = machtiging(request), timezone.localdate()
    every = queries.besluiten(on_behalf_of=wie)
    asked = [
        one for one in toegang.open_aanmeldingen(on_behalf_of=wie) if one.stand == "klaar_voor_besluit" and one.persoon
    ]
    names = _namen([one.lid_id for one in asked if one.lid_id] + [one.lid_id for one in every], wie)
    gelezen(request, {one.persoon for one in asked} | {one.persoon for one in every})
    waiting = [one for one in every if one.stand in ("concept", "tweede", "akkoord", "verzenden")]
    done = [one for one in every if one.stand == "bekend"]
    to_do = Tabel(
        "Klaar voor een besluit",
        (Kolom("Jeugdige"), Kolom("Vraag"), Kolom("Uiterlijk", "dag"), Kolom("Termijn")),
        tuple(
            (
                Cel(names.get(one.lid_id or 0, "onbekend"), url=reverse("besluit-nieuw", args=[one.id])),
                one.vraag,
                Cel(dag_kort(one.uiterlijk), toon="negatief" if one.is_te_laat(today) else None),
                Cel("Bekijk", url=reverse("besluit-termijn", args=[one.id])),
            )
            for one in asked
        ),
        leeg="Er is geen aanmelding klaar voor een besluit. Zet een aanmelding eerst op ‘klaar voor besluit’.",
    )
    page = Blad(
        "Besluiten",
        "Wat u nog moet besluiten, wat wacht, en wat het laatst is bekendgemaakt.",
        (
            Deel(tabel=to_do),
            Deel(tabel=_lijst("Nog niet bekendgemaakt", waiting, names, "Er wacht geen besluit op bekendmaking.")),
            Deel(tabel=_lijst("Bekendgemaakt", done, names, "Er is nog geen besluit bekendgemaakt.")),
        ),
        boven="Toegang",
    )
    return toon(request, wie, page)


def _lijst(titel: str, found: list[Besluit], names: dict[int, str], leeg: str) -> Tabel:
    return Tabel(
        titel,
        (Kolom("Jeugdige"), Kolom("Besluit"), Kolom("Stand"), Kolom("Bekend op", "dag")),
        tuple(
            (
                Cel(names.get(one.lid_id, "onbekend"), url=reverse("besluit", args=[one.id])),
                soort_van(one),
                stand_van(one),
                dag_kort(one.bekendgemaakt_op) if one.bekendgemaakt_op else "",
            )
            for one in found
        ),
        leeg=leeg,
    )


def _namen(leden: list[int], wie: Machtiging) -> dict[int, str]:
    found = {number: gezinnen.lid(number, on_behalf_of=wie) for number in dict.fromkeys(leden)}
    return {number: one.naam for number, one in found.items() if one}


@vraagt(Recht.BESLISSEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, aanmelding: int) -> HttpResponse:
    """The form, filled in from the application; a POST makes the decision and shows its letter."""
    wie, now = machtiging(request), timezone.now()
    today = timezone.localdate(now)
    known = lees_dossier(aanmelding, today, wie)
    if isinstance(known, str):
        return toon(request, wie, Blad("Besluit maken", "", (), fout=known))
    if (asked := open_kind(request, wie, known.aanmelding.persoon)) is not None:
        return asked
    search = Zoekformulier(request.GET)
    word = request.GET.get("zoek", "").strip().lower()
    every = queries.keuzes(settings.REGIO, known.aanmelding.gewenst, dag=today, on_behalf_of=wie)
    choices = [one for one in every if not word or word in f"{one.naam} {one.code} {one.omschrijving}".lower()]
    rule = voorwaarden.kanaalregel(known.aanmelding.kanaal)
    form = Besluitformulier(
        request.POST if request.POST.get("doe") == "besluit" else None,
        keuzes=(every if request.method == "POST" else choices)[:MEESTE],
        inzet=known.zonder_besluit,
        categorie=known.aanmelding.gewenst,
        initial=_voorgevuld(known, choices, rule.grondslag, today),
    )
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            number = _maak(form, known, wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            return redirect("besluit", nummer=number)
    page = Blad(
        "Inzetten" if known.zonder_besluit else "Besluit maken",
        rule.uitleg,
        (
            *wat_mist(known),
            Deel("Wat er is onderzocht", feiten=known.beoordeling) if known.beoordeling else Deel(),
            Deel(zoek=search),
            Deel("Het besluit", formulier=form, doe="besluit", knop="Bekijk het besluit en de brief"),
            *niet_te_kiezen(choices),
        ),
        feiten=(
            ("Jeugdige", known.kind.naam, ""),
            ("Vraag", known.aanmelding.vraag or known.aanmelding.onderwerp, ""),
            ("Laatste dag", datum(known.aanvraag.termijn.laatste_dag), reverse("besluit-termijn", args=[aanmelding])),
        ),
        fout=fault,
        foutkop="Er is nog niets besloten",
    )
    return toon(request, wie, page, (Kruimel(page.titel),), fout=bool(form.errors))


def lees_dossier(aanmelding: int, dag: date, wie: Machtiging) -> dossier.Dossier | str:
    """What is known of an application, or why it cannot be decided on; raises Http404 when it is not there."""
    try:
        known = dossier.dossier(aanmelding, peildatum=dag, on_behalf_of=wie)
    except NietBesloten as refusal:
        return str(refusal)
    if known is None:
        raise Http404("Deze aanmelding is er niet, of niet voor u.")
    return known


def _voorgevuld(known: dossier.Dossier, choices: list[Keuze], grondslag: str, dag: date) -> dict[str, Any]:
    wanted = next((one for one in choices if one.mag and one.aanbieder == known.aanmelding.aanbieder), None)
    return {
        "keuze": dossier.sleutel_van(wanted) if wanted else "",
        "begin": known.aanvraag.ontvangen_op if known.aanmelding.kanaal == voorwaarden.CRISIS else dag,
        "grondslag": grondslag,
        "frequentie": "2",
    }


def _maak(form: Besluitformulier, known: dossier.Dossier, wie: Machtiging) -> int:
    """Draft and hand over in one go: a decision that cannot be leaves nothing behind."""
    now = timezone.now()
    today = timezone.localdate(now)
    given, data = form.voorziening, form.cleaned_data
    measured = bool(known.aanmelding.maatregel) or known.aanmelding.kanaal == voorwaarden.MAATREGEL
    conditions = (
        dossier.gehouden_aan(
            known, given, form.pgbvraag(maatregel=measured), form.doorgang, peildatum=today, on_behalf_of=wie
        )
        if given
        else ()
    )
    chosen = form.gekozen
    with transaction.atomic():
        request = actions.open_aanvraag(
            aanmelding=known.aanmelding.id,
            gezin=known.kind.gezin,
            lid=known.kind.id,
            persoon=known.aanmelding.persoon,
            kanaal=known.aanmelding.kanaal,
            ontvangen_op=known.aanvraag.ontvangen_op,
            on_behalf_of=wie,
        )
        draft = Ontwerp(
            soort=data["soort"],
            grondslag=data["grondslag"],
            motivering=data["motivering"],
            beoordeling=known.beoordeling,
            voorzieningen=(given,) if given else (),
            voorwaarden=conditions,
        )
        number = actions.stel_op(request, draft, moment=now, on_behalf_of=wie)
        price = chosen.tarief_cent if chosen else None
        why = (
            ()
            if known.zonder_besluit or not given
            else dossier.redenen((given,), price, peildatum=today, on_behalf_of=wie)
        )
        actions.leg_voor(number, why, on_behalf_of=wie)
    return number


@vraagt(Recht.BESLISSEN, Recht.BEZWAAR, Recht.TWEEDE_TOETS)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def besluit(request: HttpRequest, nummer: int) -> HttpResponse:
    """One decision; a POST confirms it and sends it, takes it back, or drops it."""
    wie, now = machtiging(request), timezone.now()
    with namens(wie):
        one = queries.besluit(nummer, on_behalf_of=wie)
        if one is None:
            raise Http404("Dit besluit is er niet, of niet voor u.")
        asked = open_kind(request, wie, one.persoon)
    if asked is not None:
        return asked
    fault = ""
    if request.method == "POST":
        try:
            said = _doe(request.POST, one, wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            messages.success(request, said)
            return redirect("besluit", nummer=nummer)
    with namens(wie):
        one = queries.besluit(nummer, on_behalf_of=wie)
        assert one is not None
        page = _blad(one, wie, timezone.localdate(now), fault)
    return toon(request, wie, page, (Kruimel(page.titel),))


def _doe(given: QueryDict, one: Besluit, wie: Machtiging) -> str:
    now = timezone.now()
    today = timezone.localdate(now)
    match given.get("doe", ""):
        case "bekend":
            form = Verstuurformulier(given)
            if not form.is_valid():
                raise NietBesloten("Vul bij het telefoonnummer alleen cijfers in, bijvoorbeeld 0612345678.")
            known = _gegevens(one, wie)
            known = replace(known, jeugdige=replace(known.jeugdige, telefoon=form.cleaned_data["telefoon"]))
            actions.maak_bekend(one.id, known, regio=settings.REGIO, peildatum=today, moment=now, on_behalf_of=wie)
            return "Het besluit is bekendgemaakt. De brieven staan klaar en de aanbieder heeft de toewijzing."
        case "terug":
            actions.haal_terug(one.id, on_behalf_of=wie)
            actions.laat_vervallen(one.id, on_behalf_of=wie)
            return "Dit besluit gaat niet door. Maak een nieuw besluit vanuit de aanmelding."
        case "vervallen":
            actions.laat_vervallen(one.id, on_behalf_of=wie)
            return "Dit besluit gaat niet door."
        case _:
            raise NietBesloten("Kies wat u wilt doen.")


def _gegevens(one: Besluit, wie: Machtiging) -> Bekendmaking:
    now = timezone.now()
    today = timezone.localdate(now)
    provider = next((p.aanbieder for p in one.voorzieningen if p.aanbieder), "")
    with namens(wie):
        if not provider and one.vervangt:
            old = queries.besluit(one.vervangt, on_behalf_of=wie)
            provider = next((p.aanbieder for p in old.voorzieningen if p.aanbieder), "") if old else ""
        known = dossier.dossier(one.aanmelding_id, peildatum=today, on_behalf_of=wie)
        return dossier.bekendmaking(
            one.lid_id,
            aanbieder=provider,
            referentie=known.referentie if known else "",
            peildatum=today,
            moment=now,
            on_behalf_of=wie,
        )


def _blad(one: Besluit, wie: Machtiging, today: date, fault: str) -> Blad:
    names = aanbieders.namen()
    child = gezinnen.lid(one.lid_id, on_behalf_of=wie)
    parts: list[Deel] = []
    if wie.mag(Recht.BESLISSEN):
        parts += _knoppen(one)
    parts += [Deel("Hulp", feiten=hulp_van(p, names)) for p in one.voorzieningen]
    parts.append(Deel("Waarom", (one.motivering,), feiten=one.beoordeling))
    if one.voorwaarden:
        rows = tuple(
            (c.wat, c.artikel, Cel("ja", toon="positief") if c.voldoet else Cel("nee", toon="negatief"))
            for c in one.voorwaarden
        )
        parts.append(Deel(tabel=Tabel("Voorwaarden", (Kolom("Wat"), Kolom("Regel"), Kolom("Voldaan")), rows)))
    if one.toetsen:
        checks = tuple(
            (
                moment_kort(timezone.localtime(t.gezet_op)),
                "Akkoord" if t.uitkomst == "goed" else "Teruggegeven",
                t.toelichting,
            )
            for t in one.toetsen
        )
        parts.append(
            Deel(tabel=Tabel("Tweede naam", (Kolom("Wanneer", "dag"), Kolom("Oordeel"), Kolom("Toelichting")), checks))
        )
    if one.brieven:
        letters = tuple(
            (
                f"{b.soort.capitalize()} aan {b.naam}, {moment_kort(timezone.localtime(b.gemaakt_op))} (pdf)",
                reverse("besluit-brief", args=[b.id]),
            )
            for b in one.brieven
        )
        parts.append(Deel("Brieven", links=letters))
    request = queries.aanvraag(one.aanvraag_id, peildatum=today, on_behalf_of=wie)
    if request:
        parts += termijndelen(request.termijn, request.feiten, today, klaar=request.afgesloten_op)
    facts = [
        ("Jeugdige", child.naam if child else "onbekend", ""),
        ("Stand", stand_van(one).tekst, ""),
        ("Steunt op", one.grondslag, ""),
    ]
    if one.bekendgemaakt_op:
        facts.append(("Bekendgemaakt", datum(one.bekendgemaakt_op), ""))
        if one.soort != "inzet" and one.bezwaar:
            facts.append(("Bezwaar kan tot en met", datum(one.bezwaar.laatste_dag), ""))
    if one.vervangt:
        facts.append(("Komt in plaats van", f"besluit {one.vervangt}", reverse("besluit", args=[one.vervangt])))
    notes = tuple(
        ("waarschuwing", "Dit besluit heeft een tweede naam nodig", why)
        for why in one.tweede_nodig
        if one.stand == "tweede"
    )
    if one.zending and one.zending.stand == "geweigerd" and one.stand != "bekend":
        notes += (("negatief", "De toewijzing is geweigerd", one.zending.uitleg),)
    return Blad(
        soort_van(one), f"Kenmerk B{one.id:05d}", tuple(parts), feiten=tuple(facts), fout=fault, meldingen=notes
    )


def _contact(one: Besluit) -> Verstuurformulier | None:
    """The field that goes with an allocation."""
    return Verstuurformulier() if any(p.aanbieder for p in one.voorzieningen) or one.vervangt else None


def _knoppen(one: Besluit) -> list[Deel]:
    preview = (("Bekijk de brief (pdf)", reverse("besluit-voorbeeld", args=[one.id])),) if one.soort != "inzet" else ()
    match one.stand:
        case "akkoord":
            return [
                Deel(
                    "Klaar om te versturen",
                    ("De brief gaat naar wie hem moet krijgen, en de aanbieder krijgt de toewijzing.",),
                    links=preview,
                ),
                Deel(formulier=_contact(one), doe="bekend", knop="Maak bekend en verstuur"),
                Deel(doe="terug", knop="Laat niet doorgaan", tweede=True),
            ]
        case "verzenden":
            return [
                Deel("Nog bezig met versturen", ("Het versturen is niet afgemaakt. Er gaat niets dubbel.",)),
                Deel(formulier=_contact(one), doe="bekend", knop="Ga verder"),
            ]
        case "tweede":
            return [Deel(links=preview), Deel(doe="terug", knop="Trek terug", tweede=True)]
        case "concept":
            return [
                Deel(
                    "Teruggegeven",
                    ("Een ander gaf dit terug. Maak een nieuw besluit met wat er anders moet.",),
                    links=(("Nieuw besluit", reverse("besluit-nieuw", args=[one.aanmelding_id])),),
                ),
                Deel(doe="vervallen", knop="Laat niet doorgaan", tweede=True),
            ]
        case "bekend":
            links = [("Termijn en brieven van de aanvraag", reverse("besluit-termijn", args=[one.aanmelding_id]))]
            if one.soort != "inzet":
                links.append(("Bezwaar vastleggen", reverse("bezwaar-nieuw", args=[one.id])))
            if any(p.toewijzing_nummer for p in one.voorzieningen) or any(p.vorm == "pgb" for p in one.voorzieningen):
                links.append(("Hulp intrekken", reverse("besluit-intrekken", args=[one.id])))
            return [Deel(links=tuple(links))]
        case _:
            return []


@vraagt(Recht.BESLISSEN, Recht.TWEEDE_TOETS)
@require_GET
def voorbeeld(request: HttpRequest, nummer: int) -> HttpResponse:
    """What the letter would be today, for the first who gets it."""
    wie, now = machtiging(request), timezone.now()
    one = queries.besluit(nummer, on_behalf_of=wie)
    if one is None or one.soort == "inzet":
        raise Http404("Deze brief is er niet, of niet voor u.")
    gelezen(request, [one.persoon])
    try:
        known = _gegevens(one, wie)
    except NietBesloten as refusal:
        return toon(request, wie, Blad("Brief", "", (), fout=str(refusal)))
    return _pdf(brief_als_pdf(nummer, known, moment=now, on_behalf_of=wie), f"voorbeeld-B{nummer:05d}.pdf")


@vraagt(Recht.BESLISSEN, Recht.BEZWAAR, Recht.TWEEDE_TOETS)
@require_GET
def brief(request: HttpRequest, nummer: int) -> HttpResponse:
    """A letter as it was sent."""
    wie = machtiging(request)
    found = queries.brief(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Deze brief is er niet, of niet voor u.")
    row, data = found
    gelezen(request, [row.persoon])
    return _pdf(data, f"{row.soort}-{row.pk:05d}.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@vraagt(Recht.BESLISSEN)
@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request: HttpRequest, nummer: int) -> HttpResponse:
    """End what an earlier decision gave: a new decision, with its own letter."""
    wie, now = machtiging(request), timezone.now()
    old = queries.besluit(nummer, on_behalf_of=wie)
    if old is None or old.stand != "bekend":
        raise Http404("Dit besluit is er niet, of niet voor u.")
    if (asked := open_kind(request, wie, old.persoon)) is not None:
        return asked
    initial = {
        "grondslag": "artikel 8.1.4 van de Jeugdwet"
        if any(p.vorm == "pgb" for p in old.voorzieningen)
        else "artikel 2.3 van de Jeugdwet; verordening jeugdhulp"
    }
    form, fault = Intrekformulier(request.POST if request.POST.get("doe") == "intrekken" else None, initial=initial), ""
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                draft = Ontwerp(
                    INTREKKING, data["grondslag"], data["motivering"], vervangt=old.id, ingang=data["ingang"]
                )
                number = actions.stel_op(old.aanvraag_id, draft, moment=now, on_behalf_of=wie)
                actions.leg_voor(number, (), on_behalf_of=wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            return redirect("besluit", nummer=number)
    part = Deel(formulier=form, doe="intrekken", knop="Bekijk het besluit en de brief")
    page = Blad(
        "Hulp intrekken",
        "Het oude besluit blijft staan zoals het was; dit wordt een nieuw besluit.",
        (part,),
        fout=fault,
    )
    return toon(
        request,
        wie,
        page,
        (Kruimel("Besluit", reverse("besluit", args=[old.id])), Kruimel(page.titel)),
        fout=bool(form.errors),
    )
