# SPDX-License-Identifier: EUPL-1.2
"""One decision with its letters and clock: confirming it, taking it back, and its letter as a PDF."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten import actions, dossier, queries
from jeugdregio.besluiten.pages.formulieren import Verstuurformulier
from jeugdregio.besluiten.pages.opmaak import (
    Blad,
    Deel,
    brievendeel,
    hulp_van,
    open_kind,
    soort_van,
    stand_van,
    termijndelen,
    toon,
)
from jeugdregio.besluiten.pages.vervolg import waarom_terug
from jeugdregio.besluiten.values import INTREKKING, INZET, Bekendmaking, Besluit, Bezwaar, NietBesloten
from jeugdregio.besluiten.vervangen import wijzigredenen
from jeugdregio.besluiten.voorbeeld import brief_als_pdf
from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.schrijfwijze import moment_kort
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen


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
            with namens(wie):
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
    newer = queries.vervangers(one.id, on_behalf_of=wie)
    objection = _na_bezwaar(one, today, wie)
    parts: list[Deel] = []
    if wie.mag(Recht.BESLISSEN):
        parts += _knoppen(one, replaced=bool(newer), right=objection.id if objection else 0)
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
    parts += brievendeel(queries.brieven(one.aanvraag_id, on_behalf_of=wie))
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
        if one.soort != INZET and one.bezwaar:
            way = "Beroep" if objection else "Bezwaar"
            facts.append((f"{way} kan tot en met", datum(one.bezwaar.laatste_dag), ""))
    if one.vervangt:
        facts.append(("Komt in plaats van", f"besluit B{one.vervangt:05d}", reverse("besluit", args=[one.vervangt])))
    if objection:
        facts.append(("Na het bezwaar van", objection.van_wie, reverse("bezwaar", args=[objection.id])))
    if one.wijzigreden:
        facts.append(("Reden in het bericht", wijzigredenen(one.soort)[one.wijzigreden], ""))
    for later in newer:
        word = "Vervangen door" if later.stand == "bekend" else "Wordt vervangen door"
        facts.append((word, f"besluit B{later.id:05d}", reverse("besluit", args=[later.id])))
    notes = tuple(
        ("waarschuwing", "Dit besluit heeft een tweede naam nodig", why)
        for why in one.tweede_nodig
        if one.stand == "tweede"
    )
    notes += tuple(
        note for note in waarom_terug(one) if not (one.zending and fault.endswith(one.zending.uitleg or "-"))
    )
    return Blad(
        soort_van(one), f"Kenmerk B{one.id:05d}", tuple(parts), feiten=tuple(facts), fout=fault, meldingen=notes
    )


def _na_bezwaar(one: Besluit, today: date, wie: Machtiging) -> Bezwaar | None:
    """The objection, found right, on which this decision follows."""
    if one.vervangt is None:
        return None
    found = queries.bezwaren(peildatum=today, besluit=one.vervangt, on_behalf_of=wie)
    return next((b for b in found if b.uitkomst in ("gegrond", "deels") and b.nieuw_besluit in (None, one.id)), None)


def _contact(one: Besluit) -> Verstuurformulier | None:
    """The field that goes with an allocation."""
    return Verstuurformulier() if any(p.aanbieder for p in one.voorzieningen) or one.vervangt else None


def _knoppen(one: Besluit, *, replaced: bool, right: int) -> list[Deel]:
    """What can be done now. `replaced`: another came in its place; `right`: the objection on which it followed."""
    preview = (("Bekijk de brief (pdf)", reverse("besluit-voorbeeld", args=[one.id])),) if one.soort != INZET else ()
    change = (("Wijzig en leg opnieuw voor", reverse("besluit-wijzigen", args=[one.id])),)
    match one.stand:
        case "akkoord":
            return [
                Deel(
                    "Klaar om te versturen",
                    ("De brief gaat naar wie hem moet krijgen, en de aanbieder krijgt de toewijzing.",),
                    links=preview + change,
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
            return [Deel(links=preview + change), Deel(doe="terug", knop="Laat niet doorgaan", tweede=True)]
        case "concept":
            return [
                Deel("Weer bij u", ("Verander wat er anders moet en leg het opnieuw voor.",), links=change),
                Deel(doe="vervallen", knop="Laat niet doorgaan", tweede=True),
            ]
        case "bekend":
            return [Deel(links=_verder(one, replaced=replaced, right=right))]
        case _:
            return []


def _verder(one: Besluit, *, replaced: bool, right: int) -> tuple[tuple[str, str], ...]:
    """Where to go from a decision that was made known."""
    links = [("Termijn van de aanvraag", reverse("besluit-termijn", args=[one.aanmelding_id]))]
    if one.soort != INZET:
        links.append(
            ("Beroep vastleggen bij het bezwaar", reverse("bezwaar", args=[right]))
            if right
            else ("Bezwaar vastleggen", reverse("bezwaar-nieuw", args=[one.id]))
        )
    if replaced:
        return tuple(links)
    if one.soort != INZET:
        links.append(("Besluit herzien", reverse("besluit-herzien", args=[one.id])))
    if one.soort != INTREKKING and one.voorzieningen:
        links.append(("Hulp intrekken", reverse("besluit-intrekken", args=[one.id])))
    return tuple(links)


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
    return bestand(data, PDF, name, tonen=True)
