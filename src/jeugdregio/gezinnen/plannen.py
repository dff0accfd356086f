# SPDX-License-Identifier: EUPL-1.2
"""The plan of a family: open it, fill it, sign it, and close it."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import models
from jeugdregio.gezinnen.mensen import open_gezin
from jeugdregio.gezinnen.values import Gezinsfout, NieuwDoel, NieuwTeamlid, PlanBestaatAl, Teamrol
from jeugdregio.gezinnen.vastleggen import vastgelegd

GEEN_PLAN = "Dit plan is er niet, of niet voor u. Zoek het gezin opnieuw."
DICHT = "Dit plan is gesloten. Open een nieuw plan voor dit gezin."
MET_REDEN = "Schrijf in een paar woorden waarom."


def open_plan(gezin: int, *, generalist: NieuwTeamlid, peildatum: date, on_behalf_of: Machtiging) -> int:
    """
    Open the one plan of a family, with a generalist from that day on; gives its number.

    Raises `PlanBestaatAl` when the family has one, or `Gezinsfout`.
    """
    with vastgelegd(on_behalf_of):
        family = open_gezin(gezin, on_behalf_of)
        there = models.Gezinsplan.objects.filter(gezin=family, gesloten_op=None).first()
        if there:
            raise PlanBestaatAl(
                there.pk,
                f"Dit gezin heeft al een plan, sinds {there.geopend_op:%d-%m-%Y}. Werk daarin verder: "
                "één gezin, één plan.",
            )
        plan = models.Gezinsplan.objects.create(gemeente=family.gemeente, gezin=family, geopend_op=peildatum)
        _team(plan, generalist, rol=Teamrol.GENERALIST, vanaf=peildatum)
    return plan.pk


def sluit_plan(plan: int, *, reden: str, peildatum: date, on_behalf_of: Machtiging) -> None:
    """
    Close a plan, and with it its team: the generalist is there until now. Raises `Gezinsfout`.

    A goal that is open is scored or given up first: what help came to is known when it ends.
    """
    if not reden.strip():
        raise Gezinsfout(MET_REDEN)
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        ended = models.Doelscore.objects.filter(eind=True, doel__plan=row).values("doel")
        left = models.Doel.objects.filter(plan=row, vervallen_op=None).exclude(pk__in=ended).count()
        if left:
            many = "één doel" if left == 1 else f"{left} doelen"
            raise Gezinsfout(f"Er loopt nog {many}. Geef elk doel een eindscore, of laat het vervallen met een reden.")
        sluit(row, reden, peildatum)


def sluit(row: models.Gezinsplan, reden: str, peildatum: date) -> None:
    """Close the plan and end its team, in the transaction of the caller."""
    row.gesloten_op, row.reden = peildatum, reden.strip()
    row.save(update_fields=["gesloten_op", "reden", "samengevoegd_in"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE gezinnen_teamlid SET geldig = daterange(lower(geldig), greatest(%(dag)s, lower(geldig) + 1))"
            " WHERE plan_id = %(plan)s AND (upper_inf(geldig) OR upper(geldig) > %(dag)s)",
            {"dag": peildatum, "plan": row.pk},
        )


def vernieuw_plan(plan: int, *, on_behalf_of: Machtiging) -> int:
    """The plan was made anew with the family: its next version, that everyone signs again. Gives that version."""
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        row.versie += 1
        row.save(update_fields=["versie"])
    return row.versie


def regel_weg_terug(plan: int, *, weg_terug: str, lichter: str, weg_terug_op: date, on_behalf_of: Machtiging) -> None:
    """Agree at the start how help ends: how, what lighter form comes then, and when that is looked at (S95)."""
    if not (weg_terug.strip() and lichter.strip()):
        raise Gezinsfout("Schrijf op hoe de hulp stopt, en welke lichtere vorm er dan komt.")
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        row.weg_terug, row.lichter, row.weg_terug_op = weg_terug.strip(), lichter.strip(), weg_terug_op
        row.save(update_fields=["weg_terug", "lichter", "weg_terug_op"])


def stel_doel(plan: int, nieuw: NieuwDoel, *, peildatum: date, on_behalf_of: Machtiging) -> int:
    """Set a goal that can be measured; gives its number. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        if nieuw.lid is not None:
            _of_family(nieuw.lid, row)
        goal = models.Doel.objects.create(
            **_van(row),
            lid_id=nieuw.lid,
            doel=nieuw.doel.strip(),
            indicator=nieuw.indicator.strip(),
            schaal_van=nieuw.schaal_van,
            schaal_tot=nieuw.schaal_tot,
            beginscore=nieuw.beginscore,
            streefscore=nieuw.streefscore,
            uiterlijk=nieuw.uiterlijk,
            gesteld_op=peildatum,
            code=nieuw.code,
        )
    return goal.pk


