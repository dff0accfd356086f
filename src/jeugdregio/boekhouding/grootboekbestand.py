# SPDX-License-Identifier: EUPL-1.2
"""
The ledger read for export: per cause and month, or booking by booking.

Totals are of everything. A booking of a child whose whereabouts are secret is no line in a file that leaves the house:
what is not a line stands in it as one sum per municipality, month and cause, so every balance is right (ADR 0048).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, TextIO

from django.conf import settings
from django.db import connection

from jeugdregio.boekhouding.beancount import Schrijver
from jeugdregio.boekhouding.values import Post, Uitgevoerd
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers, lezend
from jeugdregio.gebruikers.values import Machtiging, Rol

Sleutel = tuple[str, date, str, str, str]
STUK = 5_000
"""Rows that are read at a time."""
SLEUTEL = "gemeente, boekmaand, oorzaak, debet, credit"
SOMMEN = f"""
    SELECT {SLEUTEL}, sum(bedrag_cent)::bigint, count(*) FROM grootboek_v_boeking
    WHERE boekmaand <= %(tot)s AND (%(gemeente)s = '' OR gemeente = %(gemeente)s)
    GROUP BY {SLEUTEL} ORDER BY boekmaand, gemeente, oorzaak, debet, credit
"""
REGELS = f"""
    SELECT {SLEUTEL}, bedrag_cent, oorzaak_id, oorzaak_nr, aanbieder, categorie, dienstmaand FROM grootboek_v_boeking
    WHERE boekmaand <= %(tot)s AND (%(gemeente)s = '' OR gemeente = %(gemeente)s)
    ORDER BY boekmaand, gemeente, oorzaak, oorzaak_id, oorzaak_nr
"""


def schrijf_kort(
    uit: TextIO, *, gemeente: str = "", tot_en_met: Maand, moment: datetime, on_behalf_of: Machtiging
) -> Uitgevoerd:
    """One transaction per municipality, booking month and cause, of everything that is of whoever asks."""
    writer = _schrijver(uit, gemeente, tot_en_met, moment, "per oorzaak en maand")
    many = bookings = 0
    for group in _per_oorzaak(_sommen(gemeente, tot_en_met, on_behalf_of)):
        writer.schrijf(post for post, _ in group)
        many += 1
        bookings += sum(count for _, count in group)
    writer.sluit()
    return Uitgevoerd(many, bookings)


def schrijf_per_boeking(
    uit: TextIO, *, gemeente: str = "", tot_en_met: Maand, moment: datetime, regio_code: str
) -> Uitgevoerd:
    """
    One transaction per booking, and one per municipality, month and cause of what may not be a line.

    For who runs the program: reads as a controller of the region. No more than `STUK` rows are in memory.
    """
    wie = Machtiging(rol=Rol.CONTROLLER, regio=regio_code)
    writer = _schrijver(uit, gemeente, tot_en_met, moment, "per boeking")
    seen: defaultdict[Sleutel, list[int]] = defaultdict(lambda: [0, 0])
    many = 0
    with lezend(wie), connection.chunked_cursor() as cursor:
        cursor.execute(REGELS, _vraag(gemeente, tot_en_met))
        while rows := cursor.fetchmany(STUK):
            for town, month, cause, debit, credit, cents, number, nr, provider, category, served in rows:
                writer.schrijf(
                    [Post(town, month, cause, debit, credit, cents)],
                    feiten={
                        "nummer": f"{number}/{nr}",
                        "dienstmaand": str(Maand.van(served)),
                        "aanbieder": provider,
                        "categorie": category,
                    },
                )
                found = seen[town, month, cause, debit, credit]
                found[0] += cents
                found[1] += 1
                many += 1
    rest = []
    for post, count in _sommen(gemeente, tot_en_met, wie):
        cents, lines = seen.get((post.gemeente, post.boekmaand, post.oorzaak, post.debet, post.credit), (0, 0))
        if count != lines:
            rest.append((replace(post, bedrag_cent=post.bedrag_cent - cents), count - lines))
    hidden = 0
    for group in _per_oorzaak(rest):
        writer.schrijf((post for post, _ in group), feiten={"opgeteld": "regels die niet apart worden getoond"})
        hidden += sum(count for _, count in group)
        many += 1
    writer.sluit()
    return Uitgevoerd(many, hidden)


def _sommen(gemeente: str, tot_en_met: Maand, wie: Machtiging) -> list[tuple[Post, int]]:
    with cijfers(wie), connection.cursor() as cursor:
        cursor.execute(SOMMEN, _vraag(gemeente, tot_en_met))
        return [
            (Post(town, month, cause, debit, credit, int(cents)), count)
            for town, month, cause, debit, credit, cents, count in cursor.fetchall()
        ]


def _per_oorzaak(rows: list[tuple[Post, int]]) -> Iterator[list[tuple[Post, int]]]:
    for _, group in groupby(rows, key=lambda row: (row[0].boekmaand, row[0].gemeente, row[0].oorzaak)):
        yield list(group)


def _vraag(gemeente: str, tot_en_met: Maand) -> dict[str, Any]:
    return {"gemeente": gemeente, "tot": tot_en_met.begin}


def _schrijver(uit: TextIO, gemeente: str, tot_en_met: Maand, moment: datetime, vorm: str) -> Schrijver:
    what = f"gemeente {gemeente}" if gemeente else settings.REGIO_NAAM
    return Schrijver(uit, wat=what, tot_en_met=tot_en_met, vorm=vorm, moment=moment)
