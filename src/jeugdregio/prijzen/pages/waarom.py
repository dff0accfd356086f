# SPDX-License-Identifier: EUPL-1.2
"""Why the amount of one declared line is what it is, and what its last part waits for (N06, N08)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.schrijfwijze import dag_kort, periode_kort
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.declaraties import actions as declareren
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Beoordeeld
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis, machtiging, vraagt
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.logboek.actions import gelezen
from jeugdregio.prijzen import queries
from jeugdregio.prijzen.pages.formulieren import Overlegformulier
from jeugdregio.prijzen.values import Waarom
from jeugdregio.prijzen.waarom import Regel

EEN_DAG = timedelta(days=1)
SLOTDEEL = "RA001"


@dataclass(frozen=True)
class WaaromPagina:
    """One line, step by step."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    stappen: tuple[tuple[str, str], ...]
    dagen: Tabel
    verschil: str
    wacht: str
    overleg: str
    doelen: Tabel | None
    formulier: forms.Form | None
    fout: str


@vraagt(Recht.DECLARATIES_ZIEN, Recht.MAANDRAPPORT_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def waarom(request: HttpRequest, gemeente: str, bericht_id: int, nr: int) -> HttpResponse:
    """The page; a POST by the access of the municipality lays down a consultation about a last part."""
    wie, fault = machtiging(request), ""
    found = declaraties.declaratie(gemeente, bericht_id, on_behalf_of=wie)
    line = next((one for one in found.regels if one.nr == nr), None) if found else None
    if found is None or line is None:
        raise Http404("Deze declaratieregel is er niet.")
    child = declaraties.personen([(gemeente, bericht_id, nr)], on_behalf_of=wie)
    gelezen(request, child)
    waits = next((one.uitleg for one in line.uitleg if one.regel == SLOTDEEL), "")
    form = Overlegformulier(request.POST or None)
    if request.method == "POST":
        eis(wie, Recht.OVERLEG_VASTLEGGEN)
        if form.is_valid():
            try:
                declareren.leg_overleg_vast(
                    line.toewijzing_nummer,
                    reden=form.cleaned_data["reden"],
                    door=request.user.get_username(),
                    moment=timezone.now(),
                    on_behalf_of=wie,
                )
            except NietToegestaan as refusal:
                fault = str(refusal)
            else:
                messages.success(request, "Vastgelegd. De aanbieder mag dit deel opnieuw declareren.")
                return redirect("waarom-bedrag", gemeente=gemeente, bericht_id=bericht_id, nr=nr)
    talked = declaraties.overleg(gemeente, line.toewijzing_nummer, on_behalf_of=wie) if waits else None
    why = queries.waarom_bedrag(_regel(line, found.samenvatting.aanbieder), on_behalf_of=wie)
    page = WaaromPagina(
        titel=f"Waarom {cent(abs(line.bedrag_cent))}?",
        feiten=(
            ("Declaratie", f"{found.samenvatting.nummer}, regel {nr + 1}"),
            ("Product", f"{line.categorie} {line.code}"),
            ("Periode", f"{dag_kort(line.begin)} tot en met {dag_kort(line.einde)}"),
            ("Ingediend", cent(abs(line.bedrag_cent))),
            (
                "Uitkomst",
                "toegekend" if line.toegekend else "; ".join(one.uitleg for one in line.uitleg) or "afgewezen",
            ),
        ),
        stappen=_stappen(line, why),
        dagen=_dagen(why),
        verschil=_verschil(why),
        wacht=waits,
        overleg=f"{talked[0]} ({talked[1]}, {datum(talked[2])})" if talked else "",
        doelen=_doelen(child, wie) if waits and wie.mag(Recht.GEZINNEN_ZIEN) else None,
        formulier=form if waits and not talked and wie.mag(Recht.OVERLEG_VASTLEGGEN) else None,
        fout=fault,
    )
    back = reverse("declaratie", args=[gemeente, bericht_id])
    trail = (
        Kruimel("Declaraties", reverse("declaraties")),
        Kruimel(found.samenvatting.nummer, back),
        Kruimel("Waarom dit bedrag"),
    )
    status = 422 if fault or form.errors else 200
    return render(request, "prijzen/waarom.html", {"page": page, "kruimels": trail}, status=status)


def _regel(line: Beoordeeld, aanbieder: str) -> Regel:
    return Regel(aanbieder, line.categorie, line.code, line.eenheid, line.begin, line.einde + EEN_DAG, abs(line.volume))


def _stappen(line: Beoordeeld, why: Waarom) -> tuple[tuple[str, str], ...]:
    begin = dag_kort(line.begin)
    if why.tarief_van is None:
        tariff = f"Op {begin} staat er geen tarief van dit product in het contract."
    else:
        last = f" tot en met {dag_kort(why.tarief_tot - EEN_DAG)}" if why.tarief_tot else ""
        per = " per uur" if why.per_uur else ""
        tariff = f"{cent(why.tarief_cent)}{per}, geldig vanaf {dag_kort(why.tarief_van)}{last}."
    return (
        ("1. Contract", ", ".join(why.contracten) or f"Op {begin} liep er geen contract met deze aanbieder."),
        ("2. Tarief van de eerste dag", tariff),
        ("3. Volume", f"{getal(abs(line.volume))} eenheden over {(line.einde - line.begin).days + 1} dagen"),
        ("4. Som", why.som),
        ("5. Volgens het contract", cent(why.verwacht_cent)),
        ("6. Financieringsvariant", why.financiering or "nog niet vastgelegd"),
    )


def _dagen(why: Waarom) -> Tabel:
    rows = tuple(
        (
            periode_kort(one.van, one.tot),
            getal(one.dagen),
            cent(one.tarief_cent) if one.tarief_cent is not None else "geen tarief",
            getal(one.deel),
            cent(one.bedrag_cent),
        )
        for one in why.stukken
    )
    days, volume = sum(one.dagen for one in why.stukken), sum(one.deel for one in why.stukken)
    figures = (Kolom(name, "getal") for name in ("Dagen", "Tarief", "Volume", "Bedrag"))
    return Tabel(
        "Op de dag af",
        (Kolom("Periode", "dag"), *figures),
        rows,
        voet=("Samen", getal(days), "", getal(volume), cent(why.dagprecies_cent)),
    )


def _doelen(child: Collection[str], wie: Machtiging) -> Tabel:
    """The goals of this child in the plan of its family: the last part is paid for a result (N08)."""
    goals = [
        goal
        for who in child
        for family in gezinnen.gezinnen_van(who, on_behalf_of=wie)
        if (plan := gezinnen.plan(family.id, on_behalf_of=wie)) is not None
        for goal in plan.doelen
        if goal.vervallen_op is None and goal.lid in {None, *(one.id for one in family.leden if one.persoon == who)}
    ]
    return Tabel(
        "Doelen in het gezinsplan",
        (Kolom("Doel"), Kolom("Begin", "getal"), Kolom("Streven", "getal"), Kolom("Nu", "getal"), Kolom("Behaald")),
        tuple(
            (
                goal.doel,
                getal(goal.beginscore),
                getal(goal.streefscore),
                getal(goal.nu) if goal.scores else "niet gemeten",
                Cel("Ja", toon="positief") if goal.behaald else Cel("Nee", toon="waarschuwing"),
            )
            for goal in goals
        ),
        leeg="Van deze jeugdige staat er geen doel in een gezinsplan dat u mag zien.",
    )


def _verschil(why: Waarom) -> str:
    exact, paid = why.dagprecies_cent, why.verwacht_cent
    if exact is None or paid is None or len(why.stukken) == 1:
        return "Het tarief verandert niet binnen deze periode. Elke dag telt tegen dezelfde prijs."
    return (
        "Het tarief verandert binnen deze periode. De standaard betaalt de hele periode tegen de eerste dag (TR418). "
        f"Op de dag af zou het {cent(exact)} zijn: een verschil van {cent(exact - paid)}. Wilt u op de dag af betalen, "
        "laat de toewijzing dan eindigen op de dag voor het nieuwe tarief, en een nieuwe beginnen."
    )