def scoor_doel(
    doel: int,
    score: int,
    *,
    gemeten_op: date,
    eind: bool = False,
    toelichting: str = "",
    on_behalf_of: Machtiging,
) -> None:
    """Score a goal on a day; `eind` closes it with this score. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        goal = models.Doel.objects.filter(pk=doel, gemeente=on_behalf_of.gemeente).first()
        if goal is None or goal.vervallen_op is not None:
            raise Gezinsfout("Dit doel is er niet, of het is vervallen.")
        _plan(goal.plan_id, on_behalf_of)
        models.Doelscore.objects.create(
            gemeente=goal.gemeente,
            gezin_id=goal.gezin_id,
            doel=goal,
            gemeten_op=gemeten_op,
            score=score,
            eind=eind,
            toelichting=toelichting.strip(),
            door=on_behalf_of.account,
        )


def laat_doel_vervallen(doel: int, *, reden: str, peildatum: date, on_behalf_of: Machtiging) -> None:
    """Give a goal up, and say why. Raises `Gezinsfout`."""
    if not reden.strip():
        raise Gezinsfout(MET_REDEN)
    with vastgelegd(on_behalf_of):
        goal = models.Doel.objects.filter(pk=doel, gemeente=on_behalf_of.gemeente, vervallen_op=None).first()
        if goal is None:
            raise Gezinsfout("Dit doel is er niet, of het is al vervallen.")
        _plan(goal.plan_id, on_behalf_of)
        goal.vervallen_op, goal.reden = peildatum, reden.strip()
        goal.save(update_fields=["vervallen_op", "reden"])


def spreek_af(
    plan: int, *, afspraak: str, wie: str, uiterlijk: date | None, peildatum: date, on_behalf_of: Machtiging
) -> int:
    """Add an agreement; gives its number. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = models.Afspraak.objects.create(
            **_van(_plan(plan, on_behalf_of)),
            afspraak=afspraak.strip(),
            wie=wie.strip(),
            uiterlijk=uiterlijk,
            gesteld_op=peildatum,
        )
    return row.pk


def rond_afspraak_af(afspraak: int, *, peildatum: date, on_behalf_of: Machtiging) -> None:
    """An agreement was kept. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        mine = models.Afspraak.objects.filter(pk=afspraak, gemeente=on_behalf_of.gemeente, klaar_op=None)
        if not mine.update(klaar_op=peildatum):
            raise Gezinsfout("Deze afspraak is er niet, of is al klaar.")


def zet_netwerk(plan: int, *, naam: str, relatie: str, hulp: str, on_behalf_of: Machtiging) -> int:
    """Add someone around the family who helps; gives the number. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = models.Netwerklid.objects.create(
            **_van(_plan(plan, on_behalf_of)), naam=naam.strip(), relatie=relatie.strip(), hulp=hulp.strip()
        )
    return row.pk


