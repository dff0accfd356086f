# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Index series, indexations and their effect, cost prices beside tariffs, and euros per funding variant."""

from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Prijsregelproduct
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.prijzen import indexaties, waarom
from jeugdregio.prijzen.models import Indexatie, Indexcijfer, Kostprijs
from jeugdregio.prijzen.values import (
    Cijfer,
    Gevolg,
    Indexatiebeeld,
    Marge,
    Nieuwtarief,
    Prijsopbouw,
    Profielpunt,
    Variantbedrag,
    Waarom,
)

KLEINSTE_AANTAL = 10
"""Fewer children than this are not told apart (N20)."""

_VARIANTEN = """
    SELECT coalesce(f.financiering, ''), coalesce(f.financieringsnaam, ''), count(*), sum(p.bedrag_cent)::bigint
    FROM declaraties_v_prestatie p
    LEFT JOIN contracten_v_bekostiging f ON f.regio = %(regio)s AND f.categorie = p.categorie AND f.code = p.code
        AND f.geldig @> p.begin
    WHERE p.toegekend AND p.begin >= %(van)s AND p.begin < %(tot)s
    GROUP BY 1, 2
    ORDER BY 4 DESC
"""
_PER_PROFIEL = """
    SELECT q.profiel, count(DISTINCT (p.gemeente, p.client_id)), sum(p.bedrag_cent)::bigint
    FROM declaraties_v_prestatie p
    JOIN contracten_v_product q ON q.regio = %(regio)s AND q.categorie = p.categorie AND q.code = p.code
    WHERE p.toegekend AND q.profiel <> '' AND p.begin >= %(van)s AND p.begin < %(tot)s
    GROUP BY q.profiel
"""


def reeks(*, on_behalf_of: Machtiging) -> list[Cijfer]:
    """The published index figures, oldest first."""
    with namens(on_behalf_of):
        return [
            Cijfer(row.jaar, row.soort, row.ova, row.ppc, row.gewogen, row.bron, row.zekerheid)
            for row in Indexcijfer.objects.order_by("jaar", "-soort")
        ]


def lijst_indexaties(*, on_behalf_of: Machtiging) -> list[Indexatiebeeld]:
    """Every indexation, newest first, without lines."""
    with namens(on_behalf_of):
        return [indexaties.beeld(one, regels=False) for one in Indexatie.objects.filter(regio=settings.REGIO)]


def indexatie(nummer: int, *, on_behalf_of: Machtiging) -> Indexatiebeeld | None:
    """One indexation with the lines and effects that the asker may see, or None."""
    with namens(on_behalf_of):
        one = Indexatie.objects.filter(pk=nummer, regio=settings.REGIO).first()
        return indexaties.beeld(one, regels=True) if one else None


def gevolgen(regels: Sequence[Nieuwtarief], ingang: date, peildatum: date, *, on_behalf_of: Machtiging) -> list[Gevolg]:
    """
    What twelve months of granted lines would have cost at new tariffs, per municipality and provider, in cents.

    Raises `UnableToIndex` when lines from `ingang` on were judged already.
    """
    with cijfers(on_behalf_of):
        indexaties.controleer_niet_beoordeeld(regels, ingang, "Indexeren")
        return indexaties.gevolgen(regels, min(ingang, peildatum))


def controleer_niet_beoordeeld(
    regels: Sequence[Nieuwtarief], ingang: date, wat: str, *, on_behalf_of: Machtiging
) -> None:
    """Raise `UnableToIndex` when a line from `ingang` on was judged by one of these tariffs, whoever's it is."""
    with cijfers(on_behalf_of):
        indexaties.controleer_niet_beoordeeld(regels, ingang, wat)


def kostprijzen(*, on_behalf_of: Machtiging, aanbieder: str = "") -> list[Prijsopbouw]:
    """The cost prices that the asker may see: a provider its own, the region all."""
    with namens(on_behalf_of):
        rows = Kostprijs.objects.filter(regio=settings.REGIO)
        rows = rows.filter(aanbieder=aanbieder) if aanbieder else rows
        return [
            Prijsopbouw(
                aanbieder=row.aanbieder,
                categorie=row.categorie,
                code=row.code,
                eenheid=row.eenheid,
                van=row.geldig.lower or date.min,
                tot=row.geldig.upper,
                beroepskrachten_cent=row.beroepskrachten_cent,
                clientgebonden_cent=row.clientgebonden_cent,
                overhead_cent=row.overhead_cent,
                indexering_cent=row.indexering_cent,
                dekking=row.get_dekking_display(),
                toelichting=row.toelichting,
                bron=row.bron,
            )
            for row in rows.order_by("aanbieder", "categorie", "code", "geldig")
        ]


