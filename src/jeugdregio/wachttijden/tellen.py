# SPDX-License-Identifier: EUPL-1.2
"""
Counting waiting times over all children at once, from what messages say (S94).

One row per allocation that was made for the first time in the period: when it was asked (JW315), decided (the first
version of the JW301) and begun (JW305). A later version of an allocation is no new wait.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.core.kleine_aantallen import TOTAAL, Kruistabel, bescherm
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang.values import Wachttelling
from jeugdregio.wachttijden.values import Aanmeldtelling, Telling

SLEUTEL = "coalesce(nullif(p.profiel, ''), 'categorie:' || coalesce(t.categorie, '?'))"
"""What one waits for: the profile of the product, or its category when it has none."""
GANG = f"""
    SELECT t.gemeente, t.nummer, t.aanbieder, t.client_id, {SLEUTEL} AS profiel, v.dagtekening AS gevraagd,
        coalesce(e.besloten, t.vastgesteld_op)::date AS besloten, t.begin AS ingang, t.tot, l.begonnen
    FROM toewijzingen_v_toewijzing t
    LEFT JOIN contracten_v_product p ON p.regio = %(regio)s AND p.categorie = t.categorie AND p.code = t.code
    LEFT JOIN LATERAL (
        SELECT min(w.vastgesteld_op) AS besloten FROM toewijzingen_v_versie w
        WHERE w.gemeente = t.gemeente AND w.nummer = t.nummer
    ) e ON true
    LEFT JOIN toewijzingen_v_referentie a ON a.gemeente = t.gemeente AND a.id = t.id
    LEFT JOIN verzoeken_v_gevraagd v ON v.gemeente = t.gemeente AND v.aanbieder = t.aanbieder
        AND v.referentie = a.referentie
    LEFT JOIN LATERAL (
        SELECT min(s.begin) AS begonnen FROM toewijzingen_v_levering s
        WHERE s.gemeente = t.gemeente AND s.client_id = t.client_id AND s.toewijzing_nummer = t.nummer
    ) l ON true
    WHERE NOT t.verwijderd
"""
MATEN = """
    SELECT profiel, aanbieder, 'verzoek_besluit' AS maat, besloten - gevraagd AS dagen FROM gang
        WHERE gevraagd IS NOT NULL AND besloten >= gevraagd AND besloten >= %(van)s AND besloten < %(tot)s
    UNION ALL SELECT profiel, aanbieder, 'besluit_start', greatest(begonnen - greatest(besloten, ingang), 0) FROM gang
        WHERE begonnen >= besloten AND begonnen >= %(van)s AND begonnen < %(tot)s
    UNION ALL SELECT profiel, aanbieder, 'verzoek_start', begonnen - gevraagd FROM gang
        WHERE gevraagd IS NOT NULL AND begonnen >= gevraagd AND begonnen >= %(van)s AND begonnen < %(tot)s
"""
TEL = f"""
    WITH gang AS MATERIALIZED ({GANG}), maten AS ({MATEN})
    SELECT maat, coalesce(profiel, ''), coalesce(aanbieder, ''), count(*),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY dagen), percentile_disc(0.8) WITHIN GROUP (ORDER BY dagen)
    FROM maten GROUP BY GROUPING SETS ((maat, profiel, aanbieder), (maat, profiel), (maat))
"""
WACHT_NU = f"""
    WITH gang AS MATERIALIZED ({GANG})
    SELECT profiel, count(*) FROM gang
    WHERE begonnen IS NULL AND ingang <= %(peil)s AND (tot IS NULL OR tot > %(peil)s)
    GROUP BY profiel
"""


def tel(regio: str, van: date, tot: date, *, on_behalf_of: Machtiging) -> list[Telling]:
    """
    Every measure of the half-open period by profile and provider, with small counts hidden, also by subtraction.

    A wait counts in the period in which it ended.
    """
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(TEL, {"regio": regio, "van": van, "tot": tot})
        rows = cursor.fetchall()
    per: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for maat, *rest in rows:
        per[maat].append(tuple(rest))
    return [one for maat in sorted(per) for one in _verberg(maat, per[maat])]


def wachten_nu(regio: str, peildatum: date, *, on_behalf_of: Machtiging) -> dict[str, int]:
    """How many allocations that should have begun did not, by profile; small ones are hidden by the caller."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(WACHT_NU, {"regio": regio, "peil": peildatum})
        return dict(cursor.fetchall())


def _verberg(maat: str, rows: Iterable[tuple[Any, ...]]) -> list[Telling]:
    found = {(profiel or TOTAAL, aanbieder or TOTAAL): rest for profiel, aanbieder, *rest in rows}
    cells: dict[tuple[str | None, str | None], int | None] = {key: rest[0] for key, rest in found.items()}
    profiles = sorted({profiel for profiel, _ in cells if profiel is not None})
    providers = sorted({aanbieder for _, aanbieder in cells if aanbieder is not None})
    for aanbieder in providers:  # the total of a provider is not shown: it is counted to keep the rest from it
        cells[TOTAAL, aanbieder] = sum(cells.get((profiel, aanbieder)) or 0 for profiel in profiles)
    shown = bescherm(Kruistabel(profiles, providers, cells))
    return [
        Telling(profiel or "", aanbieder or "", maat, *_of(shown.cel(profiel, aanbieder), rest))
        for (profiel, aanbieder), rest in sorted(found.items(), key=lambda one: (one[0][0] or "", one[0][1] or ""))
    ]


def _of(aantal: int | None, rest: list[int]) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if aantal is None else (aantal, rest[1], rest[2])


def verberg_aanmeldingen(rows: Iterable[Wachttelling]) -> list[Aanmeldtelling]:
    """One row per kind of question and one of all (last), with small counts hidden, also by subtraction."""
    found = {(one.onderwerp or TOTAAL, one.te_laat): one for one in rows}
    kinds = sorted({one.onderwerp for one in found.values() if one.onderwerp})
    cells: dict[tuple[str | None, bool | None], int | None] = {key: one.aantal for key, one in found.items()}
    shown = bescherm(Kruistabel(kinds, [False, True], cells))
    lines = []
    for kind in (*kinds, TOTAAL):
        many, whole = shown.cel(kind, TOTAAL), found.get((kind, TOTAAL))
        median = whole.mediaan if whole is not None and many else None
        lines.append(Aanmeldtelling(kind or "", many, shown.cel(kind, True), median))
    return lines
