# SPDX-License-Identifier: EUPL-1.2
"""
An indexation: its new tariffs, its effect, and how it is kept. The caller has set on whose behalf.

Only days on which nothing was judged yet get a new tariff: a line is judged once, by the tariff of then. For the same
reason an indexation goes back only as long as no line was judged with its tariffs.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import connection

from jeugdregio.contracten.values import Betaling, Opvolging, Tariefgegevens
from jeugdregio.declaraties.queries import bedrag_sql
from jeugdregio.prijzen.indexeren import UnableToIndex, nieuw_tarief_cent, nieuwe_delen_cent
from jeugdregio.prijzen.models import Indexatie, Indexatiegevolg, Indexatieregel
from jeugdregio.prijzen.values import Gevolg, Indexatiebeeld, Nieuwtarief, Percentage, Stap

# Grain: one row per municipality and provider. Lines of twelve months at the tariff of now and at the new one.
_GEVOLGEN = """
    WITH nieuw AS MATERIALIZED (
        SELECT * FROM unnest(%(aanbieder)s::text[], %(categorie)s::text[], %(code)s::text[], %(eenheid)s::text[],
            %(uur)s::boolean[], %(oud_cent)s::bigint[], %(nieuw_cent)s::bigint[])
            n (aanbieder, categorie, code, eenheid, uur, oud_cent, nieuw_cent)
    )
    SELECT p.gemeente, p.aanbieder, sum({oud})::bigint, sum({nieuw})::bigint
    FROM declaraties_v_prestatie p
    JOIN LATERAL (
        SELECT n.* FROM nieuw n
        WHERE n.aanbieder = p.aanbieder AND n.code = p.code AND n.categorie = p.categorie
            AND (n.eenheid = p.eenheid OR n.uur AND p.eenheid = '01')
        ORDER BY n.eenheid = p.eenheid DESC
        LIMIT 1
    ) n ON true
    WHERE p.toegekend AND p.dc = 'D' AND NOT p.gecrediteerd
        AND p.begin >= %(tot)s::date - interval '12 months' AND p.begin < %(tot)s
    GROUP BY p.gemeente, p.aanbieder
    ORDER BY p.gemeente, p.aanbieder
"""
_BEOORDEELD = """
    SELECT r.code, min(p.begin), count(*)
    FROM declaraties_v_prestatie p
    JOIN unnest(%(aanbieder)s::text[], %(code)s::text[]) r (aanbieder, code)
        ON r.aanbieder = p.aanbieder AND r.code = p.code
    WHERE p.begin >= %(ingang)s
    GROUP BY r.code
    ORDER BY count(*) DESC, r.code
    LIMIT 1
