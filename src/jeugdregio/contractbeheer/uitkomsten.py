# SPDX-License-Identifier: EUPL-1.2
"""
Dropout, satisfaction and goals (S42): from stop messages and from measurements, never from a form of its own.

Never a ranking: providers differ in whom they help. What is unknown stays unknown.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.contractbeheer.gegevens import redenen
from jeugdregio.contractbeheer.models import Meting
from jeugdregio.contractbeheer.values import PROMILLE, Meetcijfer, Uitkomst
from jeugdregio.core.kleine_aantallen import KLEINST, TOTAAL, Kruistabel, bescherm
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging

UITVAL, GEPLAND = "uitval", "gepland"
_BEEINDIGD = """
    SELECT b.aanbieder, coalesce(nullif(p.profiel, ''), 'Categorie ' || b.categorie) AS groep,
        count(*) FILTER (WHERE b.reden = ANY (%(uitval)s)), count(*) FILTER (WHERE b.reden = ANY (%(gepland)s)),
        count(*) FILTER (WHERE NOT b.reden = ANY (%(uitval)s || %(gepland)s))
    FROM toewijzingen_v_beeindiging b
    LEFT JOIN contracten_v_product p ON p.regio = %(regio)s AND p.categorie = b.categorie AND p.code = b.code
    WHERE b.einde >= %(van)s AND b.einde < %(tot)s AND (%(gemeente)s::text = '' OR b.gemeente = %(gemeente)s)
    GROUP BY 1, 2 ORDER BY 1, 2
"""
Telling = tuple[int, int, int]
"""Dropout, as planned, and neither."""


def tel(van: date, tot: date, *, on_behalf_of: Machtiging, gemeente: str = "") -> dict[tuple[str, str], Telling]:
    """Ended care in a half-open period, by provider and group, as it is: only for the functions below."""
    known = redenen()
    parameters: dict[str, Any] = {
        "uitval": list(known.uitval),
        "gepland": list(known.gepland),
        "regio": settings.REGIO,
        "van": van,
        "tot": tot,
        "gemeente": gemeente,
    }
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_BEEINDIGD, parameters)
        return {(row[0], row[1]): (row[2], row[3], row[4]) for row in cursor.fetchall()}


def per_aanbieder(van: date, tot: date, *, on_behalf_of: Machtiging) -> tuple[list[Uitkomst], Uitkomst]:
    """The outcome per provider, in order of AGB code, and of all together; small numbers are hidden."""
    found = tel(van, tot, on_behalf_of=on_behalf_of)
    counts: dict[str, Telling] = defaultdict(lambda: (0, 0, 0))
    for (agb, _), row in found.items():
        before = counts[agb]
        counts[agb] = (before[0] + row[0], before[1] + row[1], before[2] + row[2])
    rows, total = _protected(counts, own=on_behalf_of.aanbieder)
    return (
        [Uitkomst(agb, "", *rows[agb]) for agb in sorted(rows)],
        Uitkomst("", "", *total),
    )


def per_groep(aanbieder: str, van: date, tot: date, *, on_behalf_of: Machtiging) -> tuple[list[Uitkomst], Uitkomst]:
    """
    The outcome of one provider per support profile, or per category where a product has none, and of all of it.

    When the provider as a whole is hidden, so is every group.
    """
    found = tel(van, tot, on_behalf_of=on_behalf_of)
    every, _ = per_aanbieder(van, tot, on_behalf_of=on_behalf_of)
    whole = next((one for one in every if one.aanbieder == aanbieder), Uitkomst(aanbieder, "", 0, 0, 0))
    counts = {group: row for (agb, group), row in found.items() if agb == aanbieder}
    own = aanbieder == on_behalf_of.aanbieder
    rows, _total = _protected(counts, own=aanbieder if own else "", everything_own=own)
    if whole.uitval is None:
        rows = {group: (None, None if whole.beeindigd is None else row[1], row[2]) for group, row in rows.items()}
    return [Uitkomst(aanbieder, group, *rows[group]) for group in sorted(rows)], whole


Zichtbaar = tuple[int | None, int | None, int | None]


def _protected(
    counts: dict[str, Telling], *, own: str, everything_own: bool = False
) -> tuple[dict[str, Zichtbaar], Zichtbaar]:
    """(dropout, ended, unknown) per row and together; what is one's own is not hidden."""
    cells: dict[tuple[str | None, str | None], int | None] = {}
    unknown: dict[tuple[str | None, str | None], int | None] = {}
    totals = [0, 0, 0]
    for key, (dropped, planned, other) in counts.items():
        cells |= {(key, UITVAL): dropped, (key, GEPLAND): planned, (key, TOTAAL): dropped + planned}
        unknown |= {(key, TOTAAL): other, (key, UITVAL): other}
        totals = [totals[0] + dropped, totals[1] + planned, totals[2] + other]
    cells |= {(TOTAAL, UITVAL): totals[0], (TOTAAL, GEPLAND): totals[1], (TOTAAL, TOTAAL): totals[0] + totals[1]}
    unknown |= {(TOTAAL, TOTAAL): totals[2], (TOTAAL, UITVAL): totals[2]}
    keys = list(counts)
    exact, rest = Kruistabel(keys, (UITVAL, GEPLAND), cells), Kruistabel(keys, (UITVAL,), unknown)
    seen, left = (exact, rest) if everything_own else (bescherm(exact), bescherm(rest))
    shown: dict[str, Zichtbaar] = {}
    for key in keys:
        mine, others = (exact, rest) if key == own else (seen, left)
        ended = mine.cel(key, TOTAAL)
        shown[key] = (None if ended is None else mine.cel(key, UITVAL), ended, others.cel(key, TOTAAL))
    return shown, (seen.cel(TOTAAL, UITVAL), seen.cel(TOTAAL, TOTAAL), left.cel(TOTAAL, TOTAAL))


def metingen(van: date, tot: date, *, on_behalf_of: Machtiging, aanbieder: str = "") -> list[Meetcijfer]:
    """
    Measurements of periods that lie wholly in this one, added up per provider, group and indicator.

    With fewer than ten answers the figure is not shown to others than the provider itself.
    """
    with namens(on_behalf_of):
        rows = Meting.objects.filter(regio=settings.REGIO, periode__contained_by=(van, tot))
        rows = rows.filter(aanbieder=aanbieder) if aanbieder else rows
        found: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
        for one in rows:
            sums = found[one.aanbieder, one.profiel, one.indicator]
            sums[0] += one.teller
            sums[1] += one.noemer
    return [
        _figure(key, over, under, own=key[0] == on_behalf_of.aanbieder) for key, (over, under) in sorted(found.items())
    ]


def _figure(key: tuple[str, str, str], over: int, under: int, *, own: bool) -> Meetcijfer:
    if under < KLEINST and not own:
        return Meetcijfer(*key, None, None)
    return Meetcijfer(*key, under, (2 * PROMILLE * over + under) // (2 * under))


def spreiding(uitkomsten: list[Uitkomst]) -> tuple[int, int, int] | None:
    """The lowest quarter, the middle and the highest quarter (per mille) of the shares shown; None under five."""
    shares = sorted(one.uitval_promille for one in uitkomsten if one.uitval_promille is not None)
    if len(shares) < 5:
        return None
    last = len(shares) - 1
    return shares[last // 4], shares[last // 2], shares[last - last // 4]
