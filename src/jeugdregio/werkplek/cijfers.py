# SPDX-License-Identifier: EUPL-1.2
"""What a provider or a municipality costs and delivers, counted by the database: totals only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging

_KOSTEN = """
    SELECT dienstmaand, sum(kosten_cent)::bigint FROM grootboek_v_boeking
    WHERE (%(gemeente)s::text = '' OR gemeente = %(gemeente)s)
        AND (%(aanbieder)s::text = '' OR aanbieder = %(aanbieder)s) AND dienstmaand >= %(vanaf)s
    GROUP BY dienstmaand ORDER BY dienstmaand
"""
_PRODUCTEN = """
    SELECT coalesce(k.categorie, t.categorie, ''), coalesce(k.code, t.code, ''), coalesce(t.lopend, 0),
        coalesce(t.kinderen, 0), coalesce(k.kosten, 0)
    FROM (
        SELECT categorie, code, sum(kosten_cent)::bigint AS kosten FROM grootboek_v_boeking
        WHERE (%(gemeente)s::text = '' OR gemeente = %(gemeente)s)
            AND (%(aanbieder)s::text = '' OR aanbieder = %(aanbieder)s) AND dienstmaand >= %(vanaf)s
        GROUP BY categorie, code
    ) k
    FULL JOIN (
        SELECT coalesce(categorie, '') AS categorie, coalesce(code, '') AS code, count(*) AS lopend,
            count(DISTINCT (gemeente, client_id)) AS kinderen
        FROM toewijzingen_v_toewijzing
        WHERE (%(gemeente)s::text = '' OR gemeente = %(gemeente)s)
            AND (%(aanbieder)s::text = '' OR aanbieder = %(aanbieder)s)
            AND NOT verwijderd AND geldig @> %(peildatum)s::date
        GROUP BY 1, 2
    ) t ON t.categorie = k.categorie AND t.code = k.code
    ORDER BY 5 DESC, 1, 2
"""


@dataclass(frozen=True)
class Productcijfer:
    """What one product adds up to: allocations that run on a day, children on them, and costs (cents) since a day."""

    categorie: str
    code: str
    lopend: int
    kinderen: int
    kosten_cent: int


def kosten_per_maand(
    vanaf: date, *, on_behalf_of: Machtiging, gemeente: str = "", aanbieder: str = ""
) -> list[tuple[Maand, int]]:
    """The costs (cents) per month of care from a day on, oldest first."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_KOSTEN, {"vanaf": vanaf, "gemeente": gemeente, "aanbieder": aanbieder})
        return [(Maand.van(day), cents) for day, cents in cursor.fetchall()]


def producten(
    peildatum: date, vanaf: date, *, on_behalf_of: Machtiging, gemeente: str = "", aanbieder: str = ""
) -> list[Productcijfer]:
    """The products with allocations on `peildatum` or costs since `vanaf`, the dearest first."""
    parameters: dict[str, Any] = {"peildatum": peildatum, "vanaf": vanaf, "gemeente": gemeente, "aanbieder": aanbieder}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_PRODUCTEN, parameters)
        return [Productcijfer(*row) for row in cursor.fetchall()]
