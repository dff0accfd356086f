# SPDX-License-Identifier: EUPL-1.2
"""Objections: what is due, taking one in, and one with its clock, hearing, decision and appeal."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jeugdregio.besluiten import actions, dossier, queries
from jeugdregio.besluiten.models import Bezwaar as Rij
from jeugdregio.besluiten.pages.formulieren import Beroepformulier, Beslisformulier, Bezwaarformulier, Dagformulier
from jeugdregio.besluiten.pages.opmaak import Blad, Deel, open_kind, termijndelen, toon
from jeugdregio.besluiten.values import Bezwaar, NietBesloten, beroepstermijn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen

UITKOMSTEN = dict(Rij.Uitkomst.choices)


@vraagt(Recht.BEZWAAR)
@require_GET
def bezwaren(request: HttpRequest) -> HttpResponse:
    """Every objection, what is due first on top."""
    wie, today = machtiging(request), timezone.localdate()
    found = queries.bezwaren(peildatum=today, on_behalf_of=wie)
    gelezen(request, {one.persoon for one in found})
    rows = tuple(
        (
            Cel(one.van_wie, url=reverse("bezwaar", args=[one.id]), onder=f"tegen besluit B{one.besluit_id:05d}"),
            dag_kort(one.ontvangen_op),
            Cel("op tijd", toon="positief") if one.op_tijd else Cel("te laat", toon="waarschuwing"),
            Cel(dag_kort(one.termijn.laatste_dag), toon="negatief" if _late(one, today) else None),
            str(UITKOMSTEN.get(one.uitkomst, "open")),
        )
        for one in found
    )
    table = Tabel(
        "Bezwaren",
        (
            Kolom("Wie"),
            Kolom("Ontvangen", "dag"),
            Kolom("Ingediend"),
            Kolom("Beslissen voor", "dag"),
            Kolom("Uitkomst"),
        ),
        rows,
        leeg="Er is geen bezwaar. Leg een bezwaar vast vanaf de pagina van het besluit.",
    )
    page = Blad("Bezwaren", "Wat er ligt en wanneer u moet beslissen.", (Deel(tabel=table),), boven="Toegang")
    return toon(request, wie, page, (Kruimel("Bezwaren"),))


def _late(one: Bezwaar, today: Any) -> bool:
    return not one.uitkomst and one.termijn.verstreken(today)


@vraagt(Recht.BEZWAAR)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, besluit: int) -> HttpResponse:
    """Take in an objection against this decision; the receipt is made."""
    wie, now = machtiging(request), timezone.now()
    one = queries.besluit(besluit, on_behalf_of=wie)
    if one is None or one.stand != "bekend" or one.soort == "inzet" or one.bezwaar is None:
        raise Http404("Tegen dit besluit kan geen bezwaar, of het is niet voor u.")
    if (asked := open_kind(request, wie, one.persoon)) is not None:
        return asked
    today = timezone.localdate(now)
    initial = {"ontvangen_op": today, "verzonden_op": today}
    form = Bezwaarformulier(request.POST if request.POST.get("doe") == "bezwaar" else None, initial=initial)
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                known = dossier.bekendmaking(
                    one.lid_id, aanbieder="", referentie="", peildatum=today, moment=now, on_behalf_of=wie
                )
                number = actions.maak_bezwaar(
                    besluit, **form.cleaned_data, moment=now, gegevens=known, on_behalf_of=wie
                )
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het bezwaar is vastgelegd en de ontvangstbrief is gemaakt.")
            return redirect("bezwaar", nummer=number)
    last = one.bezwaar.laatste_dag
    page = Blad(
        "Bezwaar vastleggen",
        f"Bezwaar tegen dit besluit kan tot en met {datum(last)}. Een later bezwaar legt u ook vast.",
        (Deel(formulier=form, doe="bezwaar", knop="Leg het bezwaar vast"),),
        fout=fault,
    )
    trail = (Kruimel("Besluit", reverse("besluit", args=[besluit])), Kruimel(page.titel))
    return toon(request, wie, page, trail, fout=bool(form.errors))


@vraagt(Recht.BEZWAAR)
@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar(request: HttpRequest, nummer: int) -> HttpResponse:
    """One objection; a POST puts it off, decides on it, or notes an appeal."""
    wie, today = machtiging(request), timezone.localdate()
    one = queries.bezwaar(nummer, peildatum=today, on_behalf_of=wie)
    if one is None:
        raise Http404("Dit bezwaar is er niet, of niet voor u.")
    if (asked := open_kind(request, wie, one.persoon)) is not None:
        return asked
    step, fault = request.POST.get("doe", ""), ""
    kinds: dict[str, Any] = {"verdaag": Dagformulier, "beslis": Beslisformulier, "beroep": Beroepformulier}
    forms = {
        name: kind(request.POST if name == step else None, prefix=name, initial={"op": today})
        for name, kind in kinds.items()
    }
    if step in forms and forms[step].is_valid():
        try:
            with transaction.atomic():
                _doe(step, one, forms[step].cleaned_data, wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd.")
            return redirect("bezwaar", nummer=nummer)
    page = _blad(one, forms, fault)
    wrong = any(form.errors for form in forms.values())
    trail = (Kruimel("Bezwaren", reverse("bezwaren")), Kruimel(page.titel))
    return toon(request, wie, page, trail, fout=wrong)


def _blad(one: Bezwaar, forms: dict[str, Any], fault: str) -> Blad:
    today = timezone.localdate()
    parts = [*termijndelen(one.termijn, one.feiten, today, klaar=one.beslist_op)]
    if not one.uitkomst:
        if not any(f.soort == "verdaging" for f in one.feiten):
            words = ("Eén keer, met zes weken (Awb 7:10 lid 3). Laat het de indiener weten.",)
            parts.append(
                Deel("Verdagen", words, formulier=forms["verdaag"], doe="verdaag", knop="Verdaag", tweede=True)
            )
        parts.append(Deel("Beslissen", formulier=forms["beslis"], doe="beslis", knop="Leg de beslissing vast"))
    else:
        parts.append(Deel("Beslissing", (one.motivering,)))
        if one.uitkomst in ("gegrond", "deels") and one.nieuw_besluit is None:
            links = (
                ("Maak een nieuw besluit", reverse("besluit-herzien", args=[one.besluit_id])),
                ("Trek de hulp in", reverse("besluit-intrekken", args=[one.besluit_id])),
                ("Naar het bestreden besluit", reverse("besluit", args=[one.besluit_id])),
            )
            words = ("Het besluit is herroepen. Maak een nieuw besluit dat ervoor in de plaats komt.",)
            parts.append(Deel(tekst=words, links=links))
        elif one.nieuw_besluit:
            link = ((f"Nieuw besluit B{one.nieuw_besluit:05d}", reverse("besluit", args=[one.nieuw_besluit])),)
            parts.append(Deel(tekst=("Er kwam een nieuw besluit in de plaats.",), links=link))
        if one.beroep:
            parts.append(
                Deel(
                    "Beroep", (f"Ingesteld op {datum(one.beroep.ingesteld_op)} bij rechtbank {one.beroep.rechtbank}.",)
                )
            )
        elif one.beslist_op:
            last = beroepstermijn(one.beslist_op).laatste_dag
            words = (f"Beroep kan tot en met {datum(last)}.",)
            parts.append(
                Deel("Beroep", words, formulier=forms["beroep"], doe="beroep", knop="Leg het beroep vast", tweede=True)
            )
    facts = (
        ("Van", one.van_wie, ""),
        ("Tegen", f"besluit B{one.besluit_id:05d}", reverse("besluit", args=[one.besluit_id])),
        ("Ontvangen", f"{datum(one.ontvangen_op)}, {'op tijd' if one.op_tijd else 'te laat'}", ""),
        ("Waarom", one.gronden, ""),
        ("Commissie", "ja" if one.commissie else "nee", ""),
        ("Uitkomst", str(UITKOMSTEN.get(one.uitkomst, "nog niet beslist")), ""),
    )
    return Blad("Bezwaar", "", tuple(parts), feiten=facts, fout=fault, foutkop="Niet vastgelegd")


def _doe(step: str, one: Bezwaar, data: dict[str, Any], wie: Machtiging) -> None:
    match step:
        case "verdaag":
            actions.verdaag(one.id, **data, moment=timezone.now(), on_behalf_of=wie)
        case "beslis":
            if heard := data.pop("gehoord_op"):
                actions.hoor(one.id, heard, on_behalf_of=wie)
            actions.beslis_op_bezwaar(one.id, **data, on_behalf_of=wie)
        case _:
            actions.stel_beroep_in(one.id, **data, on_behalf_of=wie)
