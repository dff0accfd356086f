# SPDX-License-Identifier: EUPL-1.2
"""
How far a ceiling is used, and on which day it will be reached (S59, N18).

Two straight lines, and the first that crosses the ceiling counts. Pace: what was granted per day in the months that are
declared completely, drawn on to the end of the year. Allocations: what was used up to today by that pace, plus what
running allocations may still cost this year, evenly. No season, no growth: a person sees both lines and judges.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.begroting.queries import verplicht_per_aanbieder
from jeugdregio.contractbeheer.values import Clientstop, Plafondstand
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Contractgegevens
from jeugdregio.core.kleine_aantallen import KLEINST
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging

_GEBRUIKT = """
    SELECT aanbieder, dienstmaand, sum(kosten_cent)::bigint FROM grootboek_v_boeking
    WHERE dienstmaand >= %(van)s AND dienstmaand < %(tot)s AND aanbieder = ANY (%(aanbieders)s)
    GROUP BY 1, 2
"""
MAANDEN = 3
_STARTS = """
    SELECT count(*) FROM toewijzingen_v_levering
    WHERE aanbieder = %(aanbieder)s AND begin >= %(van)s AND begin < %(tot)s
"""
_ANDEREN = """
    SELECT count(DISTINCT o.aanbieder) FROM contracten_v_tarief o
    WHERE o.regio = %(regio)s AND o.aanbieder <> %(aanbieder)s AND o.geldig @> %(tot)s::date AND EXISTS (
        SELECT FROM contracten_v_tarief e WHERE e.regio = o.regio AND e.aanbieder = %(aanbieder)s
            AND e.categorie = o.categorie AND e.code = o.code AND e.geldig @> %(tot)s::date
    )
"""


def plafonds(peildatum: date, *, on_behalf_of: Machtiging, aanbieder: str = "") -> list[Plafondstand]:
    """
    The state of every ceiling in the year of `peildatum`, what is used most on top.

    A ceiling is per calendar year. The ledger does not say under which contract care was given: of a provider with more
    than one contract in the year they count together, and only when all have a ceiling.
    """
    begin, end = date(peildatum.year, 1, 1), date(peildatum.year + 1, 1, 1)
    agreed = _agreed(begin, end, aanbieder, on_behalf_of)
    capped = {agb: found for agb, found in agreed.items() if all(one.plafond_cent is not None for one in found)}
    used = _gebruikt(begin, end, list(capped), on_behalf_of)
    committed = verplicht_per_aanbieder(peildatum, on_behalf_of=on_behalf_of) if capped else {}
    states = [_state(found, used.get(agb, {}), committed.get(agb, 0), peildatum) for agb, found in capped.items()]
    return sorted(states, key=lambda one: (-one.gebruikt_promille, one.aanbieder))


def niet_te_volgen(peildatum: date, *, on_behalf_of: Machtiging) -> list[Contractgegevens]:
    """Contracts with a ceiling of providers that have another one without in that year: what fills it is not known."""
    begin, end = date(peildatum.year, 1, 1), date(peildatum.year + 1, 1, 1)
    mixed = [
        found
        for found in _agreed(begin, end, "", on_behalf_of).values()
        if any(one.plafond_cent is None for one in found)
    ]
    return [one for found in mixed for one in found if one.plafond_cent is not None]


def _agreed(begin: date, end: date, aanbieder: str, wie: Machtiging) -> dict[str, list[Contractgegevens]]:
    """The contracts that run on a day of a half-open period, by provider."""
    agreed: dict[str, list[Contractgegevens]] = defaultdict(list)
    for one in contracten.contracten(settings.REGIO, aanbieder, on_behalf_of=wie):
        if one.van < end and one.tot > begin:
            agreed[one.aanbieder].append(one)
    return agreed


def _gebruikt(begin: date, end: date, aanbieders: Sequence[str], wie: Machtiging) -> dict[str, dict[Maand, int]]:
    found: dict[str, dict[Maand, int]] = defaultdict(dict)
    with cijfers(wie), connection.cursor() as cursor:
        cursor.execute(_GEBRUIKT, {"van": begin, "tot": end, "aanbieders": list(aanbieders)})
        for agb, month, cents in cursor.fetchall():
            found[agb][Maand.van(month)] = cents
    return found


def _state(
    agreed: Sequence[Contractgegevens], used: Mapping[Maand, int], committed: int, peildatum: date
) -> Plafondstand:
    """Line up one provider; its window is the part of the year in which it has a contract."""
    begin, end = date(peildatum.year, 1, 1), date(peildatum.year + 1, 1, 1)
    start = max(begin, min(one.van for one in agreed))
    stop = min(end, max(one.tot for one in agreed))
    complete = max(start, min(Maand.van(peildatum).vorige.begin, stop))  # what was given last month is being declared
    limit = sum(one.plafond_cent or 0 for one in agreed)
    before = sum(cents for month, cents in used.items() if month.begin < complete)
    total, days = sum(used.values()), (complete - start).days
    by_pace = _crossing(limit, 0, before, start, days, stop) if before > 0 and days else None
    per_day = before // days if days else 0
    now = max(total, per_day * max((min(peildatum, stop) - start).days, 0))
    left = (stop - peildatum).days
    by_allocation = _crossing(limit, now, committed, peildatum, left, stop) if left > 0 else None
    if total >= limit:
        by_pace = by_allocation = min(peildatum, stop)
    return Plafondstand(
        aanbieder=agreed[0].aanbieder,
        contracten=tuple(one.nummer for one in agreed),
        plafond_cent=limit,
        gebruikt_cent=total,
        verplicht_cent=committed,
        per_dag_cent=per_day,
        van=start,
        tot=stop,
        volledig_tot=complete,
        dag_tempo=by_pace,
        dag_toewijzingen=by_allocation,
    )


def _crossing(limit: int, already: int, amount: int, since: date, days: int, stop: date) -> date | None:
    """The day on which `already` plus `amount` per so many `days` reaches the limit; None when not before `stop`."""
    if already >= limit:
        return since
    if amount <= 0:
        return None
    needed = -(-(limit - already) * days // amount)
    return since + timedelta(days=needed) if needed < (stop - since).days else None


def clientstop(aanbieder: str, peildatum: date, *, on_behalf_of: Machtiging) -> Clientstop:
    """
    What a stop on new clients at this provider does, by the new starts of the last three complete months.

    A small number of starts is hidden.
    """
    last = Maand.van(peildatum)
    first = last
    for _ in range(MAANDEN):
        first = first.vorige
    parameters: dict[str, Any] = {
        "aanbieder": aanbieder,
        "van": first.begin,
        "tot": last.begin,
        "regio": settings.REGIO,
    }
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_STARTS, parameters)
        ((starts,),) = cursor.fetchall()
        cursor.execute(_ANDEREN, parameters)
        ((others,),) = cursor.fetchall()
    shown = starts == 0 or starts >= KLEINST or on_behalf_of.aanbieder == aanbieder
    return Clientstop((2 * starts + MAANDEN) // (2 * MAANDEN) if shown else None, MAANDEN, others)
