# SPDX-License-Identifier: EUPL-1.2
"""Deciding: the work list, and the form on one screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jeugdregio.besluiten import queries, voorwaarden
from jeugdregio.besluiten.pages.formulieren import Besluitformulier, Zoekformulier
from jeugdregio.besluiten.pages.maken import MEESTE, lees_dossier, maak, te_kiezen, voorgevuld
from jeugdregio.besluiten.pages.opmaak import (
    Blad,
    Deel,
    niet_te_kiezen,
    open_kind,
    soort_van,
    stand_van,
    toon,
    wat_mist,
)
from jeugdregio.besluiten.values import Besluit, NietBesloten
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toegang import queries as toegang


@vraagt(Recht.BESLISSEN)
@require_GET
def besluiten(request: HttpRequest) -> HttpResponse:
    """What has to be decided, what waits to be made known, and what was decided last."""
    wie, today = machtiging(request), timezone.localdate()
    every = queries.besluiten(on_behalf_of=wie)
    waiting = [one for one in every if one.stand in ("concept", "tweede", "akkoord", "verzenden")]
    busy = {one.aanmelding_id for one in waiting}  # has a decision already, that is in the list below
    asked = [
        one
        for one in toegang.open_aanmeldingen(on_behalf_of=wie)
        if one.stand == "klaar_voor_besluit" and one.persoon and one.id not in busy
    ]
    names = _namen([one.lid_id for one in asked if one.lid_id] + [one.lid_id for one in every], wie)
    gelezen(request, {one.persoon for one in asked} | {one.persoon for one in every})
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
    search, choices = Zoekformulier(request.GET), te_kiezen(request, known, today, wie)
    rule = voorwaarden.kanaalregel(known.aanmelding.kanaal)
    form = Besluitformulier(
        request.POST if request.POST.get("doe") == "besluit" else None,
        keuzes=choices[:MEESTE],
        producten=queries.pgbproducten(choices, dag=today),
        inzet=known.zonder_besluit,
        initial=voorgevuld(known, choices, rule.grondslag, today),
    )
    fault = ""
    if form.is_bound and form.is_valid():
        try:
            number = maak(form, known, wie)
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
