# SPDX-License-Identifier: EUPL-1.2
"""
Counting jeugdigen with help, set-based, from what messages say: starts (JW305), stops (JW307) and their allocations.

Begin and end are counted on single starts: who had help on the day before and on the day itself. In and out are counted
on stretches of help that were joined first. So they are two counts, and that they fit is checked, not assumed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.core.kleine_aantallen import verberg
from jeugdregio.gebruik.values import ANDERS, FIGUREN, LEEFTIJDEN, REGIO, SAMEN, Halfjaar, Telling
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging, Recht

LEVERING = """
    SELECT l.gemeente, c.bsn, c.geboortedatum, l.aanbieder, l.toewijzing_nummer, l.begin,
        least(CASE WHEN l.definitief THEN l.einde + 1 END, upper(t.geldig)) AS tot
    FROM toewijzingen_v_levering l
    JOIN toewijzingen_v_client c ON c.gemeente = l.gemeente AND c.id = l.client_id
    LEFT JOIN toewijzingen_v_product t ON t.gemeente = l.gemeente AND t.nummer = l.toewijzing_nummer
    WHERE t.verwijderd IS NOT TRUE
"""
"""Help as it was delivered: from a start until its stop, or until its allocation ends when no stop was reported."""
GELEVERD = f"SELECT * FROM ({LEVERING}) l WHERE tot IS NULL OR tot > begin"
PER_LEEFTIJD = "count(*) FILTER (WHERE extract(year FROM age(e.tot - 1, e.geboren)) BETWEEN {} AND {})"
TEL = f"""
    WITH levering AS MATERIALIZED ({GELEVERD}),
    periode AS (SELECT * FROM unnest(%(van)s::date[], %(tot)s::date[]) AS p (van, tot)),
    stand AS (
        SELECT gemeente, dag, count(*) AS aantal FROM (
            SELECT coalesce(l.gemeente, '') AS gemeente, g.dag
            FROM (SELECT van AS dag FROM periode UNION SELECT tot FROM periode) g
            JOIN levering l ON l.begin <= g.dag AND (l.tot IS NULL OR l.tot >= g.dag)
            GROUP BY GROUPING SETS ((g.dag, l.gemeente, l.bsn), (g.dag, l.bsn))
            HAVING bool_or(l.begin < g.dag) AND bool_or(l.tot IS NULL OR l.tot > g.dag)
        ) er GROUP BY gemeente, dag
    ),
    aaneen AS (
        SELECT coalesce(gemeente, '') AS gemeente, bsn, min(geboortedatum) AS geboren,
            range_agg(daterange(begin, tot)) AS hulp
        FROM levering GROUP BY GROUPING SETS ((gemeente, bsn), (bsn))
    ),
    stuk AS (SELECT gemeente, bsn, geboren, unnest(hulp) AS deel FROM aaneen),
    erbij AS (
        SELECT s.gemeente, p.van, p.tot, s.geboren, min(lower(s.deel)) AS eerste,
            max(coalesce(upper(s.deel), 'infinity')) AS laatste
        FROM stuk s JOIN periode p ON s.deel && daterange(p.van, p.tot)
        GROUP BY s.gemeente, s.bsn, p.van, p.tot, s.geboren
    ),
    stroom AS (
        SELECT gemeente, van, tot, count(*) FILTER (WHERE eerste >= van) AS instroom,
            count(*) FILTER (WHERE laatste <= tot) AS uitstroom, count(*) AS actief,
            {", ".join(PER_LEEFTIJD.format(*years) for years in LEEFTIJDEN.values())}
        FROM erbij e GROUP BY gemeente, van, tot
    )
    SELECT s.*, coalesce(b.aantal, 0), coalesce(z.aantal, 0) FROM stroom s
    LEFT JOIN stand b ON b.gemeente = s.gemeente AND b.dag = s.van
    LEFT JOIN stand z ON z.gemeente = s.gemeente AND z.dag = s.tot
    ORDER BY s.van, s.gemeente
