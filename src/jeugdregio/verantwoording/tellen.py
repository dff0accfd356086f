# SPDX-License-Identifier: EUPL-1.2
"""
What is in the ledger of a year per provider and municipality: lines of a production statement, and what stands beside.

Everything that was booked on costs (4100) is in exactly one line, so the lines of a provider add up to its part of the
ledger; but for what municipalities settled among themselves, which the provider has no part in (`TUSSEN_GEMEENTEN`).
Volume, unit and clients come from the claim of a booking; what a claim was destroyed of keeps its amount.
"""

from collections import defaultdict
from typing import Any

from django.db import connection

from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.values import OORZAAK
from jeugdregio.gebruikers.isolatie import cijfers
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.grootboek.values import BANK, KOSTEN, TE_BETALEN, VOORSCHOTTEN
from jeugdregio.verantwoording.productiewaarden import DECEMBER, Ernaast, Geteld, Productie

TUSSEN_GEMEENTEN = ("woonplaats", "wp-correctie")
"""Causes by which a cost goes from one municipality to another (room `woonplaats`)."""
SOORT = f"""CASE WHEN b.oorzaak <> '{OORZAAK}' THEN 'overig'
        WHEN b.dienstmaand < make_date(%(jaar)s, 1, 1) THEN 'eerder' ELSE 'productie' END"""
GEBOEKT = f"""
    SELECT b.gemeente, b.aanbieder, {SOORT} AS soort, extract(year FROM b.dienstmaand)::int AS dienstjaar,
        CASE b.oorzaak WHEN '{OORZAAK}' THEN '' ELSE b.oorzaak END AS oorzaak, b.categorie, b.code,
        coalesce(p.eenheid, '') AS eenheid, p.client_id, coalesce(p.referentie, '') AS referentie,
        CASE p.dc WHEN 'C' THEN -p.volume ELSE coalesce(p.volume, 0) END AS volume, b.kosten_cent,
        b.oorzaak_id, b.oorzaak_nr, b.dienstmaand, b.boekmaand
    FROM grootboek_v_boeking b
    LEFT JOIN declaraties_prestatie p ON b.oorzaak = '{OORZAAK}' AND p.bericht_id = b.oorzaak_id
        AND p.nr = b.oorzaak_nr AND p.gemeente = b.gemeente
    WHERE '{KOSTEN}' IN (b.debet, b.credit) AND b.aanbieder <> '' AND b.oorzaak NOT IN {TUSSEN_GEMEENTEN}
        AND b.boekmaand >= make_date(%(jaar)s, 1, 1) AND b.boekmaand <= %(tot_en_met)s
        AND (%(gemeenten)s::text[] IS NULL OR b.gemeente = ANY (%(gemeenten)s))
        AND (%(aanbieder)s = '' OR b.aanbieder = %(aanbieder)s)
"""
REGELS = f"""
    SELECT gemeente, aanbieder, soort, dienstjaar, oorzaak, categorie, code, eenheid,
        count(client_id) FILTER (WHERE kosten <> 0), sum(volume)::bigint, sum(kosten)::bigint
    FROM (
        SELECT gemeente, aanbieder, soort, dienstjaar, oorzaak, categorie, code, eenheid, client_id,
            sum(volume) AS volume, sum(kosten_cent) AS kosten
        FROM ({GEBOEKT}) b GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ) per_kind
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ORDER BY 1, 2, array_position(ARRAY['productie', 'eerder', 'overig'], soort), 4, 5, 6, 7, 8
"""
CLIENTEN = f"""
    SELECT gemeente, aanbieder, count(*) FROM (
        SELECT gemeente, aanbieder, client_id FROM ({GEBOEKT}) b
        WHERE soort = 'productie' AND client_id IS NOT NULL
        GROUP BY 1, 2, 3 HAVING sum(kosten_cent) <> 0
    ) kind GROUP BY 1, 2
"""
ERNAAST = f"""
    SELECT gemeente, aanbieder,
        coalesce(sum(bank) FILTER (WHERE boekmaand >= make_date(%(jaar)s, 1, 1)), 0)::bigint,
        coalesce(sum(voorschot) FILTER (WHERE voorschot > 0 AND boekmaand >= make_date(%(jaar)s, 1, 1)), 0)::bigint,
        coalesce(sum(voorschot), 0)::bigint, coalesce(sum(te_betalen), 0)::bigint
    FROM (
        SELECT gemeente, aanbieder, boekmaand,
            CASE '{BANK}' WHEN credit THEN bedrag_cent WHEN debet THEN -bedrag_cent ELSE 0 END AS bank,
            CASE '{VOORSCHOTTEN}' WHEN debet THEN bedrag_cent WHEN credit THEN -bedrag_cent ELSE 0 END AS voorschot,
            CASE '{TE_BETALEN}' WHEN credit THEN bedrag_cent WHEN debet THEN -bedrag_cent ELSE 0 END AS te_betalen
        FROM grootboek_boeking
        WHERE boekmaand <= %(tot_en_met)s AND '{TE_BETALEN}' IN (debet, credit)
            AND (%(gemeenten)s::text[] IS NULL OR gemeente = ANY (%(gemeenten)s))
            AND (%(aanbieder)s = '' OR aanbieder = %(aanbieder)s)
        UNION ALL
        SELECT gemeente, aanbieder, boekmaand, 0,
            CASE '{VOORSCHOTTEN}' WHEN debet THEN bedrag_cent ELSE -bedrag_cent END, 0
        FROM grootboek_boeking
        WHERE boekmaand <= %(tot_en_met)s AND '{VOORSCHOTTEN}' IN (debet, credit)
            AND '{TE_BETALEN}' NOT IN (debet, credit)
            AND (%(gemeenten)s::text[] IS NULL OR gemeente = ANY (%(gemeenten)s))
            AND (%(aanbieder)s = '' OR aanbieder = %(aanbieder)s)
    ) b GROUP BY 1, 2
"""
"""An advance moves between 1200 and 1600, or leaves 1200 when the rest is claimed back."""
LATER = f"""
    SELECT gemeente, aanbieder, sum(kosten_cent)::bigint FROM grootboek_v_boeking b
    WHERE b.kosten_cent <> 0 AND b.oorzaak NOT IN {TUSSEN_GEMEENTEN} AND b.dienstmaand >= make_date(%(jaar)s, 1, 1)
        AND b.dienstmaand < make_date(%(jaar)s + 1, 1, 1) AND b.boekmaand > %(tot_en_met)s
        AND b.gemeente = ANY (%(gemeenten)s) AND b.aanbieder = %(aanbieder)s
    GROUP BY 1, 2
"""
AANSLUITING = f"""
    SELECT coalesce(sum(kosten) FILTER (WHERE NOT tussen AND aanbieder <> ''), 0)::bigint,
        coalesce(sum(kosten) FILTER (WHERE tussen), 0)::bigint,
        coalesce(sum(kosten) FILTER (WHERE NOT tussen AND aanbieder = ''), 0)::bigint
    FROM (
        SELECT b.aanbieder, b.oorzaak IN {TUSSEN_GEMEENTEN} AS tussen, b.kosten_cent AS kosten
        FROM grootboek_v_boeking b
        WHERE b.gemeente = %(gemeente)s AND b.boekmaand >= make_date(%(jaar)s, 1, 1)
            AND b.boekmaand < make_date(%(jaar)s + 1, 1, 1)
    ) b
"""
AFGEKEURD = """
    SELECT b.regel, count(*) FROM declaraties_bevinding b
    JOIN declaraties_declaratie d ON d.gemeente = b.gemeente AND d.bericht_id = b.bericht_id
    WHERE b.gemeente = %(gemeente)s AND d.maand >= make_date(%(jaar)s, 1, 1) AND d.maand < make_date(%(jaar)s + 1, 1, 1)
        AND (%(aanbieder)s = '' OR b.aanbieder = %(aanbieder)s)
    GROUP BY 1
"""
Paar = tuple[str, str]
"""A municipality and a provider."""


