# SPDX-License-Identifier: EUPL-1.2
"""The accounts of providers: propose one, and confirm what another proposed (S57)."""

from collections.abc import Mapping
from functools import partial

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.pages.formulieren import Bevestigformulier, Rekeningformulier
from jeugdregio.betalingen.pages.opmaak import BOVEN, REKENINGSTAND, TOON, doe, leesbaar
from jeugdregio.betalingen.values import Rekeningregel
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.schrijfwijze import periode_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt


@vraagt(Recht.BETALINGEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def rekeningen(request: HttpRequest) -> HttpResponse:
    """The page; a POST proposes an account, or decides about what another proposed."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    rows, names = queries.rekeningen(on_behalf_of=wie), aanbieders.namen()
    waiting = {
        str(one.id): f"{names.get(one.aanbieder, one.aanbieder)}, op naam van {one.tenaamstelling}"
        for one in rows
        if one.stand == "voorgesteld"
    }
    new = Rekeningformulier(request.POST if step == "nieuw" else None, aanbieders=names)
    decide = Bevestigformulier(request.POST if step == "besluit" else None, voorstellen=waiting)
    fault = _doe(request, step, new, decide, wie)
    if step and not fault and not new.errors and not decide.errors:
        return redirect("rekeningen")
    parts: list[Deel] = []
    if wie.mag(Recht.BETALEN):
        if waiting:
            text = ("Wie een rekening voorstelde, bevestigt haar niet.",)
            parts.append(Deel("Besluit over een voorstel", text, formulier=decide, doe="besluit", knop="Besluit"))
        days = settings.IBAN_WACHTDAGEN
        wait = f"Een ander bevestigt het. Een wijziging geldt {days} dagen daarna; tot dan wordt er niets betaald."
        parts.append(Deel("Stel een rekening voor", (wait,), formulier=new, doe="nieuw", knop="Stel voor"))
    parts.append(Deel(tabel=tabel_van(rows, names)))
    page = Blad(
        "Rekeningen van aanbieders",
        "Waar aanbieders hun geld krijgen, en welke wijziging wacht.",
        tuple(parts),
        boven=BOVEN,
        fout=fault,
    )
    return toon(request, page, fout=bool(new.errors or decide.errors))


def _doe(request: HttpRequest, step: str, new: Rekeningformulier, decide: Bevestigformulier, wie: Machtiging) -> str:
    now = timezone.now()
    form: forms.Form | None = {"nieuw": new, "besluit": decide}.get(step)
    if form is None:
        return "Kies wat u wilt doen." if step else ""
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    if step == "nieuw":
        propose = partial(
            actions.stel_rekening_voor,
            data["aanbieder"],
            data["iban"],
            data["tenaamstelling"],
            bron=data["bron"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, propose, "Het voorstel wacht op een tweede persoon.")
    number = int(data["rekening"])
    if data["besluit"] == "wijs_af":
        reject = partial(actions.wijs_rekening_af, number, moment=now, on_behalf_of=wie)
        return doe(request, reject, "Het voorstel is afgewezen.")
    confirm = partial(actions.bevestig_rekening, number, iban=data["iban"], moment=now, on_behalf_of=wie)
    return doe(request, confirm, "De rekening is bevestigd.")


def tabel_van(rows: list[Rekeningregel], names: Mapping[str, str]) -> Tabel:
    """A table of accounts; without names that of one provider. What another has to type over is not shown."""
    whose = (Kolom("Aanbieder"),) if names else ()
    return Tabel(
        "Rekeningen",
        (*whose, Kolom("Rekening"), Kolom("Op naam van"), Kolom("Stand"), Kolom("Geldt", "dag"), Kolom("Bron")),
        tuple(
            (
                *((names.get(one.aanbieder, one.aanbieder),) if names else ()),
                _nummer(one, zichtbaar=not names),
                one.tenaamstelling,
                Cel(REKENINGSTAND[one.stand], toon=TOON[one.stand]),
                periode_kort(one.van, one.tot) if one.van else NO_VALUE,
                one.bron,
            )
            for one in rows
        ),
        leeg="Er is nog geen rekening bekend.",
    )


def _nummer(one: Rekeningregel, *, zichtbaar: bool) -> str:
    if one.stand == "voorgesteld" and not zichtbaar:
        return f"eindigt op {one.iban[-2:]}"
    return leesbaar(one.iban)