"""
Sleutel = tuple[str, str, date]
"""Municipality, what is counted, and the day: a begin and an end on one day are one count."""


def tel(halfjaren: Sequence[Halfjaar], peildatum: date, *, on_behalf_of: Machtiging) -> list[Telling]:
    """
    Every municipality of the asker in these half-years, oldest first, and the region as a whole when it asks.

    Who may not see allocations gets no small numbers, also not by subtraction. Where nobody had help is no row.
    """
    periods = [(one.van, one.tot(peildatum)) for one in halfjaren if one.van < peildatum]
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(TEL, {"van": [van for van, _ in periods], "tot": [tot for _, tot in periods]})
        rows = cursor.fetchall()
    found = [_telling(row) for row in rows if row[0] or on_behalf_of.regio]
    return found if on_behalf_of.mag(Recht.TOEWIJZINGEN_ZIEN) else bescherm(found, peildatum)


def _telling(row: tuple[Any, ...]) -> Telling:
    town, since, _, inflow, outflow, active, *rest = row
    *ages, begin, end = rest
    counts: dict[str, int | None] = dict(zip(LEEFTIJDEN, ages, strict=True))
    for group, parts in SAMEN.items():
        counts[group] = sum(counts[part] or 0 for part in parts)
    counts[ANDERS] = active - sum(ages)
    return Telling(town, Halfjaar.van_dag(since), begin, inflow, outflow, end, active, counts)


def bescherm(tellingen: Sequence[Telling], peildatum: date) -> list[Telling]:
    """The same counts with small ones hidden, and with them what would give them away over time, place and age."""
    counts: dict[Sleutel, int] = {}
    lines: list[list[Sleutel]] = []
    for one in tellingen:
        keys = _sleutels(one, peildatum)
        counts |= {key: value for name, key in keys.items() if (value := _waarde(one, name)) is not None}
        lines += _lijnen(keys)
    lines += _over_gemeenten(counts)
    hidden = verberg(counts, lines)
    return [_zonder(one, _sleutels(one, peildatum), hidden) for one in tellingen]


def _sleutels(one: Telling, peildatum: date) -> dict[str, Sleutel]:
    since, until = one.halfjaar.van, one.halfjaar.tot(peildatum)
    stand = {"begin": (one.gemeente, "stand", since), "eind": (one.gemeente, "stand", until)}
    others = ("instroom", "uitstroom", "actief", *one.leeftijd)
    return stand | {name: (one.gemeente, name, since) for name in others}


def _waarde(one: Telling, name: str) -> int | None:
    return one.getal(name) if name in FIGUREN else one.leeftijd[name]


def _lijnen(key: dict[str, Sleutel]) -> Iterable[list[Sleutel]]:
    """What adds up to what: the flow, and the age groups."""
    yield [key["begin"], key["instroom"], key["actief"]]
    yield [key["eind"], key["uitstroom"], key["actief"]]
    for group, parts in SAMEN.items():
        yield [*(key[part] for part in parts), key[group]]
    yield [key["0-22"], key[ANDERS], key["actief"]]


def _over_gemeenten(counts: dict[Sleutel, int]) -> Iterable[list[Sleutel]]:
    """All municipalities beside the region: who moved is in two of them, but nearly adding up gives away as much."""
    towns = sorted({town for town, _, _ in counts} - {REGIO})
    for name, day in sorted({(name, day) for town, name, day in counts if town == REGIO}):
        yield [*((town, name, day) for town in towns), (REGIO, name, day)]


def _zonder(one: Telling, keys: dict[str, Sleutel], hidden: frozenset[Sleutel]) -> Telling:
    shown = {name: None if key in hidden else _waarde(one, name) for name, key in keys.items()}
    figures: dict[str, Any] = {name: shown[name] for name in FIGUREN}
    return replace(one, leeftijd={name: shown[name] for name in one.leeftijd}, **figures)
