# SPDX-License-Identifier: EUPL-1.2
"""When a decision of this municipality waits for a second name: what it chose, and a try-out (S71)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel, in_cent, toon
from jeugdregio.components.schrijfwijze import periode_kort
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.teambudget import actions, queries
from jeugdregio.teambudget.pages.formulieren import Drempelformulier, Proefformulier
from jeugdregio.teambudget.pages.opmaak import BOVEN, VOORGESTELD, doe
from jeugdregio.teambudget.values import VERBANDEN, Drempelregel

KIES = (
    "Deze gemeente heeft nog niet gekozen wanneer een tweede naam nodig is. Nu wacht geen enkel besluit. De bron zegt: "
    "bij grote financiële gevolgen, en/of langdurige verplichtingen, zonder bedrag of duur. De gemeente moet kiezen."
)


@vraagt(Recht.TEAMBUDGET_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def drempels(request: HttpRequest) -> HttpResponse:
    """The page; a POST proposes a threshold, a GET with an amount or a length tries one out."""
    wie, today = machtiging(request), timezone.localdate()
    form, fault = Drempelformulier(request.POST or None, initial={"van": today}), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        what = {
            "van": data["van"].isoformat(),
            "categorie": data["categorie"],
            "bedrag_cent": in_cent(data["bedrag"]) if data["bedrag"] else None,
            "maanden": data["maanden"],
            "verband": data["verband"],
            "bron": data["bron"],
        }
        propose = partial(
            actions.stel_voor, "toetsdrempel", what, reden=data["reden"], moment=timezone.now(), on_behalf_of=wie
        )
        fault = doe(request, propose, VOORGESTELD)
        if not fault:
            return redirect("toetsdrempels")
    rows = queries.drempels(wie.gemeente, on_behalf_of=wie)
    chosen = queries.heeft_drempel(wie.gemeente, peildatum=today, on_behalf_of=wie)
    trial = Proefformulier(request.GET if {"bedrag", "maanden"} & {*request.GET} else None)
    parts = [
        Deel(tekst=() if chosen else (KIES,), tabel=_tabel(rows)),
        Deel("Probeer een besluit", tuple(_probeer(trial, wie)), filter=trial),
    ]
    if wie.mag(Recht.TEAMBUDGET_VASTSTELLEN):
        text = ("Een ander bevestigt het. Laat bedrag en maanden allebei leeg om de drempel te laten vervallen.",)
        parts.append(Deel("Stel een drempel voor", text, formulier=form, doe="drempel", knop="Stel voor"))
    page = Blad(
        "Drempels voor de tweede toets",
        "Boven welk bedrag of welke duur een besluit wacht op een tweede naam.",
        tuple(parts),
        boven=BOVEN,
        fout=fault,
    )
    trail = (Kruimel(BOVEN, reverse("teambudget")), Kruimel("Drempels"))
    return toon(request, page, trail, fout=bool(form.errors))


def _probeer(trial: Proefformulier, wie: Machtiging) -> list[str]:
    if not trial.is_bound:
        return ["Vul een bedrag of een looptijd in, en zie of het besluit op een tweede naam zou wachten."]
    if not trial.is_valid():
        return []
    data = trial.cleaned_data
    why = queries.tweede_toets_nodig(
        wie.gemeente,
        None if data["bedrag"] is None else in_cent(data["bedrag"]),
        data["maanden"],
        peildatum=timezone.localdate(),
        categorie=data["categorie"],
        on_behalf_of=wie,
    )
    return ["Dit besluit wacht op een tweede naam.", *why] if why else ["Dit besluit hoeft niet te wachten."]


def _tabel(rows: list[Drempelregel]) -> Tabel:
    return Tabel(
        "Drempels van deze gemeente",
        (
            Kolom("Geldt"),
            Kolom("Categorie"),
            Kolom("Boven", "getal"),
            Kolom("Langer dan"),
            Kolom("Verband"),
            Kolom("Bron"),
        ),
        tuple(
            (
                periode_kort(one.van, one.tot),
                one.categorie or "alle andere",
                cent(one.bedrag_cent),
                f"{one.maanden} maanden" if one.maanden else "–",
                VERBANDEN[one.verband] if one.bedrag_cent and one.maanden else "–",
                one.bron,
            )
            for one in rows
        ),
        leeg="Er is nog geen drempel. De controller of bestuurder stelt er hieronder een voor.",
    )
