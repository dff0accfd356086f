# SPDX-License-Identifier: EUPL-1.2
"""The requests that wait for an answer, with their last day; and the answer itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Geschiedenis, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.pages.geschiedenis import geschiedenis
from jeugdregio.ontvangst.beantwoorden import NietBeantwoord, beantwoord, draag_over
from jeugdregio.ontvangst.pages.besluit import VOOR_TOEWIJZING, BesluitFormulier, OverdrachtFormulier
from jeugdregio.ontvangst.pages.termijn import in_woorden
from jeugdregio.regio import queries as regio
from jeugdregio.verzoeken import queries
from jeugdregio.verzoeken.values import AFWIJZEN, IN_ONDERZOEK, WOONPLAATSBEGINSEL, Besluit, Gevraagd, OpenVerzoek

SOORT = {"JW315": "toewijzing", "JW317": "wijziging"}
STATUS = {"in_behandeling": "Wacht op antwoord", IN_ONDERZOEK: "In onderzoek"}
WAT = {
    "aangevraagd": "Aangevraagd",
    "ongewijzigd": "Blijft zoals het is",
    "te_wijzigen": "Te wijzigen",
    "nieuw": "Nieuw",
}


@dataclass(frozen=True)
class VerzoekenPagina:
    """The list."""

    titel: str
    inleiding: str
    samenvatting: str
    lijst: Lijstblad
    overgedragen: Tabel | None


@dataclass(frozen=True)
class VerzoekPagina:
    """One request, and the form when the asker may answer it."""

    titel: str
    termijn: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    producten: Tabel
    formulier: BesluitFormulier | None
    overdracht: OverdrachtFormulier | None
    fout: str
    woonplaats_url: str
    overneem_url: str
    alleen_woonplaats: bool
    geschiedenis: Geschiedenis


@vraagt(Recht.VERZOEKEN_ZIEN)
@require_safe
def verzoeken(request: HttpRequest) -> HttpResponse:
    """The open requests of the asker, the one that is due first on top."""
    wie = machtiging(request)
    found = queries.open_verzoeken(on_behalf_of=wie)
    today = timezone.localdate()
    late = sum(one.is_te_laat(today) for one in found)
    every = replace(_list(found, wie, today), toont=lambda shown: gelezen(request, {one.persoon for one in shown}))
    if file := every.als_bestand(request):
        return file
    number = telwoord(len(found), "verzoek wacht", "verzoeken wachten")
    page = VerzoekenPagina(
        titel="Verzoeken",
        inleiding="Verzoeken van aanbieders om een toewijzing (JW315) of een wijziging (JW317) die nog een besluit "
        "nodig hebben. De uiterste dag telt werkdagen volgens de Algemene termijnenwet.",
        samenvatting=f"{number} op een besluit, waarvan {getal(late)} te laat.",
        lijst=every.blad(request),
        overgedragen=_handed_over(request, wie),
    )
    return render(request, "ontvangst/verzoeken.html", {"page": page})


@vraagt(Recht.VERZOEKEN_ZIEN)
@eigen_transacties
@require_http_methods(["GET", "HEAD", "POST"])
def verzoek(request: HttpRequest, gemeente: str, bericht_id: int, nr: int) -> HttpResponse:
    """One open request; a POST answers it with a JW319."""
    wie = machtiging(request)
    one = queries.open_verzoek(gemeente, bericht_id, nr, on_behalf_of=wie)
    if one is None:
        raise Http404("Dit verzoek is er niet, of het is al beantwoord.")
    if request.method != "POST":
        return _show(request, one, wie, BesluitFormulier(verzoek=one))
    if not _answers(wie, one):
        raise PermissionDenied("Alleen een medewerker toegang van de gemeente zelf beantwoordt een verzoek.")
    if "naar" in request.POST:
        return _hand_over(request, one, wie)
    form = BesluitFormulier(request.POST, verzoek=one)
    if not form.is_valid():
        return _show(request, one, wie, form, status=422)
    moment = timezone.now()
    try:
        beantwoord(
            gemeente,
            bericht_id,
            nr,
            form.besluit,
            regio=settings.REGIO,
            peildatum=timezone.localdate(moment),
            moment=moment,
            on_behalf_of=wie,
        )
    except NietBeantwoord as refusal:
        return _show(request, one, wie, form, fault=str(refusal), status=422)
    messages.success(request, f"Het antwoord op verzoek {one.referentie} is vastgelegd en beoordeeld: in orde.")
    if late := _late(one, form.besluit, timezone.localdate(moment)):
        messages.warning(request, late)
    return redirect("verzoeken")


def _take_over(one: OpenVerzoek, wie: Machtiging) -> str:
    """Where a request for an allocation becomes an application, for who may do that; else empty."""
    may = wie.gemeente == one.gemeente and one.soort == "JW315" and wie.mag(Recht.AANMELDEN)
    return reverse("verzoek-overnemen", args=[one.gemeente, one.bericht_id, one.nr]) if may else ""


def _hand_over(request: HttpRequest, one: OpenVerzoek, wie: Machtiging) -> HttpResponse:
    """Hand the request over to the municipality that was chosen."""
    moment = timezone.now()
    today = timezone.localdate(moment)
    to = request.POST["naar"]
    try:
        draag_over(
            one.gemeente,
            one.bericht_id,
            one.nr,
            to,
            regio=settings.REGIO,
            peildatum=today,
            moment=moment,
            on_behalf_of=wie,
        )
    except NietBeantwoord as refusal:
        return _show(request, one, wie, BesluitFormulier(verzoek=one), fault=str(refusal), status=422)
    messages.success(
        request, f"Verzoek {one.referentie} is overgedragen. De aanbieder is naar de andere gemeente verwezen."
    )
    if late := _late(one, Besluit(AFWIJZEN, WOONPLAATSBEGINSEL, to), today):
        messages.warning(request, late)
    return redirect("verzoeken")


def _answers(wie: Machtiging, one: OpenVerzoek) -> bool:
    return wie.mag(Recht.VERZOEK_BEANTWOORDEN) and wie.gemeente == one.gemeente


def _late(one: OpenVerzoek, besluit: Besluit, today: date) -> str:
    """What has to be said about an answer after its last day: nothing is sent late in silence."""
    if one.is_te_laat(today):
        return f"Dit antwoord is te laat: het moest uiterlijk op {datum(one.uiterlijk)}."
    last = one.woonplaats_uiterlijk
    if besluit.reden == WOONPLAATSBEGINSEL and last and last < today:
        return f"Afwijzen op het woonplaatsbeginsel kon uiterlijk op {datum(last)} (OP359)."
    return ""


def _term(one: OpenVerzoek, today: date) -> tuple[str, Toon]:
    return in_woorden(one.uiterlijk, today)


def _list(found: Sequence[OpenVerzoek], wie: Machtiging, today: date) -> Lijst[OpenVerzoek]:
    names, places = aanbieders.namen(), regio.namen()
    provider = Veld[OpenVerzoek]("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder))
    town = Veld[OpenVerzoek]("gemeente", "Gemeente", lambda one: places.get(one.gemeente, one.gemeente))

    def request(one: OpenVerzoek) -> Cel:
        url = reverse("verzoek", args=[one.gemeente, one.bericht_id, one.nr])
        return Cel(one.referentie, url=url, onder=one.jeugdige if wie.mag(Recht.KINDEREN_ZIEN) else "")

    def term(one: OpenVerzoek) -> Cel:
        text, tone = _term(one, today)
        return Cel(text, toon=tone)

    return Lijst(
        "Open verzoeken",
        (
            Veld("referentie", "Referentie", lambda one: one.referentie, cel=request),
            *([] if wie.aanbieder else [provider]),
            *([] if wie.gemeente else [town]),
            Veld("soort", "Verzoek om", lambda one: SOORT[one.soort]),
            Veld("ontvangen", "Ontvangen", lambda one: one.ontvangen_op, "dag"),
            Veld("stand", "Stand", lambda one: STATUS[one.status]),
            Veld("uiterlijk", "Uiterlijk", lambda one: one.uiterlijk, "dag"),
            Veld("termijn", "Termijn", lambda one: _term(one, today)[0], cel=term),
        ),
        found,
        bestand="verzoeken",
        van_zelf="uiterlijk",
        leeg="Er wacht geen verzoek op een besluit.",
    )


def _show(
    request: HttpRequest,
    one: OpenVerzoek,
    wie: Machtiging,
    form: BesluitFormulier,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    with namens(wie):  # a view with transactions of its own is nobody until it says who it is
        gelezen(request, [one.persoon])
        page = _page(one, wie, form, fault)
        trail = (Kruimel("Verzoeken", reverse("verzoeken")), Kruimel(one.referentie))
        return render(request, "ontvangst/verzoek.html", {"page": page, "kruimels": trail}, status=status)


def _page(one: OpenVerzoek, wie: Machtiging, form: BesluitFormulier, fault: str) -> VerzoekPagina:
    facts = [
        ("Gemeente", regio.namen().get(one.gemeente, one.gemeente)),
        ("Aanbieder", aanbieders.naam(one.aanbieder)),
        *([("Jeugdige", one.jeugdige)] if wie.mag(Recht.KINDEREN_ZIEN) else []),
        ("Dagtekening", datum(one.dagtekening)),
        ("Ontvangen", datum(one.ontvangen_op)),
        ("Stand", STATUS[one.status]),
        ("Uiterlijk antwoorden", datum(one.uiterlijk)),
    ]
    if one.woonplaats_uiterlijk:
        facts.append(("Afwijzen om de woonplaats kan tot en met", datum(one.woonplaats_uiterlijk)))
    known = queries.vastgesteld([one.bericht_id], on_behalf_of=wie).get((one.gemeente, one.bericht_id, one.nr))
    if known:
        place = codelijst("gemeente").omschrijving(known.gemeente)
        facts.append(("Verantwoordelijk", f"{place} ({', '.join(known.regels)}), volgens {known.door}"))
    looks = _answers(wie, one) and one.soort == VOOR_TOEWIJZING
    return VerzoekPagina(
        titel=f"Verzoek {one.referentie} om {SOORT[one.soort]}",
        termijn=_term(one, timezone.localdate()),
        feiten=tuple(facts),
        producten=_products(one.producten),
        formulier=form if _answers(wie, one) else None,
        overdracht=_handing_over(one) if _answers(wie, one) else None,
        fout=fault,
        overneem_url=_take_over(one, wie),
        woonplaats_url=reverse("woonplaats", args=[one.gemeente, one.bericht_id, one.nr]) if looks else "",
        alleen_woonplaats=looks and one.van_gecertificeerde_instelling,
        geschiedenis=geschiedenis(
            "verzoeken_verzoek", {"gemeente": one.gemeente, "bericht_id": one.bericht_id, "nr": one.nr}, wie
        ),
    )


def _handing_over(one: OpenVerzoek) -> OverdrachtFormulier | None:
    if one.soort != VOOR_TOEWIJZING:
        return None
    return OverdrachtFormulier(verzoek=one, plaatsen=regio.deelnemers(settings.REGIO, timezone.localdate()))


def _handed_over(request: HttpRequest, wie: Machtiging) -> Tabel | None:
    """What went from one municipality to another; a provider was told by the refusal itself."""
    if wie.aanbieder:
        return None
    found = queries.overgedragen(on_behalf_of=wie)
    gelezen(request, {one.persoon for one in found if one.persoon})
    names, places = aanbieders.namen(), regio.namen()
    rows = tuple(
        (
            Cel(one.referentie, onder=one.jeugdige if wie.mag(Recht.KINDEREN_ZIEN) else ""),
            names.get(one.aanbieder, one.aanbieder),
            places.get(one.van, one.van),
            places.get(one.naar, one.naar),
            one.product,
            datum(one.begin),
            datum(one.op),
            "Opnieuw gevraagd" if one.opnieuw_gevraagd else "Verwezen",
        )
        for one in found
    )
    heads = ("Referentie", "Aanbieder", "Van", "Naar", "Product", "Vanaf", "Overgedragen", "Stand")
    return Tabel("Overgedragen verzoeken, nieuwste bovenaan", tuple(map(Kolom, heads)), rows) if rows else None


def _products(products: Sequence[Gevraagd]) -> Tabel:
    return Tabel(
        "Gevraagde producten",
        (Kolom("Product"), Kolom("Wat"), Kolom("Toewijzing"), Kolom("Van"), Kolom("Tot en met"), Kolom("Omvang")),
        tuple(
            (
                one.code or one.categorie or "zie de toewijzing",
                WAT[one.wat],
                str(one.toewijzing_nummer or ""),
                datum(one.begin),
                datum(one.einde),
                _size(one),
            )
            for one in products
        ),
    )


def _size(one: Gevraagd) -> str:
    if one.budget_cent is not None:
        return cent(one.budget_cent)
    if one.volume is None or one.eenheid is None or one.frequentie is None:
        return ""
    unit = codelijst("eenheid").omschrijving(one.eenheid).lower()
    return f"{getal(one.volume)} {unit}, {codelijst('frequentie').omschrijving(one.frequentie).lower()}"
