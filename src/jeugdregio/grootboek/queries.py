# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is in the ledger; row-level security decides which rows exist for whoever asks."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.models import GeslotenJaar, Heropening
from jeugdregio.grootboek.values import KOSTEN, REKENINGEN, Nagekomen, Saldo

PROEFBALANS = """
    SELECT zijde.rekening, sum(zijde.bij), sum(zijde.af)
    FROM grootboek_v_boeking b
    CROSS JOIN LATERAL (
        VALUES (b.debet, b.bedrag_cent, 0::bigint), (b.credit, 0, b.bedrag_cent)
    ) AS zijde (rekening, bij, af)
    WHERE b.gemeente = ANY(%s) AND b.boekmaand <= %s
    GROUP BY zijde.rekening
    ORDER BY zijde.rekening
"""


def proefbalans(gemeenten: Iterable[str], tot_en_met: Maand) -> list[Saldo]:
    """What is on each account up to and including a booking month; the saldi sum to zero."""
    with connection.cursor() as cursor:
        cursor.execute(PROEFBALANS, [list(gemeenten), tot_en_met.begin])
        found = {rekening: (int(debet), int(credit)) for rekening, debet, credit in cursor.fetchall()}
    return [Saldo(code, naam, *found.get(code, (0, 0))) for code, naam in sorted(REKENINGEN.items())]


def saldo(gemeente: str, rekening: str, tot_en_met: Maand) -> Saldo:
    """What is on one account of one municipality up to and including a booking month."""
    return next(regel for regel in proefbalans([gemeente], tot_en_met) if regel.rekening == rekening)


GESLOTEN = "SELECT gemeente, maand, keer FROM grootboek_v_gesloten WHERE %(alle)s OR gemeente = ANY(%(gemeenten)s)"


def sluitingen(gemeenten: Iterable[str] | None = None) -> dict[tuple[str, Maand], int]:
    """The months that are closed now, of these municipalities or all, each with how often it was closed."""
    with connection.cursor() as cursor:
        cursor.execute(GESLOTEN, {"alle": gemeenten is None, "gemeenten": list(gemeenten or ())})
        return {(town, Maand.van(day)): turn for town, day, turn in cursor.fetchall()}


def gesloten_maanden(gemeenten: Iterable[str]) -> dict[str, frozenset[Maand]]:
    """The closed months per municipality; a municipality without any is absent."""
    months: defaultdict[str, set[Maand]] = defaultdict(set)
    for gemeente, maand in sluitingen(gemeenten):
        months[gemeente].add(maand)
    return {gemeente: frozenset(found) for gemeente, found in months.items()}


def gesloten_jaren(gemeenten: Iterable[str] | None = None) -> set[tuple[str, int]]:
    """The (municipality, year) that are closed, of these municipalities or all."""
    rows = GeslotenJaar.objects.all()
    if gemeenten is not None:
        rows = rows.filter(gemeente__in=list(gemeenten))
    return set(rows.values_list("gemeente", "jaar"))


def heropeningen(gemeente: str, maand: Maand) -> dict[int, Heropening]:
    """Every time that a month was re-opened, by the number of the closing."""
    rows = Heropening.objects.filter(gemeente=gemeente, maand=maand.begin)
    return {one.keer: one for one in rows}


def eerste_open_maand(gemeenten: Iterable[str], vanaf: Maand) -> dict[str, Maand]:
    """
    The month to book in per municipality: `vanaf`, or the one after the last closed month if that is later.

    To be sure it is still open when the rows are booked, ask `actions.open_maanden`.
    """
    closed = gesloten_maanden(gemeenten := list(gemeenten))
    last = {gemeente: max(months).volgende for gemeente, months in closed.items()}
    return {gemeente: max(vanaf, last.get(gemeente, vanaf)) for gemeente in gemeenten}


OPEN_GEBOEKT = """
    SELECT DISTINCT b.boekmaand
    FROM grootboek_v_boeking b
    LEFT JOIN grootboek_v_gesloten g ON g.gemeente = b.gemeente AND g.maand = b.boekmaand
    WHERE b.gemeente = ANY(%s) AND b.boekmaand < %s AND g.maand IS NULL
    ORDER BY b.boekmaand
"""


def open_geboekte_maanden(gemeenten: Iterable[str], *, voor: Maand) -> list[Maand]:
    """The open months before `voor` with bookings of one of these municipalities, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_GEBOEKT, [list(gemeenten), voor.begin])
        return [Maand.van(dag) for (dag,) in cursor.fetchall()]


NAGEKOMEN = """
    SELECT gemeente, dienstmaand, count(*),
        sum(CASE %(rekening)s WHEN debet THEN bedrag_cent ELSE -bedrag_cent END)::bigint
    FROM grootboek_v_boeking
    WHERE gemeente = ANY(%(gemeenten)s) AND boekmaand = %(maand)s AND dienstmaand < boekmaand
        AND %(rekening)s IN (debet, credit) AND bedrag_cent <> 0
    GROUP BY 1, 2 ORDER BY 1, 2
"""
NA_HET_JAAR = """
    SELECT gemeente, boekmaand, count(*), sum(kosten_cent)::bigint
    FROM grootboek_v_boeking
    WHERE gemeente = ANY(%s) AND dienstmaand >= %s AND dienstmaand < %s AND boekmaand >= %s AND kosten_cent <> 0
    GROUP BY 1, 2 ORDER BY 1, 2
