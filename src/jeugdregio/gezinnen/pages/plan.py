# SPDX-License-Identifier: EUPL-1.2
"""The one plan of a family: goals, agreements, network, school, team, way back and signatures, and what can be done."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.components.schrijfwijze import dag_kort, periode_kort, telwoord
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinnen import queries
from jeugdregio.gezinnen.pages.druk import gezinsplan_pdf
from jeugdregio.gezinnen.pages.handelingen import Gedaan, Handeling, doe
from jeugdregio.gezinnen.pages.opmaak import (
    Blad,
    Deel,
    Doelbeeld,
    Melding,
    dag,
    open_gezin,
    pad,
    tabs,
    toon,
)
from jeugdregio.gezinnen.pages.planhandelingen import handelingen, open_handeling
from jeugdregio.gezinnen.values import Ondertekenaar, Plan, Teamregel, Teamrol

NOG_GEEN = "Open het plan zodra u met het gezin begint. De generalist blijft van begin tot eind."
WAAR = {
    "doel": "doelen",
    "score": "doelen",
    "verval": "doelen",
    "afspraak": "afspraken",
    "klaar": "afspraken",
    "netwerk": "netwerk",
    "school": "school",
    "team": "team",
    "weg": "team",
    "terug": "weg-terug",
    "evaluatie": "evaluaties",
    "gehouden": "evaluaties",
    "teken": "handtekeningen",
    "versie": "handtekeningen",
}
"""The part of the page that something to do is about."""
ZONDER_WEG_TERUG = (
    "Spreek af hoe de hulp stopt en welke lichtere vorm er dan komt. Dat hoort bij het begin van de hulp."
)


@vraagt(Recht.GEZINNEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gezinsplan(request: HttpRequest, nummer: int) -> HttpResponse:
    """The open plan, or the one that is asked for; a POST changes something in it."""
    family = open_gezin(request, nummer)
    if isinstance(family, HttpResponse):
        return family
    wie, today = machtiging(request), timezone.localdate()
    plans = queries.plannen(nummer, on_behalf_of=wie)
    plan = _chosen(plans, request.GET.get("plan", ""))
    keeps = wie.mag(Recht.GEZINNEN_BIJHOUDEN) and family.samengevoegd_in is None
    acts = handelingen(family, plan, wie, today) if plan and plan.is_open and keeps else []
    if keeps and not any(one.is_open for one in plans):
        acts = [open_handeling(nummer, wie, today)]
    done = doe(request, wie, acts)
    if done.klaar:
        place = WAAR.get(done.doe, "")
        return redirect(reverse("gezinsplan", args=[nummer]) + (f"#{place}" if place else ""))
    signers = queries.tekenaars_van_gezin(nummer, peildatum=today, on_behalf_of=wie)
    parts = [*(_parts(plan, signers, today) if plan else ()), *_old(nummer, plans, plan)]
    parts = _with_acts(parts, acts, done)
    page = Blad(
        f"Gezinsplan van {family.naam}",
        _intro(plan),
        tuple(parts),
        tabs=tabs(nummer, "gezinsplan"),
        meldingen=_notes(plan, signers, today),
        fout=done.fout,
    )
    trail = pad(Kruimel(family.naam, reverse("gezin", args=[nummer])), Kruimel("Gezinsplan"))
    return toon(request, page, trail, fout=bool(done.form and done.form.errors))


@vraagt(Recht.GEZINNEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def gezinsplan_druk(request: HttpRequest, nummer: int) -> HttpResponse:
    """The open plan as a document in plain Dutch, to read and sign together; a POST says why it is opened."""
    family = open_gezin(request, nummer)
    if isinstance(family, HttpResponse):
        return family
    wie, now = machtiging(request), timezone.now()
    plan = queries.plan(nummer, on_behalf_of=wie)
    if plan is None:
        raise Http404("Dit gezin heeft geen open plan. Open eerst het plan.")
    today = timezone.localdate(now)
    signers = queries.tekenaars_van_gezin(nummer, peildatum=today, on_behalf_of=wie)
    return bestand(gezinsplan_pdf(family, plan, signers, moment=now), PDF, "gezinsplan.pdf", tonen=True)


def _with_acts(parts: list[Deel], acts: list[Handeling], done: Gedaan) -> list[Deel]:
    """Each thing to do under the part that it is about, and the rest below."""
    found: list[Deel] = []
    for part in parts:
        found.append(part)
        found += [done.deel(one) for one in acts if part.anker and WAAR.get(one.doe) == part.anker]
    left = [done.deel(one) for one in acts if one.doe not in WAAR]
    return [*found, *([Deel("Het plan openen of sluiten"), *left] if left else [])]


def _chosen(plans: tuple[Plan, ...], asked: str) -> Plan | None:
    if asked:
        found = next((one for one in plans if str(one.id) == asked), None)
        if found is None:
            raise Http404("Dit plan is niet van dit gezin.")
        return found
    return plans[0] if plans else None


def _intro(plan: Plan | None) -> str:
    if plan is None:
        return NOG_GEEN
    if plan.is_open:
        return f"Open sinds {dag_kort(plan.geopend_op)}, versie {plan.versie}."
    return f"Gesloten op {dag(plan.gesloten_op)}: {plan.reden}"


def nog_te_tekenen(plan: Plan, signers: dict[int, tuple[Ondertekenaar, ...]]) -> list[Ondertekenaar]:
    """Who must sign this version and did not, each person once."""
    signed = {one.lid for one in plan.handtekeningen if one.versie == plan.versie and one.lid is not None}
    houses = {one.instelling.casefold() for one in plan.handtekeningen if one.versie == plan.versie and one.lid is None}
    left: dict[tuple[int | None, str], Ondertekenaar] = {}
    for rows in signers.values():
        for one in rows:
            done = one.lid in signed if one.lid is not None else one.naam.casefold() in houses
            if one.moet_tekenen and not done:
                left.setdefault((one.lid, one.naam), one)
    return list(left.values())


def _notes(plan: Plan | None, signers: dict[int, tuple[Ondertekenaar, ...]], today: date) -> tuple[Melding, ...]:
    if plan is None or not plan.is_open:
        return ()
    notes = []
    if not plan.heeft_weg_terug:
        notes.append(Melding("Zonder weg terug", (ZONDER_WEG_TERUG,), "waarschuwing"))
    if not plan.rol(Teamrol.CASUSREGISSEUR, today):
        notes.append(
            Melding("Nog geen casusregisseur", ("Zet er één in het team: één gezin, één regisseur.",), "waarschuwing")
        )
    left = nog_te_tekenen(plan, signers)
    if left:
        names = ", ".join(f"{one.naam} ({one.als})" for one in left)
        notes.append(Melding("Nog niet door iedereen getekend", (f"Versie {plan.versie} wacht op: {names}.",), "info"))
    late = [one for one in plan.evaluaties if one.gehouden_op is None and one.gepland_op < today]
    if late:
        many = telwoord(len(late), "evaluatie is", "evaluaties zijn")
        notes.append(Melding("Evaluatie te laat", (f"{many} niet gehouden op de geplande dag.",), "waarschuwing"))
    return tuple(notes)


def _parts(plan: Plan, signers: dict[int, tuple[Ondertekenaar, ...]], today: date) -> list[Deel]:
    running = [Doelbeeld.van_doel(one) for one in plan.doelen if one.vervallen_op is None]
    goals = () if plan.doelen else ("Er is nog geen doel. Stel een doel dat u kunt meten.",)
    return [
        *(
            [Deel(links=(("Druk het plan af (PDF)", reverse("gezinsplan-pdf", args=[plan.gezin])),))]
            if plan.is_open
            else []
        ),
        Deel("Doelen", goals, "doelen", beelden=tuple(running), tabel=_goals(plan) if plan.doelen else None),
        Deel("Afspraken", tabel=_agreements(plan, today), anker="afspraken"),
        Deel("Netwerk", tabel=_network(plan), anker="netwerk"),
        Deel("School", tabel=_school(plan), anker="school"),
        Deel("Team", tabel=_team(plan, today), anker="team"),
        Deel("Weg terug", _way_back(plan), "weg-terug"),
        Deel("Evaluaties", tabel=_evaluations(plan, today), anker="evaluaties"),
        Deel("Handtekeningen", tabel=_signatures(plan, signers), anker="handtekeningen"),
    ]


def _table(name: str, heads: tuple[str, ...], rows: object, empty: str) -> Tabel:
    days = {"Uiterlijk", "Wanneer", "Periode", "Gepland", "Gehouden", "Getekend"}
    columns = tuple(Kolom(head, "dag" if head in days else "tekst") for head in heads)
    return Tabel(name, columns, tuple(rows), leeg=empty, bijschrift_zichtbaar=False)  # type: ignore[arg-type]


def _goals(plan: Plan) -> Tabel:
    rows = []
    for one in plan.doelen:
        state = Cel("Loopt", toon="info")
        if one.vervallen_op:
            state = Cel("Vervallen", toon="neutraal", onder=one.reden)
        elif not one.is_open:
            state = Cel("Behaald", toon="positief") if one.behaald else Cel("Niet behaald", toon="negatief")
        scores = "; ".join(f"{dag_kort(score.gemeten_op)}: {score.score}" for score in one.scores)
        origin = "uit het samengevoegde plan" if one.uit_plan else ""
        rows.append(
            (
                Cel(one.doel, onder=", ".join(filter(None, (one.wie or "het hele gezin", one.indicator, origin)))),
                str(one.beginscore),
                str(one.nu) if one.scores else "",
                str(one.streefscore),
                dag_kort(one.uiterlijk),
                state,
                Cel(scores or "nog geen", onder=f"resultaat bij product {one.code}" if one.code else ""),
            )
        )
    heads = ("Doel", "Begin", "Nu", "Streven", "Uiterlijk", "Stand", "Scores")
    return _table("Doelen", heads, rows, "")


def _agreements(plan: Plan, today: date) -> Tabel:
    rows = []
    for one in plan.afspraken:
        late = one.klaar_op is None and one.uiterlijk is not None and one.uiterlijk < today
        state = Cel("Klaar", toon="positief", onder=dag(one.klaar_op)) if one.klaar_op else Cel("Open", toon="info")
        rows.append((one.afspraak, one.wie, dag(one.uiterlijk), Cel("Te laat", toon="negatief") if late else state))
    return _table(
        "Afspraken",
        ("Afspraak", "Wie", "Uiterlijk", "Stand"),
        rows,
        "Er is nog niets afgesproken. Voeg een afspraak toe.",
    )


def _network(plan: Plan) -> Tabel:
    rows = [(Cel(one.naam, onder=one.relatie), one.hulp) for one in plan.netwerk]
    return _table(
        "Netwerk", ("Wie", "Helpt met"), rows, "Er staat nog niemand in het netwerk. Vraag het gezin wie kan helpen."
    )


def _school(plan: Plan) -> Tabel:
    rows = [(one.wie, Cel(one.school, onder=one.contactpersoon), one.afspraken) for one in plan.school]
    return _table(
        "School",
        ("Jeugdige", "School", "Wat school doet"),
        rows,
        "School staat nog niet in het plan. Vraag wat school doet.",
    )


def _team(plan: Plan, today: date) -> Tabel:
    def row(one: Teamregel) -> tuple[Cel | str, ...]:
        state = (
            Cel("In het team", toon="positief")
            if one.loopt(today)
            else Cel("Niet nu", toon="neutraal", onder=one.reden)
        )
        clause = f"clausule in contract {one.clausule}: {one.bewijs}" if one.clausule else ""
        return (
            Cel(one.naam, onder=one.organisatie),
            Cel(one.rolwoord, onder=clause),
            periode_kort(one.van, one.tot),
            state,
        )

    return _table("Team", ("Wie", "Rol", "Periode", "Stand"), map(row, plan.team), "Er zit nog niemand in het team.")


def _way_back(plan: Plan) -> tuple[str, ...]:
    if not plan.heeft_weg_terug:
        return ("Nog niet afgesproken.",)
    return (plan.weg_terug, f"Daarna: {plan.lichter}", f"Hiernaar wordt gekeken op {dag(plan.weg_terug_op)}.")


def _evaluations(plan: Plan, today: date) -> Tabel:
    rows = []
    for one in plan.evaluaties:
        late = one.gehouden_op is None and one.gepland_op < today
        state = Cel("Te laat", toon="negatief") if late else Cel("Gepland", toon="info")
        rows.append((dag_kort(one.gepland_op), dag_kort(one.gehouden_op) if one.gehouden_op else state, one.uitkomst))
    return _table(
        "Evaluaties", ("Gepland", "Gehouden", "Uitkomst"), rows, "Er is nog geen evaluatie gepland. Plan er een."
    )


def _signatures(plan: Plan, signers: dict[int, tuple[Ondertekenaar, ...]]) -> Tabel:
    rows: list[tuple[Cel | str, ...]] = [
        (Cel(one.naam, onder=one.instelling), f"versie {one.versie}", dag_kort(one.getekend_op), "")
        for one in plan.handtekeningen
    ]
    if plan.is_open:
        rows += [
            (Cel(one.naam, onder=one.als), f"versie {plan.versie}", Cel("nog niet", toon="waarschuwing"), one.waarom)
            for one in nog_te_tekenen(plan, signers)
        ]
    return _table("Handtekeningen", ("Wie", "Versie", "Getekend", "Waarom"), rows, "Er is nog niet getekend.")


def _old(nummer: int, plans: tuple[Plan, ...], shown: Plan | None) -> list[Deel]:
    others = [one for one in plans if shown is None or one.id != shown.id]
    if not others:
        return []
    base = reverse("gezinsplan", args=[nummer])
    links = tuple(
        (
            f"Plan van {dag_kort(one.geopend_op)}"
            + (f" tot {dag_kort(one.gesloten_op)}: {one.reden}" if one.gesloten_op else ", open"),
            f"{base}?plan={one.id}",
        )
        for one in others
    )
    return [Deel("Andere plannen van dit gezin", links=links)]
