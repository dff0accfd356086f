# SPDX-License-Identifier: EUPL-1.2
"""Every budget and every ceiling on one page: what is used and committed, and when it is hit (S59, N18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.begroting import queries as begroting
from jeugdregio.begroting.values import MaandRapport
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.schrijfwijze import dag_kort, promille
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Tabel, Toon
from jeugdregio.contractbeheer import queries as contractbeheer
from jeugdregio.contractbeheer.values import Plafondstand
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.prognose import queries
from jeugdregio.prognose.uitleg import uitputting_band
from jeugdregio.regio import queries as regio

NIET, VOL = "niet dit jaar", 1000
STOPS = 5
"""Of so many providers the effect of a stop on new clients is shown: each asks a count of its own."""
OPEN_EINDE = (
    "Zijn toegekend en verplicht samen meer dan het budget, dan staat dat hier voordat de facturen er zijn. "
    "Toewijzingen zonder maximum kunnen nog groeien; hun deel staat apart."
)
GRONDSLAG = (
    "De plafonds van 2015 kwamen uit omzetten van Vektis. De bron noemt op een plaats 2011/2012 en op een andere 2012, "
    "en ongeveer of gemiddeld 60 procent van wat was geoffreerd (K11). Een plafond van nu staat in het contract."
)


@dataclass(frozen=True)
class Budgetstand:
    """A budget on the first of a month: the report up to it, and the days on which it may run out."""

    rapport: MaandRapport
    vroegst: date | None
    verwacht: date | None
    laatst: date | None
    voorspeld: bool

    @property
    def boven(self) -> bool:
        """Whether granted and committed are more than the budget."""
        return self.rapport.meer_dan_budget


@vraagt(Recht.PROGNOSE_ZIEN)
@require_safe
def uitzicht(request: HttpRequest) -> HttpResponse:
    """The page, on the day of the newest forecast; ceilings are for the region."""
    wie, today = machtiging(request), timezone.localdate()
    days = queries.peildata(on_behalf_of=wie)
    day = days[0] if days else date(today.year, today.month, 1)
    states = _budgetten(day, wie)
    limits = [] if wie.gemeente else contractbeheer.plafonds(today, on_behalf_of=wie)
    budgets, ceilings = _lijst(states, day), _plafonds(limits, today)
    for one in (budgets, ceilings):
        if file := one.als_bestand(request):
            return file
    rule = contractbeheer.plafondregel()
    full = [one for one in limits if one.gebruikt_promille >= rule.drempel_promille]
    parts = [
        Deel(
            "Budgetten van gemeenten",
            (OPEN_EINDE,),
            lijst=budgets.blad(request),
            anker="budgetten",
            links=(("Prognose met de lijn van het jaar", reverse("prognose")),),
        )
    ]
    if not wie.gemeente:
        duty = (
            f"Vanaf {promille(rule.drempel_promille)} hoort er binnen {rule.gesprek_dagen} dagen een gesprek te zijn. "
            f"Bron: {rule.bron}."
        )
        links = (("Plafonds in contractbeheer", reverse("plafonds")),) if wie.mag(Recht.CONTRACTBEHEER_ZIEN) else ()
        parts.append(
            Deel(
                "Plafonds van aanbieders",
                (duty, GRONDSLAG),
                lijst=ceilings.blad(request),
                anker="plafonds",
                links=links,
            )
        )
        parts.append(_stops(limits, today, wie))
    page = Blad(
        "Wanneer budgetten en plafonds op zijn",
        "Wat is gebruikt en verplicht, en op welke dag het op is als het gaat zoals verwacht.",
        tuple(parts),
        boven=f"Budgetten op {dag_kort(day)}, plafonds op {dag_kort(today)}",
        cijfers=(
            Kerncijfer(
                "Verplicht boven budget",
                getal(sum(one.boven for one in states)),
                f"van {len(states)} gemeenten",
                url="#budgetten",
                toon="negatief" if any(one.boven for one in states) else "positief",
            ),
            Kerncijfer(
                "Budget dit jaar op", getal(sum(one.verwacht is not None for one in states)), "volgens de prognose"
            ),
            *(
                (Kerncijfer("Gesprek nodig", getal(len(full)), f"van {len(limits)} plafonds", url="#plafonds"),)
                if not wie.gemeente
                else ()
            ),
        ),
    )
    return toon(request, page)


def _budgetten(day: date, wie: Machtiging) -> list[Budgetstand]:
    """Every municipality whose report is for the asker, the first that runs out on top."""
    month = Maand.van(day).vorige
    if wie.gemeente:
        if wie.gemeente not in regio.deelnemers(settings.REGIO, month.laatste_dag):
            return []
        reports: Sequence[MaandRapport] = [begroting.maandrapport(wie.gemeente, month, on_behalf_of=wie)]
    else:
        reports = begroting.regiorapport(month, on_behalf_of=wie).gemeenten
    states = [_stand(report, day, wie) for report in reports]
    return sorted(states, key=lambda one: (one.verwacht or date.max, -(one.rapport.verwacht_promille or 0)))


def _stand(report: MaandRapport, day: date, wie: Machtiging) -> Budgetstand:
    kept = queries.prognose(day, report.gemeente, on_behalf_of=wie)
    budget = kept.totaal.budget_cent if kept else None
    if kept is None or budget is None:
        return Budgetstand(report, None, None, None, voorspeld=False)
    early, late = uitputting_band(budget, kept.maanden, kept.totaal.band)
    return Budgetstand(report, early, kept.totaal.uitgeput_op, late, voorspeld=True)


def _dag(day: date | None) -> str:
    return dag_kort(day) if day else NIET


def _op(one: Budgetstand) -> Cel:
    """The day on which a budget is gone, with its band."""
    if not one.voorspeld:
        return Cel("geen prognose")
    band = f"tussen {_dag(one.vroegst)} en {_dag(one.laatst)}" if one.vroegst != one.laatst else ""
    return Cel(_dag(one.verwacht), toon="negatief" if one.verwacht else "positief", onder=band)


def _stand_van(one: Budgetstand) -> str:
    if one.rapport.budget_cent is None:
        return "geen budget"
    return "past niet" if one.boven else "past"


def _toon(one: Budgetstand) -> Toon:
    return "negatief" if one.boven else "neutraal"


def _lijst(states: Sequence[Budgetstand], day: date) -> Lijst[Budgetstand]:
    month = Maand.van(day).vorige

    def rows(one: Budgetstand, figure: str, cents: int) -> Cel:
        return Cel(cent(cents), url=reverse("maandrapport-regels", args=[one.rapport.gemeente, month, figure]))

    return Lijst(
        "Budgetten",
        (
            Veld(
                "gemeente",
                "Gemeente",
                lambda one: one.rapport.naam,
                cel=lambda one: Cel(one.rapport.naam, url=reverse("maandrapport", args=[one.rapport.gemeente, month])),
            ),
            Veld("op", "Budget op", lambda one: one.verwacht, "dag", cel=_op),
            Veld(
                "budget",
                "Budget",
                lambda one: one.rapport.budget_cent,
                "bedrag",
                cel=lambda one: Cel(
                    cent(one.rapport.budget_cent),
                    onder=one.rapport.budgetversie.naam if one.rapport.budgetversie else "",
                ),
            ),
            Veld(
                "toegekend",
                "Toegekend",
                lambda one: one.rapport.totaal.nu.toegekend_cent,
                "bedrag",
                cel=lambda one: rows(one, "toegekend", one.rapport.totaal.nu.toegekend_cent),
            ),
            Veld(
                "gebruikt",
                "Gebruikt",
                lambda one: one.rapport.uitputting_promille,
                "getal",
                cel=lambda one: promille(one.rapport.uitputting_promille),
                uitleg="promille in het bestand",
            ),
            Veld(
                "verplicht",
                "Verplicht",
                lambda one: one.rapport.totaal.nu.verplicht_cent,
                "bedrag",
                cel=lambda one: rows(one, "verplicht", one.rapport.totaal.nu.verplicht_cent),
            ),
            Veld(
                "open_einde",
                "Zonder maximum",
                lambda one: one.rapport.open_einde.verplicht_cent,
                "bedrag",
                cel=lambda one: rows(one, "open_einde_verplicht", one.rapport.open_einde.verplicht_cent),
            ),
            Veld("stand", "Stand", _stand_van, cel=lambda one: Cel(_stand_van(one), toon=_toon(one))),
        ),
        states,
        naam="budgetten",
        bestand="budgetten-op",
        leeg="Er is nog geen gemeente met een rapport.",
        bijschrift_zichtbaar=False,
    )


def _plafonds(limits: Sequence[Plafondstand], today: date) -> Lijst[Plafondstand]:
    names, rule = aanbieders.namen(), contractbeheer.plafondregel()

    def stand(one: Plafondstand) -> str:
        if one.gebruikt_promille >= VOL:
            return "bereikt"
        if one.gebruikt_promille >= rule.drempel_promille:
            return "gesprek nodig"
        return "raakt op" if one.verwacht else "past"

    def state(one: Plafondstand) -> Cel:
        if one.gebruikt_promille >= rule.drempel_promille:
            by = dag_kort(today + timedelta(days=rule.gesprek_dagen))
            return Cel(stand(one), toon="negatief", onder=f"gesprek uiterlijk {by}")
        return Cel(stand(one), toon="waarschuwing" if one.verwacht else "positief")

    def hit(one: Plafondstand) -> Cel:
        if one.verwacht is None:
            return Cel(NIET)
        other = max((day for day in (one.dag_tempo, one.dag_toewijzingen) if day), default=one.verwacht)
        late = other if one.dag_tempo and one.dag_toewijzingen else None
        band = f"tussen {dag_kort(one.verwacht)} en {_dag(late)}" if late != one.verwacht else ""
        return Cel(dag_kort(one.verwacht), toon="negatief", onder=band)

    return Lijst(
        "Plafonds",
        (
            Veld("aanbieder", "Aanbieder", lambda one: names.get(one.aanbieder, one.aanbieder)),
            Veld("plafond", "Plafond", lambda one: one.plafond_cent, "bedrag"),
            Veld("gebruikt", "Gebruikt", lambda one: one.gebruikt_cent, "bedrag"),
            Veld(
                "deel",
                "Deel",
                lambda one: one.gebruikt_promille,
                "getal",
                cel=lambda one: promille(one.gebruikt_promille),
                uitleg="promille in het bestand",
            ),
            Veld("verplicht", "Verplicht", lambda one: one.verplicht_cent, "bedrag"),
            Veld("stand", "Stand", stand, cel=state),
            Veld("op", "Plafond bereikt", lambda one: one.verwacht, "dag", cel=hit),
        ),
        limits,
        naam="plafonds",
        bestand="plafonds-op",
        leeg="Geen enkel contract van dit jaar heeft een plafond.",
        bijschrift_zichtbaar=False,
    )


def _stops(limits: Sequence[Plafondstand], today: date, wie: Machtiging) -> Deel:
    """What a stop on new clients does to waiting elsewhere, at those that are hit first."""
    names = aanbieders.namen()
    hit = sorted((one for one in limits if one.verwacht), key=lambda one: (one.verwacht or date.max, one.aanbieder))
    rows = []
    for one in hit[:STOPS]:
        stop = contractbeheer.clientstop(one.aanbieder, today, on_behalf_of=wie)
        starts = "minder dan tien, niet getoond" if stop.per_maand is None else getal(stop.per_maand)
        rows.append((names.get(one.aanbieder, one.aanbieder), starts, getal(stop.anderen)))
    said = (
        "Wie nu per maand bij deze aanbieder begint, moet dan ergens anders heen. Zoveel andere aanbieders hebben een "
        "tarief voor dezelfde producten. Hoe lang het daar dan duurt, is niet te voorspellen."
    )
    heads = (Kolom("Aanbieder"), Kolom("Begint per maand", "getal"), Kolom("Kan ook bij", "getal"))
    return Deel(
        "Als een cliëntenstop komt",
        (said,),
        anker="clientstop",
        tabel=Tabel(
            "Cliëntenstop", heads, tuple(rows), leeg="Geen plafond wordt dit jaar bereikt.", bijschrift_zichtbaar=False
        ),
        links=(("Wachttijden", reverse("wachttijden")),) if wie.mag(Recht.WACHTTIJDEN_ZIEN) else (),
    )
