# SPDX-License-Identifier: EUPL-1.2
"""
Make the rows of one person of a family anew from the file, in the transaction of the caller.

Works as the municipality, with shielded files: it has to know that one is shielded to leave things out. Where a family
has a secret address nothing is written that someone typed or that has a name in it; the database hides such rows as
well once the youth is shielded (`Portaalplek`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten import queries as besluiten
from jeugdregio.gebruikers.values import Machtiging, Rol
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezin, Gezinslid, Plan, Teamrol, Zicht
from jeugdregio.gezinsportaal.models import Achtergehouden, Gezinstoegang, Portaalplek, Portaalregel, Regelsoort
from jeugdregio.logboek import queries as logboek
from jeugdregio.logboek.values import Gezien
from jeugdregio.regio import queries as regio

BESLUITEN = {
    "toekenning": "De gemeente kent de hulp toe.",
    "gedeeltelijk": "De gemeente kent een deel van de hulp toe.",
    "afwijzing": "De gemeente kent de hulp niet toe.",
    "intrekking": "De gemeente trekt een eerder besluit in.",
    "herziening": "De gemeente verandert een eerder besluit.",
}
LEES = "De redenen staan in de brief die u kreeg."
HOOGSTENS = 200
"""So many days of the read log at most."""
TERUG = timedelta(days=365)
GEHEIM_ADRES = (
    "Uw gezin heeft een geheim adres. Daarom staan hier geen namen, plaatsen en teksten. Vraag uw "
    "contactpersoon bij de gemeente."
)


@dataclass(frozen=True)
class _Zin:
    """A sentence to keep; `naam`: with a name or words in it, so not while an address is secret."""

    soort: Regelsoort
    tekst: str
    onder: str = ""
    dag: date | None = None
    naam: bool = True


def als_gemeente(gemeente: str) -> Machtiging:
    """The municipality itself, with shielded files; only inside this room, after the door was asked."""
    return Machtiging(rol=Rol.TOEGANG_GEHEIM, gemeente=gemeente)


def ververs(toegang: Gezinstoegang, *, moment: datetime) -> int:
    """Write what this person may see now, as the municipality; gives how many sentences. Nothing stays of before."""
    wie, today = als_gemeente(toegang.gemeente), timezone.localdate(moment)
    for model in (Portaalregel, Portaalplek):
        model.objects.filter(gezinslid=toegang.gezinslid, gemeente=toegang.gemeente).delete()
    lid = gezinnen.lid(toegang.lid, on_behalf_of=wie)
    gezin = gezinnen.gezin(lid.gezin, on_behalf_of=wie) if lid else None
    if lid is None or gezin is None or lid.uit_gezin_op is not None or toegang.beeindigd_op is not None:
        return 0
    plan = gezinnen.plan(gezin.id, on_behalf_of=wie)
    safe: list[Portaalregel] = []
    named: list[Portaalplek] = []
    for number, what in gezinnen.zicht(lid, gezin, peildatum=today, on_behalf_of=wie).items():
        if not what.ziet:
            continue
        youth = next(one for one in gezin.jeugdigen if one.id == number)
        sentences = _sentences(youth, what, gezin, plan, today)
        for order, one in enumerate(sentences):
            model = Portaalplek if one.naam else Portaalregel
            row = model(
                gemeente=toegang.gemeente,
                gezinslid=toegang.gezinslid,
                persoon=youth.spoor,
                jeugdige=youth.naam,
                soort=one.soort,
                volgorde=order,
                tekst=one.tekst[:1000],
                onder=one.onder[:400],
                dag=one.dag,
                zichtbaar=DateRange(today, what.tot),
            )
            (named if one.naam else safe).append(row)  # type: ignore[arg-type]
    Portaalregel.objects.bulk_create(safe)
    Portaalplek.objects.bulk_create(named)
    return len(safe) + len(named)


def _sentences(youth: Gezinslid, what: Zicht, gezin: Gezin, plan: Plan | None, today: date) -> list[_Zin]:
    found = [_Zin(Regelsoort.UITLEG, what.waarom, what.artikel, naam=False)]
    if gezin.geheim_adres:
        found.append(_Zin(Regelsoort.UITLEG, GEHEIM_ADRES, naam=False))
    if plan is None:
        found.append(
            _Zin(Regelsoort.UITLEG, "Er is nu geen gezinsplan. Uw contactpersoon kan er met u een maken.", naam=False)
        )
    else:
        found += _plan(youth, what, plan, today)
    found += _decisions(youth, als_gemeente(youth.gemeente), today)
    found += _looked(youth, today)
    return [one for one in found if not (one.naam and gezin.geheim_adres)]


def _plan(youth: Gezinslid, what: Zicht, plan: Plan, today: date) -> Iterator[_Zin]:
    director = next(iter(plan.rol(Teamrol.CASUSREGISSEUR, today)), None)
    if director is None:
        yield _Zin(Regelsoort.REGIE, "Er is nog geen regisseur. Vraag de gemeente wie dat wordt.", naam=False)
    else:
        yield _Zin(
            Regelsoort.REGIE,
            f"{director.naam} regelt de hulp voor uw gezin.",
            f"{director.organisatie}, sinds {_day(director.van)}",
        )
    hidden = _held_back(youth) if what.deels else set()
    for goal in plan.doelen:
        if goal.id in hidden or goal.lid not in (None, youth.id) or goal.vervallen_op is not None:
            continue
        state = "behaald" if goal.behaald else f"nu {goal.nu}, doel {goal.streefscore}"
        yield _Zin(Regelsoort.DOEL, goal.doel, f"Begon op {goal.beginscore}; {state}; klaar op {_day(goal.uiterlijk)}")
    for one in plan.afspraken:
        done = f"klaar op {_day(one.klaar_op)}" if one.klaar_op else ""
        last = f"uiterlijk {_day(one.uiterlijk)}" if one.uiterlijk and not done else ""
        yield _Zin(Regelsoort.AFSPRAAK, one.afspraak, ", ".join(filter(None, (one.wie, done, last))))
    for review in plan.evaluaties:
        if review.gehouden_op is None and review.gepland_op >= today:
            yield _Zin(Regelsoort.TERMIJN, "We bespreken samen het plan.", dag=review.gepland_op, naam=False)
    if plan.weg_terug_op is not None:
        yield _Zin(Regelsoort.TERMIJN, "We kijken of de hulp lichter kan.", dag=plan.weg_terug_op, naam=False)


def _decisions(youth: Gezinslid, wie: Machtiging, today: date) -> Iterator[_Zin]:
    """What was decided and made known, and the last day to object (Awb 6:7)."""
    found = besluiten.besluiten_van(persoon=youth.persoon, on_behalf_of=wie) if youth.persoon else []
    names = aanbieders.namen()
    for one in found:
        if one.bekendgemaakt_op is None or one.bezwaar is None:
            continue
        day = one.bekendgemaakt_op
        yield _Zin(Regelsoort.BESLUIT, BESLUITEN.get(one.soort, "De gemeente nam een besluit."), LEES, day, naam=False)
        for help_ in one.voorzieningen:
            where = f"bij {names.get(help_.aanbieder, help_.aanbieder)}" if help_.aanbieder else "met een eigen budget"
            yield _Zin(Regelsoort.BESLUIT, f"{help_.omschrijving or 'Hulp'}, {where}.", f"vanaf {_day(help_.van)}", day)
        if not one.bezwaar.verstreken(today):
            text = f"Laatste dag om bezwaar te maken tegen het besluit van {_day(day)}."
            yield _Zin(Regelsoort.TERMIJN, text, "Awb 6:7", one.bezwaar.laatste_dag, naam=False)


def _held_back(youth: Gezinslid) -> set[int]:
    """Goals that this youth does not want the parents to read; of each the last word counts."""
    rows = Achtergehouden.objects.filter(gemeente=youth.gemeente, persoon=youth.spoor).order_by("gezet_op", "id")
    last = {row.doel_nr: row.achter for row in rows}
    return {goal for goal, held in last.items() if held}


def _looked(youth: Gezinslid, today: date) -> Iterator[_Zin]:
    """Who looked, in plain words: never a name of a person, and the organisation only while no address is secret."""
    names = {**regio.namen(), **aanbieders.namen()}
    rows = logboek.gezien_overal(youth.spoor, sinds=today - TERUG, regio=settings.REGIO)[:HOOGSTENS]
    for row in rows:
        who, where = _who(row), _where(row, names)
        about = f"{row.doel}; {telwoord(row.keren)}"
        yield _Zin(Regelsoort.GEKEKEN, f"{who} keek in het dossier.", about, row.dag, naam=False)
        if where:
            yield _Zin(Regelsoort.GEKEKEN, f"{who} van {where} keek in het dossier.", about, row.dag)


def telwoord(keren: int) -> str:
    """How many times, as people say it."""
    return "één keer" if keren == 1 else f"{keren} keer"


def _who(row: Gezien) -> str:
    rol = Rol(row.rol)
    if rol is Rol.GEZINSLID:
        return "Iemand van uw gezin"
    return {
        Rol.TOEGANG: "Een medewerker die jeugdhulp regelt",
        Rol.TOEGANG_GEHEIM: "Een medewerker die jeugdhulp regelt",
        Rol.TOETSER: "Een medewerker die een besluit nakijkt",
        Rol.CONTROLLER: "Een medewerker die rekeningen controleert",
        Rol.AANBIEDER: "Een medewerker die hulp geeft of de administratie doet",
        Rol.AANBIEDER_GEHEIM: "Een medewerker die hulp geeft of de administratie doet",
        Rol.VERWIJZER: "Uw huisarts of een andere verwijzer",
    }.get(rol, f"Iemand met de rol {rol.label.lower()}")


def _where(row: Gezien, names: dict[str, str]) -> str:
    if row.organisatie == settings.REGIO:
        return "de regio"
    name = names.get(row.organisatie, "")
    return f"gemeente {name}" if len(row.organisatie) == 4 and name else name


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
