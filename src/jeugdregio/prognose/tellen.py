# SPDX-License-Identifier: EUPL-1.2
"""
The facts of a region as known on a peildatum, in four set-based SELECTs.

What is known counts by the day on which the house received the message (without a message: the day written on the
claim). Of an allocation the first version gives the start, the last one that was known the value.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from jeugdregio.begroting.queries import Segmenten
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.prognose.values import LOOPTIJD, Feiten, Kosten, Prijspunt, Toegewezen, Verloop, maand_van, maandnr
from jeugdregio.regio import queries as regio

HISTORIE = 72
"""Months of care back from the peildatum that count."""

_BEKEND = "coalesce((b.ontvangen_op AT TIME ZONE 'Europe/Amsterdam')::date, {anders})"
_VERSIES = f"""
versie AS (
    SELECT v.*, {_BEKEND.format(anders="(v.vastgesteld_op AT TIME ZONE 'Europe/Amsterdam')::date")} AS bekend
    FROM toewijzingen_v_versie v
    LEFT JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
    WHERE v.gemeente = ANY(%(gemeenten)s)
),
eerste AS (
    SELECT DISTINCT ON (gemeente, nummer) gemeente, nummer, begin, bekend
    FROM versie WHERE bekend < %(peil)s ORDER BY gemeente, nummer, bekend, vastgesteld_op, bericht_id
)"""
_REGELS = f"""
WITH {_VERSIES},
regel AS (
    SELECT p.gemeente, p.categorie, p.code, p.eenheid, p.aanbieder, p.dc, p.volume, p.bedrag_cent, p.dienstmaand,
        date_trunc('month', {_BEKEND.format(anders="p.dagtekening")})::date AS bekend,
        date_trunc('month', coalesce(e.begin, p.dienstmaand))::date AS start
    FROM declaraties_v_prestatie p
    LEFT JOIN berichten_bericht b ON b.gemeente = p.gemeente AND b.id = p.bericht_id
    LEFT JOIN eerste e ON e.gemeente = p.gemeente AND e.nummer = p.toewijzing_nummer
    WHERE p.toegekend AND p.gemeente = ANY(%(gemeenten)s) AND p.dienstmaand >= %(van)s
        AND {_BEKEND.format(anders="p.dagtekening")} < %(peil)s
)
"""
KOSTEN = f"""{_REGELS}
SELECT gemeente, categorie, code, dienstmaand, bekend, start <= dienstmaand - %(looptijd)s * interval '1 month',
    sum(bedrag_cent)::bigint, sum(CASE dc WHEN 'D' THEN 1 ELSE -1 END)::bigint
