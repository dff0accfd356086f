# SPDX-License-Identifier: EUPL-1.2
"""Which broken months count at a tariff per month (IV078): recording, in the transaction of the caller, and reading."""

from collections.abc import Sequence

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten.models import Maandafspraak
from jeugdregio.contracten.prijswaarden import Maandafspraakgegevens


def leg_maandafspraken_vast(regio: str, afspraken: Sequence[Maandafspraakgegevens]) -> None:
    """Add these agreements. Where a product has one already on one of the days, that one stays."""
    Maandafspraak.objects.bulk_create(
        [
            Maandafspraak(
                regio=regio,
                categorie=one.categorie,
                code=one.code,
                geldig=DateRange(one.van, one.tot),
                eerste=one.eerste,
                laatste=one.laatste,
                bron=one.bron,
            )
            for one in afspraken
        ],
        ignore_conflicts=True,
    )


def verleg_maandafspraken(regio: str, afspraken: Sequence[Maandafspraakgegevens]) -> None:
    """Let these agreements, known by product and first day, end on another day, and take over their source."""
    names = ("categorie", "code", "van", "tot", "bron")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contracten_maandafspraak m SET geldig = daterange(n.van, n.tot), bron = n.bron
            FROM unnest(%(categorie)s::text[], %(code)s::text[], %(van)s::date[], %(tot)s::date[], %(bron)s::text[])
                n (categorie, code, van, tot, bron)
            WHERE m.regio = %(regio)s AND m.categorie = n.categorie AND m.code = n.code AND lower(m.geldig) = n.van
            """,
            {"regio": regio, **{name: [getattr(one, name) for one in afspraken] for name in names}},
        )


def maandafspraken(regio: str, categorie: str, code: str) -> list[Maandafspraakgegevens]:
    """What is agreed about broken months of a product, oldest first; on a day without one every month counts."""
    return [
        Maandafspraakgegevens(
            row.categorie, row.code, row.geldig.lower, row.geldig.upper, row.eerste, row.laatste, row.bron
        )
        for row in Maandafspraak.objects.filter(regio=regio, categorie=categorie, code=code).order_by("geldig")
    ]