def zet_school(
    plan: int, lid: int, *, school: str, contactpersoon: str, afspraken: str, on_behalf_of: Machtiging
) -> None:
    """What school does for this youth, in the same plan; what stood there is replaced. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        _of_family(lid, row)
        values = {"school": school.strip(), "contactpersoon": contactpersoon.strip(), "afspraken": afspraken.strip()}
        if not models.Schooldeel.objects.filter(plan=row, lid=lid).update(**values):
            models.Schooldeel.objects.create(**_van(row), lid_id=lid, **values)


def plan_evaluatie(plan: int, gepland_op: date, *, on_behalf_of: Machtiging) -> int:
    """Agree when the plan is looked at together; gives the number. Raises `Gezinsfout`."""
    with vastgelegd(on_behalf_of):
        row = models.Evaluatie.objects.create(**_van(_plan(plan, on_behalf_of)), gepland_op=gepland_op)
    return row.pk


def houd_evaluatie(evaluatie: int, *, gehouden_op: date, uitkomst: str, on_behalf_of: Machtiging) -> None:
    """The plan was looked at together, and this came out of it. Raises `Gezinsfout`."""
    if not uitkomst.strip():
        raise Gezinsfout("Schrijf op wat er uit de evaluatie kwam.")
    with vastgelegd(on_behalf_of):
        mine = models.Evaluatie.objects.filter(pk=evaluatie, gemeente=on_behalf_of.gemeente, gehouden_op=None)
        if not mine.update(gehouden_op=gehouden_op, uitkomst=uitkomst.strip()):
            raise Gezinsfout("Deze evaluatie is er niet, of is al gehouden.")


def teken(
    plan: int,
    *,
    versie: int,
    getekend_op: date,
    on_behalf_of: Machtiging,
    lid: int | None = None,
    naam: str = "",
    instelling: str = "",
) -> None:
    """
    Record a signature under this version: of a person of the family, or of someone of an institution.

    Raises `Gezinsfout`, also when this person signed already: two signatures are of two people (W5).
    """
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        if lid is not None:
            _of_family(lid, row)
        models.Handtekening.objects.create(
            **_van(row),
            versie=versie,
            lid_id=lid,
            naam="" if lid else naam.strip(),
            instelling="" if lid else instelling.strip(),
            getekend_op=getekend_op,
        )


def zet_teamlid(plan: int, nieuw: NieuwTeamlid, *, on_behalf_of: Machtiging) -> int:
    """Put a professional in the team; gives the number. Raises `Gezinsfout`, also for a second director (S81, S45)."""
    with vastgelegd(on_behalf_of):
        row = _plan(plan, on_behalf_of)
        if nieuw.vanaf < row.geopend_op:
            raise Gezinsfout("Het team begint niet voor de dag waarop het plan is geopend.")
        return _team(row, nieuw, rol=nieuw.rol, vanaf=nieuw.vanaf)


def beeindig_teamlid(teamlid: int, *, per: date, reden: str, on_behalf_of: Machtiging) -> None:
    """
    From that day someone is in the team no more. Raises `Gezinsfout`, also for the last generalist of an open plan.
    """
    if not reden.strip():
        raise Gezinsfout(MET_REDEN)
    with vastgelegd(on_behalf_of):
        one = models.Teamlid.objects.filter(pk=teamlid, gemeente=on_behalf_of.gemeente).first()
        if one is None or one.geldig.upper is not None:
            raise Gezinsfout("Deze persoon zit niet (meer) in het team.")
        if per <= one.geldig.lower:
            raise Gezinsfout("De laatste dag in het team ligt niet voor de eerste.")
        one.geldig, one.reden = DateRange(one.geldig.lower, per), reden.strip()
        one.save(update_fields=["geldig", "reden"])


def noem_rol(rol: str, woord: str, *, on_behalf_of: Machtiging) -> None:
    """What the own municipality calls this role; empty is the usual word (K14)."""
    with vastgelegd(on_behalf_of):
        mine = models.Rolwoord.objects.filter(gemeente=on_behalf_of.gemeente, rol=rol)
        mine.delete()
        if woord.strip():
            models.Rolwoord.objects.create(gemeente=on_behalf_of.gemeente, rol=rol, woord=woord.strip())


def _plan(number: int, wie: Machtiging) -> models.Gezinsplan:
    row = models.Gezinsplan.objects.select_for_update().filter(pk=number, gemeente=wie.gemeente).first()
    if row is None:
        raise Gezinsfout(GEEN_PLAN)
    if row.gesloten_op is not None:
        raise Gezinsfout(DICHT)
    return row


def _van(row: models.Gezinsplan) -> dict[str, object]:
    return {"gemeente": row.gemeente, "gezin_id": row.gezin_id, "plan": row}


def _of_family(lid: int, row: models.Gezinsplan) -> None:
    if not models.Gezinslid.objects.filter(pk=lid, gezin=row.gezin_id, zelfde_als=None).exists():
        raise Gezinsfout("Deze persoon staat niet in dit gezin. Voeg die eerst toe.")


def _team(row: models.Gezinsplan, new: NieuwTeamlid, *, rol: str, vanaf: date) -> int:
    if not (new.naam.strip() and new.organisatie.strip()):
        raise Gezinsfout("Vul in wie het is en voor welke organisatie.")
    one = models.Teamlid.objects.create(
        **_van(row),
        naam=new.naam.strip(),
        rol=rol,
        organisatie=new.organisatie.strip(),
        aanbieder=new.aanbieder,
        account=new.account,
        geldig=DateRange(vanaf, None),
        clausule=new.clausule.strip(),
        bewijs=new.bewijs.strip(),
    )
    return one.pk
