# SPDX-License-Identifier: EUPL-1.2
"""Indexation: the published series, what an indexation would cost whom, and the proposal for a second person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import laatste_dag
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.prijzen import actions, queries
from jeugdregio.prijzen.actions import UnableToIndex
from jeugdregio.prijzen.pages.formulieren import Cijferformulier, Indexatieformulier, MetReden
from jeugdregio.prijzen.values import METHODEN, Cijfer, Gevolg, Indexatiebeeld, Nieuwtarief
from jeugdregio.regio import queries as regio

EEN_DAG = timedelta(days=1)


@dataclass(frozen=True)
class IndexatiesPagina:
    """The series, the indexations, and the form for who may lay one down."""

    reeks: Tabel
    lijst: Tabel
    formulier: forms.Form | None
    fout: str
    titel: str = "Indexatie"


@dataclass(frozen=True)
class CijferPagina:
    """The form for a figure of the series, beside the series."""

    reeks: Tabel
    formulier: forms.Form
    fout: str
    titel: str = "Indexcijfer vastleggen"


@dataclass(frozen=True)
class IndexatiePagina:
    """One indexation: how it was worked out, what it costs whom, and every tariff."""

    titel: str
    inleiding: str
    stand: tuple[str, Toon]
    cijfers: tuple[Kerncijfer, ...]
    stappen: Tabel
    per_gemeente: Tabel | None
    gevolgen: Lijstblad
    regels: Lijstblad
    formulier: forms.Form | None
    knop: str
    fout: str


@vraagt(Recht.PRIJZEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def indexaties(request: HttpRequest) -> HttpResponse:
    """The series and the indexations; a POST lays one down, which changes nothing yet."""
    wie, fault = machtiging(request), ""
    may = wie.mag(Recht.TARIEF_WIJZIGEN)
    today = timezone.localdate()
    first = {"jaar": today.year + 1, "ingang": today.replace(today.year + 1, 1, 1)}
    form = Indexatieformulier(request.POST or None, initial=first)
    if request.method == "POST":
        eis(wie, Recht.TARIEF_WIJZIGEN)
        if form.is_valid():
            try:
                number = actions.stel_indexatie_op(
                    jaar=form.cleaned_data["jaar"],
                    methode=form.cleaned_data["methode"],
                    ingang=form.cleaned_data["ingang"],
                    moment=timezone.now(),
                    peildatum=today,
                    door=request.user.get_username(),
                    on_behalf_of=wie,
                )
            except (UnableToIndex, NietToegestaan) as refusal:
                fault = str(refusal)
            else:
                return redirect("indexatie", nummer=number)
    page = IndexatiesPagina(_reeks(wie), _lijst(wie), form if may else None, fault)
    trail = (Kruimel("Producten en prijzen", reverse("prijzen")), Kruimel("Indexatie"))
    status = 422 if fault or form.errors else 200
    return render(request, "prijzen/indexaties.html", {"page": page, "kruimels": trail}, status=status)


@vraagt(Recht.TARIEF_WIJZIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def cijfer(request: HttpRequest) -> HttpResponse:
    """A figure of the series: held against the source and the series, then proposed to a second person."""
    wie, fault = machtiging(request), ""
    form = Cijferformulier(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = Cijfer(data["jaar"], data["soort"], data["ova"], data["ppc"], data["gewogen"], data["bron"])
        try:
            number = actions.stel_cijfer_voor(
                new, verklaring=data["verklaring"], reden=data["reden"], moment=timezone.now(), on_behalf_of=wie
            )
        except (UnableToIndex, NietToegestaan) as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het cijfer is nagerekend en voorgesteld. Een ander moet het bevestigen.")
            return redirect("voorstel", nummer=number)
    page = CijferPagina(_reeks(wie), form, fault)
    trail = (Kruimel("Indexatie", reverse("indexaties")), Kruimel("Indexcijfer vastleggen"))
    status = 422 if fault or form.errors else 200
    return render(request, "prijzen/cijfer.html", {"page": page, "kruimels": trail}, status=status)


@vraagt(Recht.PRIJZEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def indexatie(request: HttpRequest, nummer: int) -> HttpResponse:
    """One indexation; a POST proposes to carry it out, or to take it back."""
    wie, fault = machtiging(request), ""
    one = queries.indexatie(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze indexatie is er niet.")
    effects, rules = _gevolgen(one, wie), _regels(one)
    for lijst in (effects, rules):
        if file := lijst.als_bestand(request):
            return file
    form = MetReden(request.POST or None)
    if request.method == "POST":
        eis(wie, Recht.TARIEF_WIJZIGEN)
        if form.is_valid():
            try:
                number = actions.stel_indexatie_voor(
                    nummer,
                    terug=one.uitgevoerd_op is not None,
                    reden=form.cleaned_data["reden"],
                    moment=timezone.now(),
                    on_behalf_of=wie,
                )
            except (UnableToIndex, NietToegestaan) as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "Het voorstel staat klaar. Een ander moet het bevestigen.")
                return redirect("voorstel", nummer=number)
    may = wie.mag(Recht.TARIEF_WIJZIGEN) and one.teruggedraaid_op is None
    page = _page(one, wie, request, effects, rules, form if may else None, fault)
    trail = (Kruimel("Indexatie", reverse("indexaties")), Kruimel(page.titel))
    status = 422 if fault or form.errors else 200
    return render(request, "prijzen/indexatie.html", {"page": page, "kruimels": trail}, status=status)


def _page(
    one: Indexatiebeeld,
    wie: Machtiging,
    request: HttpRequest,
    effects: Lijst[Gevolg],
    rules: Lijst[Nieuwtarief],
    form: forms.Form | None,
    fault: str,
) -> IndexatiePagina:
    old, new = sum(e.oud_cent for e in one.gevolgen), sum(e.nieuw_cent for e in one.gevolgen)
    own = "" if wie.regio else " U ziet alleen wat uw organisatie raakt."
    return IndexatiePagina(
        titel=f"Indexatie {one.jaar}: {_procent(one)}",
        inleiding=f"{METHODEN[one.methode].capitalize()}. Nieuwe tarieven vanaf {datum(one.ingang)}.{own}",
        stand=_stand(one),
        cijfers=(
            Kerncijfer("Tarieven", getal(len(one.regels)), "krijgen een opvolger"),
            Kerncijfer("Twaalf maanden nu", _euros(old), "toegekende declaraties tegen het tarief van nu"),
            Kerncijfer("Nieuw tarief", _euros(new), "dezelfde declaraties"),
            Kerncijfer("Erbij", _euros(new - old), "per jaar, als er evenveel hulp is", toon="waarschuwing"),
        ),
        stappen=_stappen(one),
        per_gemeente=_per_gemeente(one) if wie.regio else None,
        gevolgen=effects.blad(request),
        regels=rules.blad(request),
        formulier=form,
        knop="Stel voor dit terug te draaien" if one.uitgevoerd_op else "Stel voor dit uit te voeren",
        fout=fault,
    )


def _euros(amount_cent: int) -> str:
    return f"€ {getal(round_half_up(amount_cent, 100))}"


def _procent(one: Indexatiebeeld) -> str:
    return f"{getal(one.procent, 2)} procent"


def _stand(one: Indexatiebeeld) -> tuple[str, Toon]:
    if one.teruggedraaid_op:
        return f"Teruggedraaid op {datum(one.teruggedraaid_op)}", "neutraal"
    if one.uitgevoerd_op:
        return f"Uitgevoerd op {datum(one.uitgevoerd_op)}", "positief"
    return "Nog niet uitgevoerd", "waarschuwing"


def _reeks(wie: Machtiging) -> Tabel:
    return Tabel(
        "Gepubliceerde indexcijfers, in procenten",
        (
            Kolom("Jaar"),
            Kolom("Soort"),
            Kolom("OVA", "getal"),
            Kolom("PPC", "getal"),
            Kolom("Gewogen", "getal"),
            Kolom("Bron"),
        ),
        tuple(
            (
                str(one.jaar),
                one.soort,
                getal(one.ova, 2),
                getal(one.ppc, 2),
                getal(one.gewogen, 2),
                Cel(one.bron, onder=f"zekerheid: {one.zekerheid}"),
            )
            for one in queries.reeks(on_behalf_of=wie)
        ),
        leeg="Er staat nog geen cijfer in de reeks. Leg eerst het voorlopige cijfer vast, met de bron.",
    )


def _lijst(wie: Machtiging) -> Tabel:
    return Tabel(
        "Indexaties",
        (Kolom("Indexatie"), Kolom("Vanaf", "dag"), Kolom("Methode"), Kolom("Opgesteld"), Kolom("Stand")),
        tuple(
            (
                Cel(f"{one.jaar}: {_procent(one)}", url=reverse("indexatie", args=[one.nummer])),
                dag_kort(one.ingang),
                METHODEN[one.methode],
                f"{datum(one.gezet_op)} door {one.door}",
                Cel(_stand(one)[0], toon=_stand(one)[1]),
            )
            for one in queries.lijst_indexaties(on_behalf_of=wie)
        ),
        leeg="Er is nog geen indexatie opgesteld.",
    )


def _stappen(one: Indexatiebeeld) -> Tabel:
    return Tabel(
        "Hoe het percentage is bepaald",
        (Kolom("Stap"), Kolom("Som"), Kolom("Procent", "getal"), Kolom("Bron")),
        tuple((step.naam, step.som, getal(step.uitkomst, 3), step.bron) for step in one.stappen),
    )


def _per_gemeente(one: Indexatiebeeld) -> Tabel:
    names = regio.namen()
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for effect in one.gevolgen:
        sums[effect.gemeente][0] += effect.oud_cent
        sums[effect.gemeente][1] += effect.nieuw_cent
    rows = sorted(sums.items(), key=lambda item: -item[1][0])
    return Tabel(
        "Gevolg per gemeente",
        (Kolom("Gemeente"), Kolom("Nu", "getal"), Kolom("Nieuw", "getal"), Kolom("Erbij", "getal")),
        tuple((names.get(code, code), cent(old), cent(new), cent(new - old)) for code, (old, new) in rows),
        leeg="In twaalf maanden is niets gedeclareerd op deze tarieven.",
    )


def _gevolgen(one: Indexatiebeeld, wie: Machtiging) -> Lijst[Gevolg]:
    names, places = aanbieders.namen(), regio.namen()
    return Lijst(
        "Gevolg per aanbieder en gemeente",
        (
            Veld("aanbieder", "Aanbieder", lambda row: names.get(row.aanbieder, row.aanbieder)),
            Veld("gemeente", "Gemeente", lambda row: places.get(row.gemeente, row.gemeente)),
            Veld("oud", "Nu", lambda row: row.oud_cent, "bedrag"),
            Veld("nieuw", "Nieuw", lambda row: row.nieuw_cent, "bedrag"),
            Veld("verschil", "Erbij", lambda row: row.verschil_cent, "bedrag"),
        ),
        one.gevolgen,
        bestand=f"gevolg-indexatie-{one.nummer}",
        naam="gevolg",
        van_zelf="-verschil",
        leeg="In twaalf maanden is niets gedeclareerd op deze tarieven.",
        bijschrift_zichtbaar=False,
    )


def _regels(one: Indexatiebeeld) -> Lijst[Nieuwtarief]:
    names = aanbieders.namen()

    def product(row: Nieuwtarief) -> Cel:
        return Cel(row.code, url=reverse("prijsverloop", args=[row.categorie, row.code]))

    return Lijst(
        "Nieuwe tarieven",
        (
            Veld("aanbieder", "Aanbieder", lambda row: names.get(row.aanbieder, row.aanbieder)),
            Veld("product", "Product", lambda row: row.code, cel=product),
            Veld("oud", "Tarief nu", lambda row: row.oud_cent, "bedrag"),
            Veld("nieuw", "Nieuw tarief", lambda row: row.nieuw_cent, "bedrag"),
            Veld("tot", "Tot en met", lambda row: laatste_dag(row.tot), "dag"),
        ),
        one.regels,
        bestand=f"tarieven-indexatie-{one.nummer}",
        naam="tarief",
        van_zelf="aanbieder",
        leeg="Geen tarief dat u mag zien verandert.",
        bijschrift_zichtbaar=False,
    )
