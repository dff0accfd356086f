# SPDX-License-Identifier: EUPL-1.2
"""Reading segments, profiles, funding variants, and days without a tariff; see `queries`."""

from collections import defaultdict
from datetime import date

from django.db import connection

from jeugdregio.contracten.models import Betaaldeel, Financieringsvariant, Prijsregel, Segment
from jeugdregio.contracten.prijswaarden import (
    Betaling,
    Financiering,
    Prijsregelproduct,
    Productgegevens,
    Segmentgegevens,
    Segmenttekst,
    Tariefgat,
)
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

# Grain: one row per product of a region on a day.
_PRODUCTEN = """
    SELECT p.categorie, p.code, p.omschrijving, p.eenheid, p.variant, p.profiel, coalesce(f.naam, ''), f.nummer,
        coalesce(s.code, ''), coalesce(s.naam, ''), coalesce(s.prijsregel, 'pxq'), coalesce(b.financieringsnaam, ''),
        d.gewicht, coalesce(d.stopreden, '')
    FROM contracten_product p
    LEFT JOIN contracten_profiel f ON f.regio = p.regio AND f.code = p.profiel
    LEFT JOIN contracten_segment s ON s.id = f.segment_id
    LEFT JOIN contracten_v_bekostiging b ON b.regio = p.regio AND b.categorie = p.categorie AND b.code = p.code
        AND b.geldig @> %(peildatum)s::date
    LEFT JOIN contracten_betaaldeel d ON d.profiel_id = f.id AND d.categorie = p.categorie AND d.code = p.code
    WHERE p.regio = %(regio)s
    ORDER BY f.nummer NULLS LAST, p.categorie, p.code
"""
# Days of a running contract, from the first tariff of the product there on, on which it has none. A multirange is a
# set of days, so what is left after taking away the tariffs are the holes.
_GATEN = """
    WITH loopt AS (
        SELECT c.aanbieder, range_agg(c.geldig * daterange(%(van)s, %(tot)s)) AS dagen
        FROM contracten_contract c
        WHERE c.regio = %(regio)s AND c.geldig && daterange(%(van)s, %(tot)s)
        GROUP BY c.aanbieder
    ), geprijsd AS (
        SELECT t.aanbieder, t.categorie, t.code, t.eenheid, range_agg(t.geldig) AS dagen, min(lower(t.geldig)) AS eerste
        FROM contracten_tarief t
        WHERE t.regio = %(regio)s
        GROUP BY t.aanbieder, t.categorie, t.code, t.eenheid
    )
    SELECT g.aanbieder, g.categorie, g.code, g.eenheid, lower(gat), upper(gat)
    FROM geprijsd g
    JOIN loopt l ON l.aanbieder = g.aanbieder
    CROSS JOIN LATERAL unnest(l.dagen * datemultirange(daterange(g.eerste, NULL)) - g.dagen) gat
    ORDER BY lower(gat), g.aanbieder, g.categorie, g.code, g.eenheid
"""
_FINANCIERING = """
    SELECT financieringsnaam FROM contracten_v_bekostiging
    WHERE regio = %s AND categorie = %s AND code = %s AND geldig @> %s::date
"""


def prijsproducten(regio: str, peildatum: date, *, on_behalf_of: Machtiging) -> list[Prijsregelproduct]:
    """Every product as it is priced on a day: profile, segment, rule of the price, funding variant, part."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_PRODUCTEN, {"regio": regio, "peildatum": peildatum})
        return [
            Prijsregelproduct(
                product=Productgegevens(*row[:6]),
                profielnaam=row[6],
                nummer=row[7],
                segment=row[8],
                segmentnaam=row[9],
                prijsregel=str(Prijsregel(row[10]).label),
                financiering=row[11],
                gewicht=row[12],
                stopreden=row[13],
            )
            for row in cursor.fetchall()
        ]


def tariefgaten(regio: str, van: date, tot: date, *, on_behalf_of: Machtiging) -> list[Tariefgat]:
    """Days in [van, tot) in a running contract on which a product that had a tariff there has none, soonest first."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_GATEN, {"regio": regio, "van": van, "tot": tot})
        return [Tariefgat(*row) for row in cursor.fetchall()]


def betalingen(regio: str, *, on_behalf_of: Machtiging) -> list[Betaling]:
    """Every product that pays a part of a price."""
    with namens(on_behalf_of):
        rows = Betaaldeel.objects.filter(profiel__regio=regio).select_related("profiel")
        return [
            Betaling(row.profiel.code, row.categorie, row.code, row.gewicht, row.stopreden, row.bron) for row in rows
        ]


def segmenten(regio: str, *, on_behalf_of: Machtiging) -> list[Segmentgegevens]:
    """Every segment with what its sources say, oldest text first; texts that contradict each other stand together."""
    texts: dict[int, list[Segmenttekst]] = defaultdict(list)
    with namens(on_behalf_of):
        rows = Segment.objects.filter(regio=regio).prefetch_related("definities")
        for segment in rows:
            for one in segment.definities.all():
                texts[segment.pk].append(
                    Segmenttekst(one.tekst, one.geldig.lower, one.geldig.upper, one.bron, one.zekerheid)
                )
        return [Segmentgegevens(one.code, one.naam, one.get_prijsregel_display(), tuple(texts[one.pk])) for one in rows]


def financieringsvarianten(regio: str, *, on_behalf_of: Machtiging) -> list[Financiering]:
    """The register of funding variants (S37)."""
    with namens(on_behalf_of):
        return [
            Financiering(
                code=one.code,
                naam=one.naam,
                variant=one.variant,
                ijw=one.ijw,
                declareren=one.declareren,
                afrekenen=one.afrekenen,
                verantwoorden=one.verantwoorden,
                bron=one.bron,
                zekerheid=one.zekerheid,
            )
            for one in Financieringsvariant.objects.filter(regio=regio)
        ]


def financiering_op(regio: str, categorie: str, code: str, dag: date, *, on_behalf_of: Machtiging) -> str:
    """The funding variant of a product on a day, by name; empty when there is none."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_FINANCIERING, [regio, categorie, code, dag])
        row = cursor.fetchone()
    return row[0] if row else ""
