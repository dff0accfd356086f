# SPDX-License-Identifier: EUPL-1.2
"""
What follows when a provider stops (N09): how many children where and for what, money, and who else has a contract.

Children are counted as figures, and small numbers are hidden from who may not see them (`core.kleine_aantallen`).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.continuiteit.models import VrijePlaatsen
from jeugdregio.continuiteit.values import Uitwijk
from jeugdregio.core.kleine_aantallen import Kruistabel, bescherm
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging, Recht

_KINDEREN = """
    WITH lopend AS (
        SELECT t.gemeente, t.client_id,
            coalesce(nullif(split_part(p.profiel, ':', 1), ''), 'categorie ' || t.categorie, '') AS profiel
        FROM toewijzingen_v_toewijzing t
        LEFT JOIN contracten_v_product p ON p.regio = %(regio)s AND p.categorie = t.categorie AND p.code = t.code
        WHERE t.aanbieder = %(aanbieder)s AND NOT t.verwijderd AND t.geldig @> %(peildatum)s::date
    )
    SELECT gemeente, profiel, count(DISTINCT (gemeente, client_id)), count(*) FROM lopend
    GROUP BY CUBE (gemeente, profiel)
"""
_KOSTEN = """
    SELECT gemeente, sum(kosten_cent)::bigint FROM grootboek_v_boeking
    WHERE aanbieder = %(aanbieder)s AND dienstmaand >= %(vanaf)s AND dienstmaand < %(tot)s
    GROUP BY gemeente
"""
_UITWIJK = """
    WITH nodig AS (
        SELECT DISTINCT t.categorie, t.code,
            coalesce(nullif(split_part(p.profiel, ':', 1), ''), 'categorie ' || t.categorie, '') AS profiel
        FROM contracten_v_tarief t
        LEFT JOIN contracten_v_product p ON p.regio = t.regio AND p.categorie = t.categorie AND p.code = t.code
        WHERE t.regio = %(regio)s AND t.aanbieder = %(aanbieder)s AND t.geldig @> %(peildatum)s::date
    )
    SELECT n.profiel, n.categorie, a.aanbieder
    FROM nodig n
    LEFT JOIN contracten_v_tarief a ON a.regio = %(regio)s AND a.categorie = n.categorie AND a.code = n.code
        AND a.geldig @> %(peildatum)s::date AND a.aanbieder <> %(aanbieder)s
    GROUP BY 1, 2, 3
"""
MAANDEN = 3
"""The money per month is the mean of so many whole months before the day."""


@dataclass(frozen=True)
class Omvang:
    """How many children, by municipality and profile, and how many allocations that run."""

    kinderen: Kruistabel[str, str]
    beschermd: bool
    toewijzingen: int


def omvang(regio: str, aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> Omvang:
    """The children with an allocation that runs; who may not see them gets no small numbers."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_KINDEREN, {"regio": regio, "aanbieder": aanbieder, "peildatum": peildatum})
        rows = cursor.fetchall()
    cells = {(place, profile): children for place, profile, children, _ in rows}
    table = Kruistabel(
        sorted({place for place, _ in cells if place is not None}),
        sorted({profile for _, profile in cells if profile is not None}, key=_numerical),
        cells,
    )
    protect = not on_behalf_of.mag(Recht.TOEWIJZINGEN_ZIEN)
    running = next((count for place, profile, _, count in rows if place is None and profile is None), 0)
    return Omvang(bescherm(table) if protect else table, protect, running)


def kosten(aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> dict[str, int]:
    """What was granted (cents) in the last whole months of service, together, by municipality."""
    until = Maand.van(peildatum)
    since = until
    for _ in range(MAANDEN):
        since = since.vorige
    parameters: dict[str, Any] = {"aanbieder": aanbieder, "vanaf": since.begin, "tot": until.begin}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_KOSTEN, parameters)
        return dict(cursor.fetchall())


def uitwijk(
    regio: str, aanbieder: str, peildatum: date, namen: Mapping[str, str], *, on_behalf_of: Machtiging
) -> tuple[tuple[Uitwijk, ...], tuple[str, ...]]:
    """Who else has a tariff for what this provider has one for, most profiles first; and what nobody else has."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_UITWIJK, {"regio": regio, "aanbieder": aanbieder, "peildatum": peildatum})
        rows = cursor.fetchall()
        places = VrijePlaatsen.objects.filter(peildatum__lte=peildatum).order_by("peildatum")
        free: dict[str, dict[str, tuple[int, date]]] = defaultdict(dict)
        for one in places:
            free[one.aanbieder][one.categorie] = (one.plaatsen, one.peildatum)
    profiles: dict[str, set[str]] = defaultdict(set)
    categories: dict[str, set[str]] = defaultdict(set)
    for profile, category, agb in rows:
        if agb is not None:
            profiles[agb].add(profile)
            categories[agb].add(category)
    found = [
        Uitwijk(
            agb,
            namen.get(agb, agb),
            tuple(sorted(known, key=_numerical)),
            {category: free[agb][category] for category in sorted(categories[agb] & free[agb].keys())},
        )
        for agb, known in profiles.items()
    ]
    alone = {profile for profile, _, _ in rows} - {profile for known in profiles.values() for profile in known}
    return (
        tuple(sorted(found, key=lambda one: (-len(one.profielen), -_places(one), one.naam))),
        tuple(sorted(alone, key=_numerical)),
    )


def _places(one: Uitwijk) -> int:
    return sum(count for count, _ in one.vrij.values())


def _numerical(profile: str) -> tuple[bool, str, str]:
    return (not profile.isdigit(), profile.rjust(3) if profile.isdigit() else "", profile)
