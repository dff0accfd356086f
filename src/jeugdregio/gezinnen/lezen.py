# SPDX-License-Identifier: EUPL-1.2
"""Rows of this room as values; in the transaction of the caller."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from jeugdregio.gezinnen import models
from jeugdregio.gezinnen.values import (
    Afspraakregel,
    Doelregel,
    Evaluatieregel,
    Gezagsregel,
    Gezin,
    Gezinslid,
    Handtekeningregel,
    Lidsoort,
    Maatregelregel,
    Netwerkregel,
    Plan,
    Schoolregel,
    Scoreregel,
    Teamregel,
    Teamrol,
)

VOLGORDE = {Lidsoort.JEUGDIGE: 0, Lidsoort.OUDER: 1, Lidsoort.VERZORGER: 2, Lidsoort.ANDER: 3}


def spoor(row: models.Gezinslid) -> str:
    """Who this is in the read log: the person, or without a number the row itself."""
    return row.persoon or hashlib.sha256(f"gezinnen_gezinslid {row.pk}".encode()).hexdigest()


def lid(row: models.Gezinslid) -> Gezinslid:
    """One person."""
    return Gezinslid(
        row.pk,
        row.gezin_id,
        row.gemeente,
        row.persoon or "",
        row.naam,
        row.geboortedatum,
        row.soort,
        row.relatie,
        row.woont_elders,
        row.onbekwaam_op,
        row.uit_gezin_op,
        spoor(row),
    )


def leden(gezin: Iterable[int]) -> dict[int, tuple[Gezinslid, ...]]:
    """{family: its people, youths first and then by birth}; who stands there twice after a merge is named once."""
    found: defaultdict[int, list[Gezinslid]] = defaultdict(list)
    for row in models.Gezinslid.objects.filter(gezin__in=list(gezin), zelfde_als=None):
        found[row.gezin_id].append(lid(row))
    return {
        number: tuple(
            sorted(people, key=lambda one: (VOLGORDE[Lidsoort(one.soort)], one.geboortedatum or date.max, one.id))
        )
        for number, people in found.items()
    }


def gezin(row: models.Gezin) -> Gezin:
    """One family."""
    people = leden([row.pk]).get(row.pk, ())
    return Gezin(row.pk, row.gemeente, row.naam, people, row.geheim_adres, row.samengevoegd_in_id)


def gezag(gezin_id: int) -> list[Gezagsregel]:
    """Custody over every youth of a family, oldest first."""
    rows = models.Gezag.objects.filter(gezin=gezin_id).select_related("houder", "medehouder").order_by("lid", "geldig")
    return [
        Gezagsregel(
            row.pk,
            row.lid_id,
            row.vorm,
            tuple(lid(one) for one in (row.houder, row.medehouder) if one is not None),
            row.instelling,
            row.geldig.lower,
            row.geldig.upper,
            row.bron,
        )
        for row in rows
    ]


def maatregelen(gezin_id: int) -> list[Maatregelregel]:
    """Measures over every youth of a family, oldest first."""
    return [
        Maatregelregel(row.pk, row.lid_id, row.soort, row.instelling, row.geldig.lower, row.geldig.upper, row.bron)
        for row in models.Maatregel.objects.filter(gezin=gezin_id).order_by("lid", "geldig")
    ]


def rolwoorden(gemeente: str) -> dict[str, str]:
    """{role: the word of this municipality for it}."""
    own = dict(models.Rolwoord.objects.filter(gemeente=gemeente).values_list("rol", "woord"))
    return {role: own.get(role, label) for role, label in Teamrol.choices}


def plan(row: models.Gezinsplan) -> Plan:
    """One plan with all that is in it."""
    of_plan = {"plan": row.pk}
    return Plan(
        id=row.pk,
        gezin=row.gezin_id,
        gemeente=row.gemeente,
        geopend_op=row.geopend_op,
        gesloten_op=row.gesloten_op,
        reden=row.reden,
        versie=row.versie,
        weg_terug=row.weg_terug,
        lichter=row.lichter,
        weg_terug_op=row.weg_terug_op,
        samengevoegd_in=row.samengevoegd_in_id,
        doelen=_goals(of_plan),
        afspraken=tuple(
            Afspraakregel(one.pk, one.afspraak, one.wie, one.uiterlijk, one.klaar_op, one.gesteld_op)
            for one in models.Afspraak.objects.filter(**of_plan).order_by("gesteld_op", "pk")
        ),
        netwerk=tuple(
            Netwerkregel(one.pk, one.naam, one.relatie, one.hulp, one.gestopt_op)
            for one in models.Netwerklid.objects.filter(**of_plan).order_by("pk")
        ),
        school=tuple(
            Schoolregel(one.pk, one.lid_id, one.lid.naam, one.school, one.contactpersoon, one.afspraken)
            for one in models.Schooldeel.objects.filter(**of_plan).select_related("lid").order_by("pk")
        ),
        evaluaties=tuple(
            Evaluatieregel(one.pk, one.gepland_op, one.gehouden_op, one.uitkomst)
            for one in models.Evaluatie.objects.filter(**of_plan).order_by("gepland_op")
        ),
        team=_team(of_plan, rolwoorden(row.gemeente)),
        handtekeningen=tuple(
            Handtekeningregel(
                one.versie, one.lid_id, one.lid.naam if one.lid else one.naam, one.instelling, one.getekend_op
            )
            for one in models.Handtekening.objects.filter(**of_plan).select_related("lid").order_by("versie", "pk")
        ),
    )


def _goals(of_plan: dict[str, Any]) -> tuple[Doelregel, ...]:
    scores: defaultdict[int, list[Scoreregel]] = defaultdict(list)
    for one in models.Doelscore.objects.filter(doel__plan=of_plan["plan"]).order_by("gemeten_op"):
        scores[one.doel_id].append(Scoreregel(one.gemeten_op, one.score, one.eind, one.toelichting))
    return tuple(
        Doelregel(
            row.pk,
            row.lid_id,
            row.lid.naam if row.lid else "",
            row.doel,
            row.indicator,
            row.schaal_van,
            row.schaal_tot,
            row.beginscore,
            row.streefscore,
            row.uiterlijk,
            row.gesteld_op,
            row.vervallen_op,
            row.reden,
            row.code,
            row.uit_plan_id,
            tuple(scores[row.pk]),
        )
        for row in models.Doel.objects.filter(**of_plan).select_related("lid").order_by("gesteld_op", "pk")
    )


def _team(of_plan: dict[str, Any], words: dict[str, str]) -> tuple[Teamregel, ...]:
    order = list(words)
    found = [
        Teamregel(
            one.pk,
            one.naam,
            one.rol,
            words[one.rol],
            one.organisatie,
            one.aanbieder,
            one.account,
            one.geldig.lower,
            one.geldig.upper,
            one.clausule,
            one.bewijs,
            one.reden,
        )
        for one in models.Teamlid.objects.filter(**of_plan)
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.rol), one.van, one.id)))
