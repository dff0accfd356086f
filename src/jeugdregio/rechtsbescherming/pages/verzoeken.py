# SPDX-License-Identifier: EUPL-1.2
"""Requests of the people concerned: a work list, one request, and taking one in for a child."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer.pages.opmaak import Blad, Deel, dagveld, tekstveld, tijd, toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen
from jeugdregio.rechtsbescherming import actions, queries
from jeugdregio.rechtsbescherming.models import Correctie, Nagekomen
from jeugdregio.rechtsbescherming.pages.kind import geboren_op, jeugdige, leeftijd, naam_van, open_dossier
from jeugdregio.rechtsbescherming.values import Beslissing, Hoedanigheid, Verzoekregel, Verzoeksoort

BOVEN = "Rechten"
MAAND = "Een maand na ontvangst (AVG artikel 12 lid 3)."
GEEN_NUMMER = "Geen burgerservicenummer."
TOON = {"toegewezen": "positief", "deels": "waarschuwing", "afgewezen": "negatief", "niet_bevoegd": "neutraal"}


class Nieuwformulier(ZonderBsn):
    """A new request."""

    soort = forms.ChoiceField(
        label="Wat wordt er gevraagd?", choices=Verzoeksoort.choices, help_text="Eén per verzoek."
    )
    aanvrager = tekstveld("Wie vraagt het?", f"Naam. {GEEN_NUMMER}", 120)
    hoedanigheid = forms.ChoiceField(
        label="Als wat vraagt die persoon het?",
        choices=Hoedanigheid.choices,
        help_text="Het programma zegt daarna of die persoon dit mag vragen, met het artikel. Ga na wie het is.",
    )
    vraag = tekstveld("De vraag in eigen woorden", f"Zo letterlijk als het kan. {GEEN_NUMMER}", 1000, rijen=3)
    ontvangen_op = dagveld("Ontvangen op", "De termijn van een maand loopt vanaf deze dag.")


class Verlengformulier(ZonderBsn):
    """Two months more."""

    reden = tekstveld(
        "Waarom lukt het niet binnen een maand?", "De aanvrager krijgt deze reden ook te lezen.", 400, rijen=2
    )


class Beslisformulier(ZonderBsn):
    """The decision."""

    beslissing = forms.ChoiceField(
        label="Beslissing",
        choices=[one for one in Beslissing.choices if one[0]],
        help_text="Tegen een afwijzing kan de aanvrager bezwaar maken; zet dat in de brief.",
    )
    redenen = tekstveld(
        "Redenen", f"In gewone woorden, met het artikel bij een afwijzing. {GEEN_NUMMER}", 1000, rijen=3
    )
    dag = dagveld("Beslist op", "De dag waarop de aanvrager bericht krijgt.")


class Correctieformulier(ZonderBsn):
    """One thing that is wrong."""

    gegeven = tekstveld("Welk gegeven?", "Bijvoorbeeld: verslag van het gesprek van 3 maart, tweede alinea.", 120)
    oud = tekstveld("Wat stond er?", f"Dit blijft leesbaar bij het verzoek. {GEEN_NUMMER}", 500, rijen=2)
    nieuw = tekstveld("Wat staat er voortaan?", "Leeg als u het niet wijzigt.", 500, nodig=False, rijen=2)
    verklaring = tekstveld(
        "Verklaring van de aanvrager",
        "Wijzigt u het niet? Dan komt zijn verklaring bij het dossier.",
        1000,
        nodig=False,
        rijen=3,
    )


class Nagekomenformulier(ZonderBsn):
    """A paper that came later."""

    wat = tekstveld("Wat kwam er binnen?", GEEN_NUMMER, 300)
    gevolg = tekstveld("Wat doet u ermee?", "Bijvoorbeeld: toegevoegd, geen gevolg voor de beslissing.", 300)
    ontvangen_op = dagveld("Ontvangen op", "Ook lang na de beslissing.")


class Heropenformulier(ZonderBsn):
    """Open it again."""

    vraag = tekstveld(
        "Waarom opnieuw?", "Er komt een nieuw verzoek met een nieuwe maand; dit blijft staan.", 1000, rijen=2
    )
    dag = dagveld("Vanaf", "De dag waarop de aanvrager hier opnieuw om vroeg.")


@vraagt(Recht.BETROKKENEN)
@require_http_methods(["GET", "HEAD"])
def verzoeken(request: HttpRequest) -> HttpResponse:
    """What was asked, with what is due first on top."""
    wie, today = machtiging(request), timezone.localdate()
    found = queries.verzoeken(on_behalf_of=wie)

    def seen(shown: Sequence[Verzoekregel]) -> None:
        gelezen(request, {one.persoon for one in shown})

    sheet = Lijst(
        "Verzoeken over het dossier",
        (
            Veld(
                "soort",
                "Verzoek",
                lambda one: one.soortnaam,
                cel=lambda one: Cel(
                    one.soortnaam, url=reverse("rechtsverzoek", args=[one.nummer]), onder=one.aanvrager
                ),
            ),
            Veld("als", "Als", lambda one: str(Hoedanigheid(one.hoedanigheid).label)),
            Veld("ontvangen", "Ontvangen", lambda one: one.ontvangen_op, "dag"),
            Veld("uiterlijk", "Uiterlijk", lambda one: one.uiterlijk, "dag"),
            Veld(
                "stand",
                "Stand",
                lambda one: stand(one, today.toordinal()).tekst,
                cel=lambda one: stand(one, today.toordinal()),
            ),
        ),
        found,
        bestand="verzoeken-over-het-dossier",
        leeg="Er is nog niets gevraagd. Open de jeugdige (Zoeken of Gezinnen) en kies daar ‘Verzoek over het dossier’.",
        bijschrift_zichtbaar=False,
        toont=seen,
    )
    if file := sheet.als_bestand(request):
        return file
    waiting = [one for one in found if one.is_open]
    late = sum(one.uiterlijk < today for one in waiting)
    page = Blad(
        "Verzoeken over het dossier",
        "Wie vraagt om inzage, een afschrift, verbetering of vernietiging, krijgt binnen een maand een beslissing.",
        (Deel(lijst=sheet.blad(request)), Deel(tekst=(HOE,))),
        BOVEN,
        cijfers=(
            Kerncijfer("Open", getal(len(waiting)), MAAND),
            Kerncijfer("Te laat", getal(late), toon="negatief" if late else "positief"),
        ),
    )
    return toon(request, page)


HOE = (
    "Een afschrift maakt u met de uitvoer van alles over één persoon (menu: Persoon). Haal eruit wat een ander "
    "aangaat of wat een "
    "jeugdige van 12 jaar of ouder voor zich wil houden."
)


def stand(one: Verzoekregel, today: int) -> Cel:
    """How it stands, and whether it is late."""
    if not one.is_open:
        return Cel(str(Beslissing(one.beslissing).label), toon=TOON[one.beslissing])  # type: ignore[arg-type]
    if one.uiterlijk.toordinal() < today:
        return Cel("Te laat", toon="negatief")
    return Cel("Verlengd" if one.verlengd_op else "Open", toon="info")


@vraagt(Recht.BETROKKENEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, kind: int) -> HttpResponse:
    """Take in a request about this child."""
    child = jeugdige(kind, machtiging(request))
    return _take_in(request, child.naam, child.persoon, kind, child.geboortedatum)


@vraagt(Recht.BETROKKENEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw_gezin(request: HttpRequest, lid: int) -> HttpResponse:
    """Take in a request about this youth of a family, who need not have any help yet."""
    one = gezinnen.lid(lid, on_behalf_of=machtiging(request))
    if one is None or not one.is_jeugdige:
        raise Http404("Deze jeugdige is er niet, of niet voor u.")
    return _take_in(request, one.naam, one.spoor, None, one.geboortedatum)


def _take_in(request: HttpRequest, naam: str, persoon: str, kind: int | None, geboren: date | None) -> HttpResponse:
    wie, today = machtiging(request), timezone.localdate()
    if (first := open_dossier(request, wie, persoon, kind)) is not None:
        return first
    form, fault = Nieuwformulier(request.POST or None, initial={"ontvangen_op": today}), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            number = actions.neem_verzoek_aan(
                persoon=persoon,
                kind=kind,
                leeftijd=leeftijd(geboren, data["ontvangen_op"]),
                door=request.user.get_username(),
                on_behalf_of=wie,
                **data,
            )
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het verzoek is vastgelegd.")
            return redirect("rechtsverzoek", nummer=number)
    page = Blad(
        "Nieuw verzoek over het dossier",
        f"Over {naam}, {leeftijd(geboren, today)} jaar.",
        (Deel(formulier=form, doe="nieuw", knop="Leg vast"),),
        BOVEN,
        fout=fault,
    )
    return toon(request, page, (*_pad(), Kruimel("Nieuw")), fout=bool(form.errors))


@vraagt(Recht.BETROKKENEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verzoek(request: HttpRequest, nummer: int) -> HttpResponse:
    """One request; a POST extends, decides, corrects, takes in a later paper, or opens it again."""
    wie, now = machtiging(request), timezone.now()
    found = queries.verzoek(nummer, on_behalf_of=wie)
    if found is None:
        raise Http404("Dit verzoek is er niet, of niet voor u.")
    one, corrections, later = found
    if (first := open_dossier(request, wie, one.persoon, one.kind)) is not None:
        return first
    do, fault = request.POST.get("doe", ""), ""
    forms_ = _forms(request, do, one)
    form = forms_.get(do)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            number = _do(do, one, form, request.user.get_username(), wie)
        except actions.NietVastTeLeggen as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Vastgelegd.")
            return redirect("rechtsverzoek", nummer=number)
    parts = [Deel("De vraag", (one.vraag,))]
    if one.soort == Verzoeksoort.CORRECTIE:
        parts.append(Deel("Wat er stond en wat er staat", tabel=_corrected(corrections)))
    if later or not one.is_open:
        parts.append(Deel("Wat later binnenkwam", tabel=_later(later)))
    parts += [Deel(TITELS[key], formulier=each, doe=key, knop=KNOPPEN[key]) for key, each in forms_.items()]
    page = Blad(one.soortnaam, "", tuple(parts), BOVEN, feiten=_facts(one, naam_van(one.kind, wie), wie), fout=fault)
    bad = any(each.errors for each in forms_.values()) or now is None
    return toon(request, page, (*_pad(), Kruimel(one.soortnaam)), fout=bad)


TITELS = {
    "correctie": "Een gegeven verbeteren of een verklaring toevoegen",
    "beslis": "Beslissen",
    "verleng": "Twee maanden verlengen",
    "nagekomen": "Een nagekomen stuk vastleggen",
    "heropen": "Opnieuw openen",
}
KNOPPEN = {
    "correctie": "Leg vast",
    "beslis": "Beslis",
    "verleng": "Verleng",
    "nagekomen": "Leg vast",
    "heropen": "Open opnieuw",
}


def _forms(request: HttpRequest, do: str, one: Verzoekregel) -> dict[str, forms.Form]:
    """What can be done with it now."""
    today = timezone.localdate()

    def data(key: str) -> QueryDict | None:
        return request.POST if do == key and request.method == "POST" else None

    if not one.is_open:
        return {
            "nagekomen": Nagekomenformulier(data("nagekomen"), initial={"ontvangen_op": today}),
            "heropen": Heropenformulier(data("heropen"), initial={"dag": today}),
        }
    found: dict[str, forms.Form] = {}
    if one.soort == Verzoeksoort.CORRECTIE:
        found["correctie"] = Correctieformulier(data("correctie"))
    start = {"dag": today, "beslissing": "toegewezen" if one.bevoegd else "niet_bevoegd"}
    found["beslis"] = Beslisformulier(data("beslis"), initial=start)
    if one.verlengd_op is None and today <= one.uiterlijk:
        found["verleng"] = Verlengformulier(data("verleng"))
    return found


def _do(do: str, one: Verzoekregel, form: forms.Form, door: str, wie: Machtiging) -> int:
    """Do it; gives the number of the request to go on with."""
    data, now, today = form.cleaned_data, timezone.now(), timezone.localdate()
    match do:
        case "verleng":
            actions.verleng(one.nummer, reden=data["reden"], dag=today, on_behalf_of=wie)
        case "beslis":
            actions.beslis(
                one.nummer, data["beslissing"], redenen=data["redenen"], dag=data["dag"], door=door, on_behalf_of=wie
            )
        case "correctie":
            actions.leg_correctie_vast(one.nummer, **data, moment=now, door=door, on_behalf_of=wie)
        case "nagekomen":
            actions.neem_nagekomen_aan(one.nummer, **data, moment=now, door=door, on_behalf_of=wie)
        case "heropen":
            years = leeftijd(geboren_op(one.persoon, one.kind, wie), data["dag"])
            return actions.heropen(
                one.nummer, vraag=data["vraag"], leeftijd=years, dag=data["dag"], door=door, on_behalf_of=wie
            )
    return one.nummer


def _facts(one: Verzoekregel, naam: str, wie: Machtiging) -> tuple[tuple[str, str, str], ...]:
    found = [
        ("Jeugdige", naam, reverse("kind", args=[wie.gemeente, one.kind]) if naam else ""),
        ("Gevraagd door", f"{one.aanvrager} ({str(Hoedanigheid(one.hoedanigheid).label).lower()})", ""),
        ("Mag dit vragen", ("ja. " if one.bevoegd else "nee. ") + one.bevoegdheid, ""),
        ("Ontvangen", dag_kort(one.ontvangen_op), ""),
        ("Uiterlijk", f"{dag_kort(one.uiterlijk)} (AVG artikel 12 lid 3)", ""),
        ("Verlengd", f"{dag_kort(one.verlengd_op)}: {one.verlenging_reden}" if one.verlengd_op else "", ""),
        (
            "Eerder verzoek",
            f"nummer {one.vorige}" if one.vorige else "",
            reverse("rechtsverzoek", args=[one.vorige or 0]),
        ),
        ("Beslissing", str(Beslissing(one.beslissing).label), ""),
        ("Beslist op", dag_kort(one.beslist_op) if one.beslist_op else "", ""),
        ("Redenen", one.redenen, ""),
        ("Vastgelegd door", one.door, ""),
    ]
    return tuple(fact for fact in found if fact[1])


def _corrected(rows: Sequence[Correctie]) -> Tabel:
    return Tabel(
        "Verbeteringen",
        (Kolom("Gegeven"), Kolom("Stond er"), Kolom("Staat er nu"), Kolom("Verklaring"), Kolom("Wanneer", "dag")),
        tuple(
            (
                row.gegeven,
                row.oud,
                row.nieuw or "niet gewijzigd",
                row.verklaring,
                Cel(tijd(row.gezet_op), onder=row.door),
            )
            for row in rows
        ),
        leeg="Er is nog niets verbeterd. Leg hieronder vast wat er stond en wat er voortaan staat.",
        bijschrift_zichtbaar=False,
    )


def _later(rows: Sequence[Nagekomen]) -> Tabel:
    return Tabel(
        "Nagekomen stukken",
        (Kolom("Ontvangen", "dag"), Kolom("Wat"), Kolom("Gevolg"), Kolom("Vastgelegd door")),
        tuple((dag_kort(row.ontvangen_op), row.wat, row.gevolg, row.door) for row in rows),
        leeg="Er kwam later niets meer binnen. Komt er nog iets, leg het dan hieronder vast.",
        bijschrift_zichtbaar=False,
    )


def _pad() -> tuple[Kruimel, ...]:
    return (Kruimel("Verzoeken over het dossier", reverse("rechtsverzoeken")),)
