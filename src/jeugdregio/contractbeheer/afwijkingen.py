# SPDX-License-Identifier: EUPL-1.2
"""Which municipality goes against what was agreed with a provider: seen in the allocations, counts only (S41)."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.contractbeheer.models import Lijn
from jeugdregio.contractbeheer.values import Afwijking
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.kleine_aantallen import KLEINST
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging

_TEGEN = """
    WITH contract AS (
        SELECT * FROM unnest(%(agb)s::text[], %(van)s::date[], %(tot)s::date[]) c (aanbieder, van, tot)
    )
    SELECT l.id, t.gemeente, count(*)
    FROM contractbeheer_lijn l
    JOIN toewijzingen_v_toewijzing t ON NOT t.verwijderd AND l.geldig @> t.begin
        AND l.geldig @> t.vastgesteld_op::date AND t.vastgesteld_op < %(peil)s
        AND (l.code = '' OR l.code = t.code)
        AND CASE l.toets
            WHEN 'opnamestop' THEN t.aanbieder = l.aanbieder
            WHEN 'met_contract' THEN NOT EXISTS (
                SELECT FROM contract c WHERE c.aanbieder = t.aanbieder AND c.van <= t.begin AND c.tot > t.begin
            )
            ELSE false
        END
    WHERE l.regio = %(regio)s AND l.toets <> ''
    GROUP BY l.id, t.gemeente ORDER BY l.id, t.gemeente
"""


def lijnen(peildatum: date, *, on_behalf_of: Machtiging, aanbieder: str = "") -> list[Lijn]:
    """The lines that hold on a day, or those for one provider and for all of them."""
    with namens(on_behalf_of):
        found = Lijn.objects.filter(regio=settings.REGIO, geldig__contains=peildatum)
        found = found.filter(aanbieder__in=["", aanbieder]) if aanbieder else found
        return list(found.order_by("aanbieder", "onderwerp"))


def afwijkingen(peildatum: date, *, on_behalf_of: Machtiging) -> list[Afwijking]:
    """
    Allocations decided before `peildatum` that go against a line, per municipality.

    A municipality sees its own number; a small number of another is hidden, that there is one is not.
    """
    with namens(on_behalf_of):
        known = {one.pk: one for one in Lijn.objects.filter(regio=settings.REGIO)}
    return [
        Afwijking(
            line,
            known[line].onderwerp,
            known[line].aanbieder,
            town,
            number if number >= KLEINST or town == on_behalf_of.gemeente else None,
        )
        for line, town, number in _tel(peildatum, on_behalf_of)
        if line in known
    ]


def _tel(peildatum: date, wie: Machtiging) -> list[tuple[int, str, int]]:
    agreed = contracten.contracten(settings.REGIO, on_behalf_of=wie)
    columns: dict[str, list[Any]] = defaultdict(list)
    for one in agreed:
        columns["agb"].append(one.aanbieder)
        columns["van"].append(one.van)
        columns["tot"].append(one.tot)
    parameters = {name: columns[name] for name in ("agb", "van", "tot")}
    with cijfers(wie), connection.cursor() as cursor:
        cursor.execute(_TEGEN, parameters | {"peil": peildatum, "regio": settings.REGIO})
        return [(line, town, number) for line, town, number in cursor.fetchall()]