def tel(
    tot_en_met: Maand,
    *,
    on_behalf_of: Machtiging,
    gemeenten: list[str] | None = None,
    aanbieder: str = "",
) -> dict[Paar, Geteld]:
    """
    What was booked in the year of a month, up to and including it, per municipality and provider of the asker.

    Totals per product, over every child; a provider without costs is left out.
    """
    asked: dict[str, Any] = {
        "jaar": tot_en_met.jaar,
        "tot_en_met": tot_en_met.begin,
        "gemeenten": gemeenten,
        "aanbieder": aanbieder,
    }
    lines: defaultdict[Paar, list[Productie]] = defaultdict(list)
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(REGELS, asked)
        for town, provider, *line in cursor.fetchall():
            lines[town, provider].append(Productie(*line))
        cursor.execute(CLIENTEN, asked)
        clients = {(town, provider): int(count) for town, provider, count in cursor.fetchall()}
        cursor.execute(ERNAAST, asked)
        beside = {(town, provider): Ernaast(*map(int, cents)) for town, provider, *cents in cursor.fetchall()}
    return {
        pair: Geteld(*pair, tot_en_met, tuple(found), clients.get(pair, 0), beside.get(pair, Ernaast()))
        for pair, found in lines.items()
    }


def later(gemeente: str, aanbieder: str, tot_en_met: Maand, *, on_behalf_of: Machtiging) -> int:
    """Cents of care in the year of a month that were booked after it."""
    asked: dict[str, Any] = {
        "jaar": tot_en_met.jaar,
        "tot_en_met": tot_en_met.begin,
        "gemeenten": [gemeente],
        "aanbieder": aanbieder,
    }
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(LATER, asked)
        return sum(int(cents) for *_, cents in cursor.fetchall())


def aansluiting(jaar: int, *, on_behalf_of: Machtiging) -> tuple[int, int, int]:
    """
    Cents on costs of the own municipality in a year: of providers, settled with municipalities, and of no provider.

    Together they are the account.
    """
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(AANSLUITING, {"gemeente": on_behalf_of.gemeente, "jaar": jaar})
        providers, towns, rest = cursor.fetchone()
    return int(providers), int(towns), int(rest)


def afgekeurd(jaar: int, *, on_behalf_of: Machtiging, aanbieder: str = "") -> dict[str, int]:
    """How many lines or declaraties of a year each rule refused at the own municipality, by rule code."""
    asked: dict[str, Any] = {"gemeente": on_behalf_of.gemeente, "jaar": jaar, "aanbieder": aanbieder}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(AFGEKEURD, asked)
        return {rule: int(count) for rule, count in cursor.fetchall()}


def einde_van(jaar: int) -> Maand:
    """The last month of a year."""
    return Maand(jaar, DECEMBER)