def marges(peildatum: date, *, on_behalf_of: Machtiging, aanbieder: str = "") -> list[Marge]:
    """Every cost price of the day beside the tariff of the day, largest loss per unit first; without a tariff last."""
    names = contracten.productnamen(settings.REGIO)
    tariffs = {
        (one.aanbieder, one.categorie, one.code, one.eenheid): one.tarief_cent
        for one in contracten.tarieven(settings.REGIO, aanbieder, op=peildatum, on_behalf_of=on_behalf_of)
    }
    found = [
        Marge(
            one,
            names.get((one.categorie, one.code), ""),
            tariffs.get((one.aanbieder, one.categorie, one.code, one.eenheid)),
        )
        for one in kostprijzen(on_behalf_of=on_behalf_of, aanbieder=aanbieder)
        if one.van <= peildatum and (one.tot is None or peildatum < one.tot)
    ]
    return sorted(found, key=lambda one: (one.marge_cent is None, one.marge_cent or 0))


def euros_per_variant(jaar: int, *, on_behalf_of: Machtiging) -> list[Variantbedrag]:
    """
    What was granted on days of a year per funding variant, in signed cents; a row without a code belongs to none.

    No euro is in two: the database holds one variant per product and day.
    """
    facts: dict[str, Any] = {"regio": settings.REGIO, "van": date(jaar, 1, 1), "tot": date(jaar + 1, 1, 1)}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_VARIANTEN, facts)
        return [Variantbedrag(*row) for row in cursor.fetchall()]


def zonder_variant(jaar: int, *, on_behalf_of: Machtiging) -> int:
    """How many granted lines of a year belong to no funding variant; nought when each euro is in exactly one (S37)."""
    return sum(one.regels for one in euros_per_variant(jaar, on_behalf_of=on_behalf_of) if not one.code)


def spreiding(
    tot: date, producten: Sequence[Prijsregelproduct], *, on_behalf_of: Machtiging
) -> tuple[list[Profielpunt], int, int]:
    """
    Each profile by children and cents per child over the twelve months before `tot`, and the medians of both (S31).

    Many children at little money follow midden, few at much money top; the rest lies between. Fewer than
    `KLEINSTE_AANTAL` children are not shown, and do not count for the medians.
    """
    facts: dict[str, Any] = {"regio": settings.REGIO, "van": date(tot.year - 1, tot.month, 1), "tot": tot}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_PER_PROFIEL, facts)
        counted = {code: (children, cents) for code, children, cents in cursor.fetchall()}
    known = {one.product.profiel: one for one in producten if one.product.profiel}
    large = {
        code: (children, cents // children)
        for code, (children, cents) in counted.items()
        if children >= KLEINSTE_AANTAL
    }
    middle_n = int(median([n for n, _ in large.values()])) if large else 0
    middle_cent = int(median([cent for _, cent in large.values()])) if large else 0
    points = []
    for code, one in known.items():
        children, per_child = large.get(code, (None, None))
        follows = ""
        if children is not None and per_child is not None:
            many, cheap = children >= middle_n, per_child <= middle_cent
            follows = "midden" if many and cheap else "top" if not many and not cheap else ""
        points.append(Profielpunt(code, one.profielnaam, one.segment, children, per_child, follows))
    return points, middle_n, middle_cent


def waarom_bedrag(line: waarom.Regel, *, on_behalf_of: Machtiging) -> Waarom:
    """Why the amount of a declared line is what it is: contract, tariff of the day, sum, and the days (N06)."""
    return waarom.leg_uit(
        line,
        contracten.tarieven(settings.REGIO, line.aanbieder, on_behalf_of=on_behalf_of, code=line.code),
        contracten.contracten(settings.REGIO, line.aanbieder, on_behalf_of=on_behalf_of),
        contracten.financiering_op(settings.REGIO, line.categorie, line.code, line.begin, on_behalf_of=on_behalf_of),
    )