"""


def nagekomen(gemeenten: Iterable[str], maand: Maand, *, rekening: str = KOSTEN) -> dict[str, list[Nagekomen]]:
    """What was booked on costs in a month and is about an earlier one, per municipality and month of care."""
    return _late(NAGEKOMEN, {"gemeenten": list(gemeenten), "maand": maand.begin, "rekening": rekening})


def na_het_jaar(gemeenten: Iterable[str], jaar: int) -> dict[str, list[Nagekomen]]:
    """What is about care in a year and was booked on costs after it, per municipality and month of booking."""
    first, next_ = date(jaar, 1, 1), date(jaar + 1, 1, 1)
    return _late(NA_HET_JAAR, [list(gemeenten), first, next_, next_])


def _late(statement: str, parameters: list[Any] | dict[str, Any]) -> dict[str, list[Nagekomen]]:
    found: defaultdict[str, list[Nagekomen]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for town, month, lines, cents in cursor.fetchall():
            found[town].append(Nagekomen(Maand.van(month), lines, int(cents)))
    return dict(found)


PER_CATEGORIE = """
    SELECT gemeente, categorie, sum(kosten_cent)::bigint,
        coalesce(sum(kosten_cent) FILTER (WHERE dienstmaand < %(van)s), 0)::bigint
    FROM grootboek_v_boeking
    WHERE gemeente = ANY(%(gemeenten)s) AND boekmaand >= %(van)s AND boekmaand < %(tot)s AND kosten_cent <> 0
    GROUP BY 1, 2 ORDER BY 1, 2
"""


def kosten_per_categorie(gemeenten: Iterable[str], jaar: int) -> dict[str, list[tuple[str, int, int]]]:
    """The costs booked in a year as (category, cents, of which about earlier years), per municipality."""
    found: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    asked: dict[str, Any] = {"gemeenten": list(gemeenten), "van": date(jaar, 1, 1), "tot": date(jaar + 1, 1, 1)}
    with connection.cursor() as cursor:
        cursor.execute(PER_CATEGORIE, asked)
        for town, category, cents, earlier in cursor.fetchall():
            found[town].append((category, int(cents), int(earlier)))
    return dict(found)


NAAST_DECLARATIES = """
    SELECT b.gemeente, zijde.rekening, sum(zijde.cent)::bigint
    FROM grootboek_v_boeking b
    CROSS JOIN LATERAL (VALUES (b.debet, b.bedrag_cent), (b.credit, -b.bedrag_cent)) AS zijde (rekening, cent)
    WHERE b.gemeente = ANY(%s) AND b.boekmaand >= %s AND b.boekmaand <= %s
        AND zijde.rekening LIKE '4%%' AND zijde.rekening <> %s
    GROUP BY 1, 2 HAVING sum(zijde.cent) <> 0 ORDER BY 1, 2
"""


def kosten_naast_declaraties(gemeenten: Iterable[str], tot_en_met: Maand) -> dict[str, list[tuple[str, int]]]:
    """What was booked since January on every cost account but that of claims, as (account, cents), per municipality."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    january = Maand(tot_en_met.jaar, 1)
    with connection.cursor() as cursor:
        cursor.execute(NAAST_DECLARATIES, [list(gemeenten), january.begin, tot_en_met.begin, KOSTEN])
        for town, account, cents in cursor.fetchall():
            found[town].append((account, int(cents)))
    return dict(found)


TE_BETALEN_PER_AANBIEDER = """
    SELECT gemeente, aanbieder, sum(te_betalen_cent)::bigint
    FROM grootboek_v_boeking WHERE gemeente = ANY(%s) AND boekmaand <= %s
    GROUP BY 1, 2 HAVING sum(te_betalen_cent) <> 0 ORDER BY 1, 2
"""
IN_DE_MAAND = """
    SELECT gemeente, count(*), coalesce(sum(bedrag_cent), 0)::bigint
    FROM grootboek_v_boeking WHERE gemeente = ANY(%s) AND boekmaand = %s GROUP BY 1
"""


def te_betalen_per_aanbieder(gemeenten: Iterable[str], tot_en_met: Maand) -> dict[str, list[tuple[str, int]]]:
    """The balance of account 1600 (cents, credit is positive) per municipality as (provider, balance)."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(TE_BETALEN_PER_AANBIEDER, [list(gemeenten), tot_en_met.begin])
        for town, provider, cents in cursor.fetchall():
            found[town].append((provider, int(cents)))
    return dict(found)


def geboekt_in(gemeenten: Iterable[str], maand: Maand) -> dict[str, tuple[int, int]]:
    """How many movements were booked in a month, and their amounts together (cents), per municipality."""
    with connection.cursor() as cursor:
        cursor.execute(IN_DE_MAAND, [list(gemeenten), maand.begin])
        return {town: (lines, int(cents)) for town, lines, cents in cursor.fetchall()}


EERSTE_GEBOEKT = "SELECT gemeente, min(boekmaand) FROM grootboek_v_boeking WHERE gemeente = ANY(%s) GROUP BY 1"


def eerste_geboekte_maand(gemeenten: Iterable[str]) -> dict[str, Maand]:
    """The first month with a booking, per municipality that has one."""
    with connection.cursor() as cursor:
        cursor.execute(EERSTE_GEBOEKT, [list(gemeenten)])
        return {town: Maand.van(day) for town, day in cursor.fetchall()}
