# SPDX-License-Identifier: EUPL-1.2
"""Reports to the Raad voor de Kinderbescherming, with the signals on top (S88)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort
from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.pages.reden import vraag_reden
from jeugdregio.toegang import actions, mensen, queries
from jeugdregio.toegang.actions import NieuweMelding
from jeugdregio.toegang.models import Raadsmelding as Rij
from jeugdregio.toegang.pages.formulieren import Aanwijsformulier, Afhandelformulier, Raadsmeldingformulier
from jeugdregio.toegang.pages.weergave import GOED, ONJUIST
from jeugdregio.toegang.values import NietMogelijk, Raadsmelding

TITEL = "Raadsmeldingen"


@dataclass(frozen=True)
class RaadPagina:
    """The list, and the two forms; `open` says which of them has something to mend."""

    titel: str
    signalen: int
    lijst: Lijstblad
    formulier: Raadsmeldingformulier
    aanwijzen: Aanwijsformulier
    aangewezen: Tabel
    open: str
    fout: str


@dataclass(frozen=True)
class MeldingPagina:
    """One report."""

    titel: str
    stand: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    formulier: Afhandelformulier | None
    fout: str


@vraagt(Recht.RAADSMELDINGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def raadsmeldingen(request: HttpRequest) -> HttpResponse:
    """The list; a POST records a report, or appoints a provider."""
    wie, asks = machtiging(request), request.POST.get("doe", "")
    names, appointed = aanbieders.namen(), queries.aangewezen(on_behalf_of=wie)
    form = Raadsmeldingformulier(
        request.POST if asks == "meld" else None,
        aanbieders=[(agb, names.get(agb, agb)) for agb, _ in appointed],
        initial={"gemeld": timezone.localdate(), "bekend": timezone.localdate()},
    )
    appoint = Aanwijsformulier(
        request.POST if asks == "wijs_aan" else None,
        aanbieders=sorted(names.items(), key=lambda one: one[1]),
        initial={"vanaf": timezone.localdate()},
        auto_id="id_wijs_%s",
    )
    fault = ""
    try:
        if form.is_bound and form.is_valid():
            return _report(request, form.cleaned_data, wie)
        if appoint.is_bound and appoint.is_valid():
            data = appoint.cleaned_data
            actions.wijs_aan(data["aanbieder"], vanaf=data["vanaf"], tot=None, grond=data["grond"], on_behalf_of=wie)
            messages.success(request, "De aanbieder mag zelf melden.")
            return redirect("raadsmeldingen")
    except NietMogelijk as refusal:
        fault = str(refusal)
    rows = queries.raadsmeldingen(on_behalf_of=wie)
    shown = _list(request, rows, mensen.namen({one.persoon for one in rows}, on_behalf_of=wie))
    if file := shown.als_bestand(request):
        return file
    page = RaadPagina(
        TITEL,
        sum(1 for one in rows if one.signaal_op and not one.afgehandeld_op),
        shown.blad(request),
        form,
        appoint,
        Tabel(
            "Aangewezen om zelf te melden",
            (Kolom("Aanbieder"), Kolom("Besluit")),
            tuple((names.get(agb, agb), ground) for agb, ground in appointed),
            leeg="Geen aanbieder mag zelf melden. Wijs er een aan als het college dat besloot.",
        ),
        asks if fault or form.errors or appoint.errors else "",
        fault,
    )
    status = ONJUIST if page.open else GOED
    return render(request, "toegang/raadsmeldingen.html", {"page": page}, status=status)


@vraagt(Recht.RAADSMELDINGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def raadsmelding(request: HttpRequest, nummer: int) -> HttpResponse:
    """One report; a POST says what was done about its signal."""
    wie = machtiging(request)
    one = next((one for one in queries.raadsmeldingen(on_behalf_of=wie) if one.id == nummer), None)
    if one is None:
        raise Http404("Deze melding is er niet, of niet voor u.")
    if one.persoon:
        if asked := vraag_reden(request, wie, one.persoon):
            return asked
        gelezen(request, [one.persoon])
    waits = one.signaal_op is not None and one.afgehandeld_op is None
    form = Afhandelformulier(request.POST if request.method == "POST" else None) if waits else None
    fault = ""
    if form is not None and form.is_bound and form.is_valid():
        try:
            actions.handel_af(nummer, form.cleaned_data["wat_gedaan"], moment=timezone.now(), on_behalf_of=wie)
        except NietMogelijk as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het signaal is afgehandeld.")
            return redirect("raadsmeldingen")
    name = mensen.namen([one.persoon], on_behalf_of=wie).get(one.persoon, mensen.ONBEKEND)
    page = MeldingPagina(name, _state(one), _facts(one), form, fault)
    context = {"page": page, "kruimels": (Kruimel(TITEL, reverse("raadsmeldingen")), Kruimel(name))}
    wrong = fault or (form is not None and form.errors)
    return render(request, "toegang/raadsmelding.html", context, status=ONJUIST if wrong else GOED)


def _report(request: HttpRequest, data: dict[str, object], wie: Machtiging) -> HttpResponse:
    now = timezone.now()
    child = mensen.zoek_of_maak(str(data["bsn"]), moment=now, on_behalf_of=wie)
    gelezen(request, [child.persoon])
    actions.meld(
        NieuweMelding(
            melder=data["melder"],  # type: ignore[arg-type]
            gemeld_op=data["gemeld"],  # type: ignore[arg-type]
            bekend_op=data["bekend"],  # type: ignore[arg-type]
            zorgen=data["zorgen"],  # type: ignore[arg-type]
            persoon=child.persoon,
            gezin_id=child.gezin_id,
            lid_id=child.lid_id,
            aanbieder=data["aanbieder"],  # type: ignore[arg-type]
            gehoord=data["gehoord"],  # type: ignore[arg-type]
            kenmerk=data["kenmerk"],  # type: ignore[arg-type]
        ),
        moment=now,
        on_behalf_of=wie,
    )
    messages.success(request, "De melding is vastgelegd.")
    return redirect("raadsmeldingen")


def _state(one: Raadsmelding) -> tuple[str, Toon]:
    if one.signaal_op and not one.afgehandeld_op:
        return "Signaal: niemand vertelde het", "negatief"
    if one.signaal_op:
        return "Signaal afgehandeld", "neutraal"
    return ("Bekend", "positief") if one.bekend_op else ("Niet verteld", "waarschuwing")


def _facts(one: Raadsmelding) -> tuple[tuple[str, str], ...]:
    who = Rij.Melder(one.melder).label
    facts = [
        ("Gemeld door", f"{who}: {aanbieders.naam(one.aanbieder)}" if one.aanbieder else who),
        ("Gemeld op", dag_kort(one.gemeld_op)),
        ("Bij de gemeente bekend op", dag_kort(one.bekend_op) if one.bekend_op else "nooit verteld"),
        ("Gehoord van", one.gehoord or "de melder zelf"),
        ("Kenmerk", one.kenmerk or "geen"),
        ("Zorgen", one.zorgen),
    ]
    if one.afgehandeld_op:
        facts.append(("Gedaan", f"{one.wat_gedaan} ({moment_kort(one.afgehandeld_op)})"))
    return tuple(facts)


def _list(request: HttpRequest, rows: list[Raadsmelding], names: dict[str, str]) -> Lijst[Raadsmelding]:
    def child(one: Raadsmelding) -> Cel:
        return Cel(names.get(one.persoon, mensen.ONBEKEND), url=reverse("raadsmelding", args=[one.id]))

    def state(one: Raadsmelding) -> Cel:
        text, tone = _state(one)
        return Cel(text, toon=tone)

    def seen(shown: Sequence[Raadsmelding]) -> None:
        gelezen(request, {one.persoon for one in shown if one.persoon})

    return Lijst(
        "Meldingen bij de Raad voor de Kinderbescherming",
        (
            Veld("kind", "Jeugdige", lambda one: names.get(one.persoon, mensen.ONBEKEND), cel=child),
            Veld("melder", "Gemeld door", lambda one: Rij.Melder(one.melder).label),
            Veld("gemeld", "Gemeld op", lambda one: one.gemeld_op, "dag"),
            Veld("bekend", "Bekend op", lambda one: one.bekend_op, "dag"),
            Veld("stand", "Stand", lambda one: _state(one)[0], cel=state),
        ),
        rows,
        bestand="raadsmeldingen",
        van_zelf="-stand",
        leeg="Er is nog geen melding vastgelegd. Leg er hieronder een vast.",
        toont=seen,
    )
