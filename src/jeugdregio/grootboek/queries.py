# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is in the ledger; row-level security decides which rows exist for whoever asks."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.models import GeslotenMaand
from jeugdregio.grootboek.values import REKENINGEN, Saldo

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


def gesloten_maanden(gemeenten: Iterable[str]) -> dict[str, frozenset[Maand]]:
    """The closed months per municipality; a municipality without any is absent."""
    months: defaultdict[str, set[Maand]] = defaultdict(set)
    rows = GeslotenMaand.objects.filter(gemeente__in=list(gemeenten)).values_list("gemeente", "maand")
    for gemeente, maand in rows:
        months[gemeente].add(Maand.van(maand))
    return {gemeente: frozenset(found) for gemeente, found in months.items()}


def eerste_open_maand(gemeenten: Iterable[str], vanaf: Maand) -> dict[str, Maand]:
    """
    The month to book in per municipality: `vanaf`, or the one after the last closed month if that is later.

    To be sure it is still open when the rows are booked, call `actions.houd_open` first.
    """
    closed = gesloten_maanden(gemeenten := list(gemeenten))
    last = {gemeente: max(months).volgende for gemeente, months in closed.items()}
    return {gemeente: max(vanaf, last.get(gemeente, vanaf)) for gemeente in gemeenten}


OPEN_GEBOEKT = """
    SELECT DISTINCT b.boekmaand
    FROM grootboek_v_boeking b
    LEFT JOIN grootboek_geslotenmaand g ON g.gemeente = b.gemeente AND g.maand = b.boekmaand
    WHERE b.gemeente = ANY(%s) AND b.boekmaand < %s AND g.maand IS NULL
    ORDER BY b.boekmaand
"""


def open_geboekte_maanden(gemeenten: Iterable[str], *, voor: Maand) -> list[Maand]:
    """The open months before `voor` with bookings of one of these municipalities, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_GEBOEKT, [list(gemeenten), voor.begin])
        return [Maand.van(dag) for (dag,) in cursor.fetchall()]
