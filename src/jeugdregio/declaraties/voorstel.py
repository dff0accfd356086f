# SPDX-License-Identifier: EUPL-1.2
"""What a provider may declare over a month, and what was granted before; the caller has set on whose behalf."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Sum, Value, When
from django.db.models.functions import Cast

from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.models import Declaratie, Prestatie
from jeugdregio.declaraties.values import Productperiode, Toegekend

# Grain: one row per allocation and month in which it holds.
PERIODEN = """
    SELECT x.id, x.maand, x.van, x.laatste,
        CASE WHEN x.volume IS NULL THEN NULL
             WHEN x.eenheid = '82' AND x.frequentie = '4'
                AND NOT contracten_telperiode(m.eerste, m.laatste, x.geldig) && daterange(x.van, x.laatste, '[]') THEN 0
             ELSE toewijzingen_periodemaximum(x.volume, x.eenheid, x.frequentie, x.begin, x.einde, x.van, x.laatste) END
    FROM (
        SELECT t.id, m.maand, t.geldig, t.categorie, t.code, t.volume, t.eenheid, t.frequentie,
            lower(t.geldig) AS begin, upper(t.geldig) - 1 AS einde, greatest(lower(t.geldig), m.maand) AS van,
            least(upper(t.geldig) - 1, (m.maand + interval '1 month')::date - 1) AS laatste
        FROM toewijzingen_v_product t
        JOIN unnest(%(maanden)s::date[]) m (maand)
            ON t.geldig && daterange(m.maand, (m.maand + interval '1 month')::date)
        WHERE t.gemeente = %(gemeente)s AND NOT t.verwijderd
    ) x
    LEFT JOIN contracten_v_maandafspraak m ON m.regio = %(regio)s AND m.categorie = x.categorie AND m.code = x.code
        AND m.geldig @> x.van
    ORDER BY x.id, x.maand
"""


def productperioden(gemeente: str, maanden: Sequence[Maand]) -> list[Productperiode]:
    """The product period of each allocation in each month (TR387, TR388), with the most for it (TR321, RA002)."""
    facts: dict[str, Any] = {
        "gemeente": gemeente,
        "regio": settings.REGIO,
        "maanden": [month.begin for month in maanden],
    }
    with connection.cursor() as cursor:
        cursor.execute(PERIODEN, facts)
        return [
            Productperiode(number, Maand.van(month), begin, last, most)
            for number, month, begin, last, most in cursor.fetchall()
        ]


def toegekend(gemeente: str, nummers: Collection[int]) -> list[Toegekend]:
    """The granted debit lines on these allocations that were not credited, newest first."""
    found = Prestatie.objects.filter(
        gemeente=gemeente, toewijzing_nummer__in=nummers, dc="D", toegekend=True, gecrediteerd=False
    )
    return [
        Toegekend(
            gemeente=row.gemeente,
            bericht_id=row.bericht_id,
            nr=row.nr,
            referentie=row.referentie,
            toewijzing_nummer=row.toewijzing_nummer,
            categorie=row.categorie,
            code=row.code,
            begin=row.begin,
            einde=row.tot - timedelta(days=1),
            volume=row.volume,
            eenheid=row.eenheid,
            tarief_cent=row.tarief_cent,
            bedrag_cent=row.bedrag_cent,
        )
        for row in found.order_by("-begin", "-bericht_id", "nr")
    ]


def verbruik() -> dict[tuple[str, int], tuple[int, int]]:
    """
    What was granted on every allocation of the asker, by municipality and number: (volume, cents).

    Volume counts hours in minutes (`toewijzingen_maat`). A credited debit and its credit cancel out.
    """
    sign = Case(When(dc="C", then=Value(-1)), default=Value(1))
    minutes = Case(When(eenheid="04", then=Value(60)), default=Value(1))
    volume = Cast(F("volume"), BigIntegerField())
    rows = (
        Prestatie.objects.filter(toegekend=True)
        .values("gemeente", "toewijzing_nummer")
        .annotate(gebruikt=Sum(volume * sign * minutes), bedrag=Sum(F("bedrag_cent") * sign))
    )
    return {(row["gemeente"], row["toewijzing_nummer"]): (row["gebruikt"], row["bedrag"]) for row in rows}


def laatste_maand(gemeente: str) -> Maand | None:
    """The last month that the asker declared to a municipality; an earlier one is refused from then on (TR318)."""
    last: date | None = (
        Declaratie.objects.filter(gemeente=gemeente, verwerkt=True)
        .order_by("-maand")
        .values_list("maand", flat=True)
        .first()
    )
    return Maand.van(last) if last else None