"""


def nieuwe_tarieven(
    tarieven: Iterable[Tariefgegevens], delen: Iterable[Betaling], *, procent: Decimal, ingang: date, tot: date
) -> list[Nieuwtarief]:
    """
    What follows on each tariff that holds on `ingang` or ends there; one that ends by itself there goes on until `tot`.

    Parts of one price are raised together. Unit 83 has no tariff and is left out.
    """
    part_of = {(one.categorie, one.code): one for one in delen}
    running = [
        one
        for one in tarieven
        if one.tarief_cent is not None and one.van < ingang and (one.tot >= ingang or one.tot == date.max)
    ]
    whole: dict[tuple[str, str], dict[str, Tariefgegevens]] = {}
    for one in running:
        part = part_of.get((one.categorie, one.code))
        if part:
            whole.setdefault((one.aanbieder, part.profiel), {})[one.code] = one
    raised: dict[tuple[str, str], int] = {}
    for (provider, profile), parts in whole.items():
        weights = {part.code: part.gewicht for part in part_of.values() if part.profiel == profile}
        if weights.keys() == parts.keys():
            old = {code: one.tarief_cent or 0 for code, one in parts.items()}
            raised |= {(provider, code): cent for code, cent in nieuwe_delen_cent(old, weights, procent).items()}
    return [
        Nieuwtarief(
            aanbieder=one.aanbieder,
            categorie=one.categorie,
            code=one.code,
            eenheid=one.eenheid,
            per_uur=one.per_uur,
            oud_cent=one.tarief_cent or 0,
            nieuw_cent=raised.get((one.aanbieder, one.code), nieuw_tarief_cent(one.tarief_cent or 0, procent)),
            tot=tot if one.tot == ingang else _open(one.tot),
            eerder_tot=_open(one.tot),
        )
        for one in running
    ]


def gevolgen(regels: Sequence[Nieuwtarief], peildatum: date) -> list[Gevolg]:
    """What the granted lines of the twelve months before `peildatum` cost, at the old and at the new tariffs."""
    minutes = "n.uur AND p.eenheid = '01'"
    amounts = {
        name: bedrag_sql(minuten=minutes, uurtarief=f"n.{name}_cent", volume="p.volume", tarief=f"n.{name}_cent")
        for name in ("oud", "nieuw")
    }
    facts: dict[str, Any] = {
        **{
            name: [getattr(one, name) for one in regels]
            for name in ("aanbieder", "categorie", "code", "eenheid", "oud_cent", "nieuw_cent")
        },
        "uur": [one.per_uur or one.eenheid == "04" for one in regels],
        "tot": peildatum,
    }
    with connection.cursor() as cursor:
        cursor.execute(_GEVOLGEN.format(**amounts), facts)
        return [Gevolg(*row) for row in cursor.fetchall()]


def controleer_niet_beoordeeld(regels: Sequence[Nieuwtarief], ingang: date, what: str) -> None:
    """Raise `UnableToIndex` when a line from `ingang` on was judged by a tariff that would change; `what` is done."""
    facts: dict[str, Any] = {
        "aanbieder": [one.aanbieder for one in regels],
        "code": [one.code for one in regels],
        "ingang": ingang,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BEOORDEELD, facts)
        found = cursor.fetchone()
    if found:
        code, first, count = found
        raise UnableToIndex(
            f"{what} kan niet meer: er zijn al declaratieregels beoordeeld over dagen vanaf {ingang:%d-%m-%Y} "
            f"(product {code}, {count} regels, de eerste vanaf {first:%d-%m-%Y}). Kies een latere dag, of stel een "
            "nieuwe indexatie voor."
        )


def leg_neer(
    percentage: Percentage,
    regels: Sequence[Nieuwtarief],
    effects: Sequence[Gevolg],
    *,
    regio: str,
    ingang: date,
    tot: date,
    moment: datetime,
    door: str,
) -> Indexatie:
    """Store an indexation whole; nothing of it changes any more, but for when it was carried out and taken back."""
    one = Indexatie.objects.create(
        regio=regio,
        jaar=percentage.jaar,
        methode=percentage.methode,
        procent=percentage.procent,
        ingang=ingang,
        tot=tot,
        berekening=[{**asdict(step), "uitkomst": str(step.uitkomst)} for step in percentage.stappen],
        sha256=vingerafdruk(percentage.procent, ingang, regels),
        gezet_op=moment,
        door=door,
    )
    Indexatieregel.objects.bulk_create([Indexatieregel(indexatie=one, **asdict(rule)) for rule in regels], 1_000)
    Indexatiegevolg.objects.bulk_create([Indexatiegevolg(indexatie=one, **asdict(effect)) for effect in effects], 1_000)
    return one


def vingerafdruk(procent: Decimal, ingang: date, regels: Sequence[Nieuwtarief]) -> str:
    """The SHA-256 of what would be carried out."""
    lines = sorted(json.dumps(asdict(one), default=str, sort_keys=True) for one in regels)
    return sha256(json.dumps([f"{procent:.3f}", str(ingang), lines]).encode()).hexdigest()


def opvolgingen(regels: Sequence[Nieuwtarief], ingang: date) -> list[Opvolging]:
    """These lines as the room `contracten` carries them out."""
    return [
        Opvolging(
            Tariefgegevens(
                aanbieder=one.aanbieder,
                categorie=one.categorie,
                code=one.code,
                eenheid=one.eenheid,
                van=ingang,
                tot=one.tot or date.max,
                tarief_cent=one.nieuw_cent,
                per_uur=one.per_uur,
            ),
            one.oud_cent,
            one.eerder_tot,
        )
        for one in regels
    ]


def regels_van(one: Indexatie) -> tuple[Nieuwtarief, ...]:
    """The lines that the asker may see, dearest change first."""
    return tuple(
        Nieuwtarief(
            aanbieder=row.aanbieder,
            categorie=row.categorie,
            code=row.code,
            eenheid=row.eenheid,
            per_uur=row.per_uur,
            oud_cent=row.oud_cent,
            nieuw_cent=row.nieuw_cent,
            tot=row.tot,
            eerder_tot=row.eerder_tot,
        )
        for row in one.regels.order_by("aanbieder", "categorie", "code", "eenheid")
    )


def beeld(one: Indexatie, *, regels: bool) -> Indexatiebeeld:
    """An indexation as others may see it."""
    effects = one.gevolgen.order_by("gemeente", "aanbieder") if regels else ()
    return Indexatiebeeld(
        nummer=one.pk,
        jaar=one.jaar,
        methode=one.methode,
        procent=one.procent,
        ingang=one.ingang,
        tot=one.tot,
        stappen=tuple(Stap(**{**step, "uitkomst": Decimal(step["uitkomst"])}) for step in one.berekening),
        sha256=one.sha256,
        gezet_op=one.gezet_op,
        door=one.door,
        uitgevoerd_op=one.uitgevoerd_op,
        teruggedraaid_op=one.teruggedraaid_op,
        regels=regels_van(one) if regels else (),
        gevolgen=tuple(Gevolg(row.gemeente, row.aanbieder, row.oud_cent, row.nieuw_cent) for row in effects),
    )


def _open(tot: date) -> date | None:
    return None if tot == date.max else tot
