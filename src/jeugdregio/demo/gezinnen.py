# SPDX-License-Identifier: EUPL-1.2
"""
Families of the demo: children of the invented population in three municipalities, with invented parents and plans.

What differs from family to family follows from the number of the child, so the same seed gives the same families.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from jeugdregio.demo.bevolking import Bevolking, Kind
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gezinnen import actions, queries
from jeugdregio.gezinnen.values import (
    Gezagsvorm,
    Gezin,
    Lidsoort,
    Maatregelsoort,
    NieuwDoel,
    NieuwGezag,
    NieuwLid,
    NieuwTeamlid,
    Teamrol,
)

GEMEENTEN = {"0148": "CJG Dalfsen", "0193": "Sociaal wijkteam Zwolle", "0166": "CJG Kampen"}
PER_GEMEENTE = 12
JEUGDIG = timedelta(days=17 * 365)
GI = "Gecertificeerde instelling De Brug (verzonnen)"
BRON = "gezagsregister (verzonnen)"
MOEDERS = ("Marieke", "Sanne", "Fatima", "Ilse", "Petra", "Wendy", "Joke", "Samira", "Linda", "Annet", "Nadia", "Els")
VADERS = ("Henk", "Mark", "Ahmed", "Johan", "Erik", "Ricardo", "Gert", "Karel", "Bas", "Omar", "Wim", "Peter")
GENERALISTEN = ("Anke Mulder", "Jelle Hoekstra", "Carla Vos", "Tom Brinkhuis")
REGISSEURS = ("Inge Schuurman", "Rob ter Horst", "Dewi Pattiasina")
SPECIALISTEN = (("Fleur Nijhuis", "Speltherapie De Es"), ("Hans Luttikhuis", "Ambulant team De Vecht"))
DOELEN = (
    ("Elke dag naar school", "dagen per week op school", 0, 5, 2, 5),
    ("Minder ruzie aan tafel", "ruzies per week, door het gezin geteld", 0, 14, 10, 3),
    ("Sam slaapt door", "nachten per week zonder wakker worden", 0, 7, 1, 5),
    ("Ouders doen samen wat is afgesproken", "cijfer dat ouders zelf geven", 1, 10, 4, 7),
    ("Vaker buiten spelen met anderen", "middagen per week", 0, 7, 1, 3),
)


@dataclass(frozen=True)
class _Plek:
    """One family to make: a child, and what is to differ (`nr`)."""

    kind: Kind
    nr: int
    team: str
    wie: Machtiging


def laad(bevolking: Bevolking, *, vandaag: date, moment: datetime, caseload_van: str = "") -> int:
    """
    Make the families; gives how many. Again changes nothing.

    `caseload_van` is a login of Dalfsen that gets half of the children there in its caseload.
    """
    made = 0
    for place in _places(bevolking, vandaag):
        if queries.gezinnen(zoek="familie", peildatum=vandaag, on_behalf_of=place.wie) and place.nr == 0:
            return made
        number = _family(place, vandaag, moment)
        family = queries.gezin(number, on_behalf_of=place.wie)
        assert family is not None
        _custody(place, family, vandaag)
        if place.nr % 6 != 5:
            _plan(place, family, vandaag)
        made += 1
    if caseload_van:
        _caseload(caseload_van, vandaag, moment)
    return made


def _places(people: Bevolking, today: date) -> Iterator[_Plek]:
    here: defaultdict[str, list[Kind]] = defaultdict(list)
    for child in people.kinderen:
        if child.gemeente in GEMEENTEN and today - child.geboortedatum < JEUGDIG:
            here[child.gemeente].append(child)
    for town, team in GEMEENTEN.items():
        who = Machtiging(rol=Rol.TOEGANG, gemeente=town)
        seen: set[str] = set()
        for child in here[town]:
            if child.bsn not in seen and len(seen) < PER_GEMEENTE:
                yield _Plek(child, len(seen), team, who)
                seen.add(child.bsn)


def _family(place: _Plek, today: date, moment: datetime) -> int:
    child, nr = place.kind, place.nr
    family = " ".join(filter(None, (child.voorvoegsel, child.achternaam)))
    people = [
        NieuwLid(f"{child.voornaam} {family}", Lidsoort.JEUGDIGE, child.geboortedatum, child.bsn),
        NieuwLid(f"{MOEDERS[nr % 12]} {family}", Lidsoort.OUDER, relatie="moeder"),
        NieuwLid(f"{VADERS[nr % 12]} {family}", Lidsoort.OUDER, relatie="vader", woont_elders=nr % 3 == 1),
    ]
    if nr % 4 == 0:
        born = child.geboortedatum + timedelta(days=800)
        people.append(NieuwLid(f"Robin {family}", Lidsoort.JEUGDIGE, min(born, today - timedelta(days=400))))
    if nr % 5 == 2:
        people.append(NieuwLid(f"Oma {family}", Lidsoort.ANDER, relatie="oma"))
    return actions.maak_gezin(f"Familie {family}", people, moment=moment, on_behalf_of=place.wie)


def _custody(place: _Plek, family: Gezin, today: date) -> None:
    parents = [one for one in family.leden if one.soort == Lidsoort.OUDER]
    mother, father = (next(one.id for one in parents if one.relatie == word) for word in ("moeder", "vader"))
    for youth in family.jeugdigen:
        assert youth.geboortedatum is not None
        since = youth.geboortedatum
        custody = NieuwGezag(Gezagsvorm.BEIDE_OUDERS, since, BRON, mother, father)
        if place.nr % 4 == 3:
            custody = NieuwGezag(Gezagsvorm.EEN_OUDER, since, BRON, mother)
        if place.nr % 12 == 10:
            custody = NieuwGezag(Gezagsvorm.GI, since, "uitspraak (verzonnen)", instelling=GI)
        actions.leg_gezag_vast(youth.id, custody, on_behalf_of=place.wie)
        if place.nr % 12 in (4, 7):
            actions.leg_maatregel_vast(
                youth.id,
                Maatregelsoort.ONDERTOEZICHT,
                instelling=GI,
                vanaf=today - timedelta(days=90),
                tot=today + timedelta(days=275),
                bron="uitspraak (verzonnen)",
                on_behalf_of=place.wie,
            )


def _plan(place: _Plek, family: Gezin, today: date) -> None:
    nr, by = place.nr, {"on_behalf_of": place.wie}
    start = today - timedelta(days=200 + 11 * nr)
    general = NieuwTeamlid(GENERALISTEN[nr % 4], Teamrol.GENERALIST, place.team, start)
    plan = actions.open_plan(family.id, generalist=general, peildatum=start, on_behalf_of=place.wie)
    if nr % 6 != 4:
        director = NieuwTeamlid(REGISSEURS[nr % 3], Teamrol.CASUSREGISSEUR, place.team, start)
        actions.zet_teamlid(plan, director, **by)
    if nr % 2:
        name, house = SPECIALISTEN[nr % 4 // 2]
        special = NieuwTeamlid(name, Teamrol.SPECIALIST, house, start + timedelta(days=20))
        number = actions.zet_teamlid(plan, special, **by)
        if nr % 3 == 0:
            actions.beeindig_teamlid(number, per=today - timedelta(days=15), reden="behandeling klaar", **by)
    _goals(plan, family, nr, start, today, place.wie)
    actions.spreek_af(
        plan,
        afspraak="Elke zondag bespreken wij samen de week.",
        wie=next(one.naam for one in family.leden if one.soort == Lidsoort.OUDER),
        uiterlijk=None,
        peildatum=start,
        **by,
    )
    done = actions.spreek_af(
        plan,
        afspraak="Een gesprek op school plannen.",
        wie=GENERALISTEN[nr % 4],
        uiterlijk=start + timedelta(days=21),
        peildatum=start,
        **by,
    )
    if nr % 3:
        actions.rond_afspraak_af(done, peildatum=start + timedelta(days=14), **by)
    actions.zet_netwerk(plan, naam="Buurvrouw Tineke", relatie="buurvrouw", hulp="haalt twee keer per week op", **by)
    if nr % 3 != 2:
        actions.regel_weg_terug(
            plan,
            weg_terug="Gaat het drie maanden goed, dan komt de hulp eens per twee weken, en daarna niet meer.",
            lichter=f"{place.team} belt elke maand",
            weg_terug_op=today + timedelta(days=60),
            **by,
        )
    if nr % 2 == 0:
        actions.zet_school(
            plan,
            family.jeugdigen[0].id,
            school="De Wilgen (verzonnen)",
            contactpersoon="intern begeleider",
            afspraken="Een rustige plek in de klas, en elke vrijdag een bericht naar huis.",
            **by,
        )
    _around(plan, family, nr, start, today, place.wie)


def _goals(plan: int, family: Gezin, nr: int, start: date, today: date, who: Machtiging) -> None:
    for step in range(1 + nr % 3):
        what, indicator, low, high, begin, aim = DOELEN[(nr + step) % len(DOELEN)]
        youth = family.jeugdigen[0]
        what = what.replace("Sam", youth.naam.split()[0])
        new = NieuwDoel(
            what, indicator, low, high, begin, aim, today + timedelta(days=90), youth.id if step == 0 else None
        )
        goal = actions.stel_doel(plan, new, peildatum=start, on_behalf_of=who)
        way = aim - begin
        for times in range(1, 1 + nr % 4):
            score = begin + round(way * times / 3)
            day = start + timedelta(days=50 * times)
            actions.scoor_doel(goal, score, gemeten_op=day, eind=times == 3 and step == 0, on_behalf_of=who)


def _around(plan: int, family: Gezin, nr: int, start: date, today: date, who: Machtiging) -> None:
    """The evaluations, and the signatures of whoever signs."""
    held = actions.plan_evaluatie(plan, start + timedelta(days=90), on_behalf_of=who)
    actions.plan_evaluatie(plan, today + timedelta(days=30 - 10 * (nr % 5)), on_behalf_of=who)
    actions.houd_evaluatie(
        held,
        gehouden_op=start + timedelta(days=91),
        uitkomst="Het gaat beter. Wij houden het plan zoals het is.",
        on_behalf_of=who,
    )
    signers = queries.tekenaars_van_gezin(family.id, peildatum=today, on_behalf_of=who)
    signed: set[int] = set()
    for one in (one for rows in signers.values() for one in rows if one.moet_tekenen and one.lid is not None):
        assert one.lid is not None
        if one.lid not in signed and not (nr % 4 == 2 and signed):
            signed.add(one.lid)
            actions.teken(plan, versie=1, lid=one.lid, getekend_op=start + timedelta(days=7), on_behalf_of=who)


def _caseload(login: str, today: date, moment: datetime) -> None:
    account = Account.objects.get(username=login)
    who = Machtiging(rol=Rol.TOEGANG, gemeente="0148", account=account.pk)
    found: Sequence[frozenset[str]] = [
        one.personen for one in queries.gezinnen(zoek="familie", peildatum=today, on_behalf_of=who)
    ]
    for people in found[::2]:
        for child in sorted(people):
            if not caseload.in_caseload(child, moment=moment, on_behalf_of=who):
                caseload.wijs_toe(
                    child,
                    aan=account.pk,
                    vanaf=timezone.localdate(moment),
                    reden="demo: caseload van Dalfsen",
                    moment=moment,
                    on_behalf_of=who,
                )