FROM regel GROUP BY 1, 2, 3, 4, 5, 6
"""
VERLOOP = f"""{_REGELS}
SELECT categorie, code, start, dienstmaand, bekend, sum(bedrag_cent)::bigint
FROM regel WHERE start > dienstmaand - %(looptijd)s * interval '1 month' GROUP BY 1, 2, 3, 4, 5
"""
PRIJZEN = f"""{_REGELS}
SELECT categorie, code, aanbieder, eenheid, dienstmaand, bekend, sum(volume)::bigint, sum(bedrag_cent)::bigint
FROM regel GROUP BY 1, 2, 3, 4, 5, 6
"""
TOEGEWEZEN = f"""
WITH {_VERSIES},
laatste AS (
    SELECT DISTINCT ON (gemeente, nummer) *
    FROM versie WHERE bekend < %(peil)s ORDER BY gemeente, nummer, bekend DESC, vastgesteld_op DESC, bericht_id DESC
),
geteld AS (
    SELECT l.gemeente, t.categorie, t.code, l.aanbieder, l.eenheid, l.budget_cent, l.begin, e.bekend,
        CASE WHEN isempty(telt.dagen) THEN 0 ELSE toewijzingen_maximaal(
            l.volume, l.eenheid, l.frequentie, l.budget_cent, greatest(l.begin, lower(telt.dagen)),
            least(l.tot, l.begin + 365, upper(telt.dagen)) - 1) END AS aantal
    FROM laatste l
    JOIN eerste e ON e.gemeente = l.gemeente AND e.nummer = l.nummer
    JOIN toewijzingen_v_toewijzing t ON t.gemeente = l.gemeente AND t.nummer = l.nummer
    LEFT JOIN contracten_v_maandafspraak m ON m.regio = %(regio)s AND m.categorie = t.categorie AND m.code = t.code
        AND m.geldig @> l.begin AND l.eenheid = '82' AND l.frequentie = '4'
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.regio IS NOT NULL THEN
            contracten_telperiode(m.eerste, m.laatste, daterange(l.begin, l.tot)) END AS dagen
    ) telt
    WHERE l.begin >= %(van)s
),
tarief AS MATERIALIZED (SELECT * FROM contracten_v_tarief WHERE regio = %(regio)s),
geprijsd AS (
    SELECT g.*, CASE WHEN eigen.regio IS NOT NULL THEN eigen.tarief_cent ELSE ander.tarief_cent END AS tarief_cent,
        CASE WHEN eigen.regio IS NOT NULL THEN eigen.uurtarief ELSE ander.uurtarief END AS uurtarief
    FROM geteld g
    LEFT JOIN tarief eigen ON eigen.aanbieder = g.aanbieder AND eigen.categorie = g.categorie AND eigen.code = g.code
        AND eigen.eenheid = g.eenheid AND eigen.geldig @> g.begin
    LEFT JOIN tarief ander ON ander.aanbieder = g.aanbieder AND ander.categorie = g.categorie AND ander.code = g.code
        AND ander.eenheid = CASE g.eenheid WHEN '01' THEN '04' WHEN '04' THEN '01' END AND ander.geldig @> g.begin
)
SELECT gemeente, coalesce(categorie, ''), coalesce(code, ''), date_trunc('month', begin)::date,
    date_trunc('month', bekend)::date,
    sum(CASE
        WHEN budget_cent IS NOT NULL OR eenheid = '83' THEN aantal
        WHEN eenheid IN ('01', '04') AND uurtarief THEN (2 * aantal * tarief_cent + 60) / 120
        ELSE aantal * tarief_cent
    END)::bigint
FROM geprijsd GROUP BY 1, 2, 3, 4, 5
"""


def feiten(peildatum: date, *, on_behalf_of: Machtiging) -> Feiten:
    """Everything that was known before `peildatum`, the first of a month; without order."""
    peil = maandnr(Maand.van(peildatum))
    parameters: dict[str, Any] = {
        "peil": peildatum,
        "van": maand_van(peil - HISTORIE).begin,
        "looptijd": LOOPTIJD,
        "regio": settings.REGIO,
    }
    costs: defaultdict[tuple[str, str, int, int, bool], list[int]] = defaultdict(lambda: [0, 0])
    runs: defaultdict[tuple[str, int, int, int], int] = defaultdict(int)
    granted: defaultdict[tuple[str, str, int, int], int] = defaultdict(int)
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        parameters["gemeenten"] = list(regio.deelnemers(settings.REGIO, peildatum))
        segments = Segmenten()
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(KOSTEN, parameters)
        for town, category, code, month, known, longer, cents, lines in cursor.fetchall():
            own = costs[town, segments.van(category, code), _nr(month), _nr(known), longer]
            own[0] += cents
            own[1] += lines
        cursor.execute(VERLOOP, parameters)
        for category, code, start, month, known, cents in cursor.fetchall():
            runs[segments.van(category, code), _nr(start), _nr(month), _nr(known)] += cents
        cursor.execute(TOEGEWEZEN, parameters)
        for town, category, code, start, known, cents in cursor.fetchall():
            granted[town, segments.van(category, code), _nr(start), _nr(known)] += cents or 0
        cursor.execute(PRIJZEN, parameters)
        prices = [
            Prijspunt(segments.van(row[0], row[1]), "-".join(row[:4]), _nr(row[4]), _nr(row[5]), row[6], row[7])
            for row in cursor.fetchall()
        ]
        cursor.execute("SET LOCAL enable_nestloop = DEFAULT")
    return Feiten(
        tuple(Kosten(*key, *sums) for key, sums in sorted(costs.items())),
        tuple(Verloop(*key, cents) for key, cents in sorted(runs.items())),
        tuple(Toegewezen(*key, cents) for key, cents in sorted(granted.items())),
        tuple(sorted(prices, key=lambda one: (one.product, one.dienst, one.bekend))),
    )


def _nr(day: date) -> int:
    return maandnr(Maand.van(day))
