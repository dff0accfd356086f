# SPDX-License-Identifier: EUPL-1.2
"""What comes after a decision: offer it again changed, revise it, withdraw it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.besluiten import actions, queries
from jeugdregio.besluiten.dossier import sleutel_van
from jeugdregio.besluiten.pages.formulieren import Besluitformulier, Herzienformulier, Intrekformulier, Zoekformulier
from jeugdregio.besluiten.pages.maken import (
    herzie,
    lees_dossier,
    leg_opnieuw_voor,
    opnieuw,
    te_kiezen,
    uit_besluit,
    vooraan,
)
from jeugdregio.besluiten.pages.opmaak import Blad, Deel, open_kind, toon
from jeugdregio.besluiten.values import HERZIENING, INTREKKING, INZET, Besluit, NietBesloten, Ontwerp
from jeugdregio.components.values import Kruimel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

TE_WIJZIGEN = ("concept", "tweede", "akkoord")
KNOP = "Bekijk het besluit en de brief"


def _besluit(nummer: int, standen: tuple[str, ...], wie: Machtiging) -> Besluit:
    """A decision that is this far; raises Http404."""
    one = queries.besluit(nummer, on_behalf_of=wie)
    if one is None or one.stand not in standen:
        raise Http404("Dit besluit is er niet, of niet voor u, of het is al verder.")
    return one


def _toon(request: HttpRequest, wie: Machtiging, page: Blad, one: Besluit, *, fout: bool) -> HttpResponse:
    trail = (Kruimel("Besluit", reverse("besluit", args=[one.id])), Kruimel(page.titel))
    return toon(request, wie, page, trail, fout=fout)


@vraagt(Recht.BESLISSEN)
@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, nummer: int) -> HttpResponse:
    """
    What was sent back, refused by a rule, or has to be different: change it and hand it over anew.

    The form begins with what the decision says. Until it is handed over again nothing changes.
    """
    wie, today = machtiging(request), timezone.localdate()
    one = _besluit(nummer, TE_WIJZIGEN, wie)
    if (asked := open_kind(request, wie, one.persoon)) is not None:
        return asked
    if one.soort == INTREKKING:
        return _wijzig_intrekking(request, one, wie)
    known = lees_dossier(one.aanmelding_id, today, wie)
    if isinstance(known, str):
        return toon(request, wie, Blad("Besluit wijzigen", "", (), fout=known))
    choices = te_kiezen(request, known, today, wie)
    first = next(iter(one.voorzieningen), None)
    has = sleutel_van(first) if first else ""
    products = queries.pgbproducten(choices, dag=today)
    given: dict[str, Any] = {
        "keuzes": vooraan(choices, has),
        "producten": products,
        "loopt": has,
        "initial": uit_besluit(one, products),
    }
    data = request.POST if request.POST.get("doe") == "besluit" else None
    form = (
        Herzienformulier(data, bericht=_bericht(one, wie), **given)
        if one.soort == HERZIENING
        else Besluitformulier(data, inzet=known.zonder_besluit, **given)
    )
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            leg_opnieuw_voor(form, known, one, wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            return redirect("besluit", nummer=nummer)
    more = len(one.voorzieningen) - 1
    page = Blad(
        "Besluit wijzigen",
        "Verander wat er anders moet en leg het opnieuw voor. Tot die tijd blijft alles zoals het was.",
        (
            Deel(zoek=Zoekformulier(request.GET)),
            Deel("Het besluit", formulier=form, doe="besluit", knop=KNOP),
        ),
        feiten=(("Jeugdige", known.kind.naam, ""),),
        fout=fault,
        foutkop="Er is niets gewijzigd",
        meldingen=(
            *waarom_terug(one),
            *(
                (("info", "Er is meer hulp", f"{more} andere voorziening(en) in dit besluit blijven zoals ze zijn."),)
                if more > 0
                else ()
            ),
        ),
    )
    return _toon(request, wie, page, one, fout=bool(form.errors))


def waarom_terug(one: Besluit) -> tuple[tuple[str, str, str], ...]:
    """Why a decision is back with its maker: what the second checker said, or the rule that refused its allocation."""
    found: list[tuple[str, str, str]] = []
    if one.stand == "concept" and one.toetsen and one.toetsen[-1].uitkomst == "terug":
        found.append(("waarschuwing", "Teruggegeven door de tweede beoordelaar", one.toetsen[-1].toelichting))
    if one.zending and one.zending.stand == "geweigerd" and one.stand in TE_WIJZIGEN:
        why = f"Er is niets bekendgemaakt en niets verstuurd. {one.zending.uitleg}"
        found.append(("negatief", "De toewijzing is geweigerd", why))
    return tuple(found)


def _wijzig_intrekking(request: HttpRequest, one: Besluit, wie: Machtiging) -> HttpResponse:
    """The small form of a withdrawal, filled in."""
    form = Intrekformulier(
        request.POST if request.POST.get("doe") == "intrekken" else None,
        bericht=_bericht(one, wie),
        initial={
            "ingang": one.ingang,
            "wijzigreden": one.wijzigreden,
            "motivering": one.motivering,
            "grondslag": one.grondslag,
        },
    )
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            opnieuw(one, Ontwerp(INTREKKING, vervangt=one.vervangt, **form.cleaned_data), (), wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            return redirect("besluit", nummer=one.id)
    page = Blad(
        "Besluit wijzigen",
        "Verander wat er anders moet en leg het opnieuw voor.",
        (Deel(formulier=form, doe="intrekken", knop=KNOP),),
        fout=fault,
        meldingen=waarom_terug(one),
    )
    return _toon(request, wie, page, one, fout=bool(form.errors))


def _bericht(one: Besluit, wie: Machtiging) -> bool:
    """Whether a provider has an allocation by this decision, or by the one that it is to replace."""
    draft = one.stand in TE_WIJZIGEN and one.vervangt
    old = queries.besluit(one.vervangt, on_behalf_of=wie) if draft and one.vervangt else one
    return old is not None and any(p.toewijzing_nummer for p in old.voorzieningen)


@vraagt(Recht.BESLISSEN)
@require_http_methods(["GET", "HEAD", "POST"])
def herzien(request: HttpRequest, nummer: int) -> HttpResponse:
    """A decision in the place of this one: other help, another end, or what an objection was found right about."""
    wie, today = machtiging(request), timezone.localdate()
    old = _besluit(nummer, ("bekend",), wie)
    if old.soort == INZET:
        raise Http404("Hierover nam de gemeente geen besluit; er valt niets te herzien.")
    if (asked := open_kind(request, wie, old.persoon)) is not None:
        return asked
    known = lees_dossier(old.aanmelding_id, today, wie)
    if isinstance(known, str):
        return toon(request, wie, Blad("Besluit herzien", "", (), fout=known))
    choices = te_kiezen(request, known, today, wie)
    products = queries.pgbproducten(choices, dag=today)
    ended = queries.besluit(old.vervangt, on_behalf_of=wie) if old.soort == INTREKKING and old.vervangt else None
    held = next(iter((ended or old).voorzieningen), None)
    initial: dict[str, Any] = {"begin": today, "frequentie": "2"} | uit_besluit(ended or old, products)
    initial |= {"soort": HERZIENING, "grondslag": old.grondslag, "motivering": "", "wijzigreden": ""}
    if ended and old.ingang:
        initial["begin"] = old.ingang
    form = Herzienformulier(
        request.POST if request.POST.get("doe") == "besluit" else None,
        keuzes=vooraan(choices, sleutel_van(held) if held else ""),
        producten=products,
        loopt=sleutel_van(held) if held else "",
        bericht=_bericht(ended or old, wie),
        initial=initial,
    )
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            number = herzie(form, known, old, wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            return redirect("besluit", nummer=number)
    page = Blad(
        "Besluit herzien",
        "Het oude besluit blijft staan zoals het was; dit wordt een nieuw besluit, met een eigen brief.",
        (
            Deel(zoek=Zoekformulier(request.GET)),
            Deel("Het nieuwe besluit", formulier=form, doe="besluit", knop=KNOP),
        ),
        feiten=(
            ("Jeugdige", known.kind.naam, ""),
            ("In plaats van", f"besluit B{old.id:05d}", reverse("besluit", args=[old.id])),
        ),
        fout=fault,
        foutkop="Er is nog niets besloten",
        meldingen=_gegrond(old, wie),
    )
    return _toon(request, wie, page, old, fout=bool(form.errors))


def _gegrond(old: Besluit, wie: Machtiging) -> tuple[tuple[str, str, str], ...]:
    """The objection that asks for this new decision."""
    found = queries.bezwaren(peildatum=timezone.localdate(), besluit=old.id, on_behalf_of=wie)
    return tuple(
        ("info", f"Na het bezwaar van {one.van_wie}", f"Dit was de uitkomst: {one.motivering}")
        for one in found
        if one.uitkomst in ("gegrond", "deels") and one.nieuw_besluit is None
    )


@vraagt(Recht.BESLISSEN)
@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request: HttpRequest, nummer: int) -> HttpResponse:
    """End what an earlier decision gave: a new decision, with its own letter."""
    wie, now = machtiging(request), timezone.now()
    old = _besluit(nummer, ("bekend",), wie)
    if (asked := open_kind(request, wie, old.persoon)) is not None:
        return asked
    initial = {
        "grondslag": "artikel 8.1.4 van de Jeugdwet"
        if any(p.vorm == "pgb" for p in old.voorzieningen)
        else "artikel 2.3 van de Jeugdwet; verordening jeugdhulp"
    }
    data = request.POST if request.POST.get("doe") == "intrekken" else None
    form, fault = Intrekformulier(data, bericht=_bericht(old, wie), initial=initial), ""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                draft = Ontwerp(INTREKKING, vervangt=old.id, **form.cleaned_data)
                number = actions.stel_op(old.aanvraag_id, draft, moment=now, on_behalf_of=wie)
                actions.leg_voor(number, (), on_behalf_of=wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            return redirect("besluit", nummer=number)
    page = Blad(
        "Hulp intrekken",
        "Het oude besluit blijft staan zoals het was; dit wordt een nieuw besluit.",
        (Deel(formulier=form, doe="intrekken", knop=KNOP),),
        fout=fault,
        meldingen=_gegrond(old, wie),
    )
    return _toon(request, wie, page, old, fout=bool(form.errors))
