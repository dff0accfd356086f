# SPDX-License-Identifier: EUPL-1.2
"""The clock of a request: where it stands, the sum, and what moves it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.besluiten import actions, dossier, queries
from jeugdregio.besluiten.pages.formulieren import Aanvulformulier, Dagformulier, Opschortformulier, Verlengformulier
from jeugdregio.besluiten.pages.maken import lees_dossier
from jeugdregio.besluiten.pages.opmaak import Blad, Deel, brievendeel, open_kind, termijndelen, toon
from jeugdregio.besluiten.values import Bekendmaking, NietBesloten, OnmogelijkeTermijn, dwangsom
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

FORMULIEREN = {
    "opschorten": Opschortformulier,
    "aanvullen": Aanvulformulier,
    "verlengen": Verlengformulier,
    "ingebreke": Dagformulier,
    "zonder": Dagformulier,
}
WAT = {"opschorting": "Vraag om aanvulling", "verlenging": "Verlengd", "ingebreke": "Ingebrekestelling"}


@vraagt(Recht.BESLISSEN)
@require_http_methods(["GET", "HEAD", "POST"])
def termijn(request: HttpRequest, aanmelding: int) -> HttpResponse:
    """The page; a POST moves the term and makes the letter that goes with it."""
    wie, today = machtiging(request), timezone.localdate()
    known = lees_dossier(aanmelding, today, wie)
    if isinstance(known, str):
        return toon(request, wie, Blad("Termijn", "", (), fout=known))
    if (asked := open_kind(request, wie, known.aanmelding.persoon)) is not None:
        return asked
    step, fault = request.POST.get("doe", ""), ""
    forms = {
        name: kind(request.POST if name == step else None, prefix=name, initial={"op": today})
        for name, kind in FORMULIEREN.items()
    }
    if step in forms and forms[step].is_valid():
        try:
            with transaction.atomic():
                _doe(step, forms[step].cleaned_data, known, wie)
        except NietBesloten as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd. De termijn is opnieuw uitgerekend.")
            return redirect("besluit-termijn", aanmelding=aanmelding)
    clock = known.aanvraag
    parts = [*termijndelen(clock.termijn, clock.feiten, today, klaar=clock.afgesloten_op)]
    parts += _te_laat(known)
    if clock.feiten:
        rows = tuple(
            (WAT[one.soort], dag_kort(one.op), dag_kort(one.uiterlijk) if one.uiterlijk else "", one.reden)
            for one in clock.feiten
        )
        columns = (Kolom("Wat"), Kolom("Dag", "dag"), Kolom("Uiterlijk", "dag"), Kolom("Toelichting"))
        parts.append(Deel(tabel=Tabel("Wat er gebeurde", columns, rows)))
    parts += brievendeel(queries.brieven(clock.id, on_behalf_of=wie))
    if clock.afgesloten_op is None:
        parts += _formulieren(known, forms)
    page = Blad(
        f"Termijn: {known.kind.naam}",
        "Wanneer het besluit er moet zijn, en wat die dag verschuift.",
        tuple(parts),
        feiten=(
            ("Aanvraag ontvangen", datum(clock.ontvangen_op), ""),
            ("Besluit", "Maak het besluit", reverse("besluit-nieuw", args=[aanmelding])),
        ),
        fout=fault,
        foutkop="Niet vastgelegd",
    )
    wrong = any(form.errors for form in forms.values())
    return toon(request, wie, page, (Kruimel(page.titel),), fout=wrong)


def _te_laat(known: dossier.Dossier) -> list[Deel]:
    notice = next((one for one in known.aanvraag.feiten if one.soort == "ingebreke"), None)
    if notice is None:
        return []
    until = known.aanvraag.afgesloten_op or timezone.localdate()
    try:
        owed = dwangsom(known.aanvraag.termijn.laatste_dag, notice.op, until)
    except OnmogelijkeTermijn:
        return []
    words = f"De dwangsom loopt vanaf {datum(owed.eerste_dag)}: tot nu {cent(owed.bedrag_cent)} ({owed.dagen} dagen)."
    rows = tuple((one.tekst, one.bron) for one in owed.stappen)
    return [Deel("Dwangsom", (words,), tabel=Tabel("Zo is het uitgerekend", (Kolom("Stap"), Kolom("Regel")), rows))]


def _formulieren(known: dossier.Dossier, forms: Mapping[str, ZonderBsn]) -> list[Deel]:
    asked = any(one.soort == "opschorting" and one.aangevuld_op is None for one in known.aanvraag.feiten)
    late = known.aanvraag.termijn.verstreken(timezone.localdate())
    found = []
    if asked:
        found.append(Deel("De aanvulling kwam", formulier=forms["aanvullen"], doe="aanvullen", knop="Leg vast"))
    else:
        found.append(
            Deel(
                "Om aanvulling vragen",
                ("De termijn staat stil zolang u wacht. De brief wordt gemaakt.",),
                formulier=forms["opschorten"],
                doe="opschorten",
                knop="Vraag om aanvulling",
            )
        )
        found.append(
            Deel(
                "Verlengen",
                ("Laat voor de laatste dag weten wanneer het besluit wel komt. De brief wordt gemaakt.",),
                formulier=forms["verlengen"],
                doe="verlengen",
                knop="Verleng",
                tweede=True,
            )
        )
    if late:
        found.append(
            Deel("Ingebrekestelling ontvangen", formulier=forms["ingebreke"], doe="ingebreke", knop="Leg vast")
        )
    found.append(
        Deel(
            "Geen besluit nodig",
            ("Bijvoorbeeld omdat het gezin de aanvraag introk.",),
            formulier=forms["zonder"],
            doe="zonder",
            knop="Sluit de aanvraag",
            tweede=True,
        )
    )
    return found


def _doe(step: str, data: dict[str, Any], known: dossier.Dossier, wie: Machtiging) -> None:
    now = timezone.now()
    number = actions.open_aanvraag(
        aanmelding=known.aanmelding.id,
        gezin=known.kind.gezin,
        lid=known.kind.id,
        persoon=known.aanmelding.persoon,
        kanaal=known.aanmelding.kanaal,
        ontvangen_op=known.aanvraag.ontvangen_op,
        on_behalf_of=wie,
    )
    given: dict[str, Any] = {"moment": now, "on_behalf_of": wie}
    match step:
        case "opschorten":
            actions.schort_op(aanvraag=number, gegevens=_gegevens(known, wie), **data, **given)
        case "verlengen":
            actions.verleng(number, gegevens=_gegevens(known, wie), **data, **given)
        case "aanvullen":
            waiting = next(f for f in known.aanvraag.feiten if f.soort == "opschorting" and f.aangevuld_op is None)
            actions.vul_aan(waiting.id, data["op"], on_behalf_of=wie)
        case "ingebreke":
            actions.stel_in_gebreke(aanvraag=number, **data, **given)
        case _:
            actions.sluit_zonder_besluit(number, on_behalf_of=wie, **data)


def _gegevens(known: dossier.Dossier, wie: Machtiging) -> Bekendmaking:
    now = timezone.now()
    return dossier.bekendmaking(
        known.kind.id, aanbieder="", referentie="", peildatum=timezone.localdate(now), moment=now, on_behalf_of=wie
    )
