# SPDX-License-Identifier: EUPL-1.2
"""
Drawing a sample of granted lines, in the database, so that anyone with the same lines and the seed gets the same.

`aselect`: the lines with the lowest SHA-256 of seed and reference. `geldgewogen`: all money in a row, in order of
provider and reference, is cut in as many equal parts as there are to be drawn, and from a start that follows from the
seed each part gives one cent; the line that it is of counts as often as it is hit.
"""

from datetime import date
from hashlib import sha256

from django.db import connection

from jeugdregio.verantwoording.values import GELDGEWOGEN, Controleregel, Steekproefregel, Trekking

POPULATIE = """
    SELECT aanbieder, referentie, bericht_id, nr, bedrag_cent
    FROM declaraties_prestatie
    WHERE gemeente = %(gemeente)s AND toegekend AND dc = 'D' AND NOT gecrediteerd AND bedrag_cent > 0
        AND (%(aanbieder)s = '' OR aanbieder = %(aanbieder)s) AND begin >= %(begin)s AND begin < %(tot)s
"""
TEL = f"""
    SELECT count(*), coalesce(sum(bedrag_cent), 0)::bigint, encode(sha256(convert_to(coalesce(string_agg(
        aanbieder || '/' || referentie || '/' || bedrag_cent, ' ' ORDER BY aanbieder COLLATE "C", referentie COLLATE "C"
    ), ''), 'UTF8')), 'hex')
    FROM ({POPULATIE}) p
"""
TREK = f"""
    SELECT aanbieder, bericht_id, nr, referentie, bedrag_cent, 1
    FROM ({POPULATIE}) p
    ORDER BY sha256(convert_to(%(zaad)s || '/' || aanbieder || '/' || referentie, 'UTF8')) LIMIT %(omvang)s
"""
TREK_GELD = f"""
    SELECT aanbieder, bericht_id, nr, referentie, bedrag_cent, keren FROM (
        SELECT p.*, floor((tot_en_met * %(omvang)s - %(start)s)::numeric / %(totaal)s)
            - floor(((tot_en_met - bedrag_cent) * %(omvang)s - %(start)s)::numeric / %(totaal)s) AS keren
        FROM (
            SELECT p.*, sum(bedrag_cent) OVER (ORDER BY aanbieder COLLATE "C", referentie COLLATE "C") AS tot_en_met
            FROM ({POPULATIE}) p
        ) p
    ) p WHERE keren > 0 ORDER BY aanbieder COLLATE "C", referentie COLLATE "C"
"""


def tel(controle: Controleregel) -> tuple[int, int, str]:
    """Lines, cents and fingerprint of what a sample is drawn from, of what the asker may see."""
    with connection.cursor() as cursor:
        cursor.execute(TEL, _waarvan(controle))
        count, amount, mark = cursor.fetchone()
    return int(count), int(amount), str(mark)


def trek(controle: Controleregel, trekking: Trekking) -> list[Steekproefregel]:
    """
    The lines of a sample, in order. Acts within the caller's transaction.

    By money the hits together are `omvang`; there are fewer lines when one is hit more than once.
    """
    asked: dict[str, str | int | date] = {**_waarvan(controle), "zaad": trekking.zaad, "omvang": trekking.omvang}
    statement = TREK
    if trekking.methode == GELDGEWOGEN:
        total = trekking.bedrag_cent
        asked |= {"totaal": total, "start": 1 + int.from_bytes(sha256(trekking.zaad.encode()).digest()[:8]) % total}
        statement = TREK_GELD
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        rows = cursor.fetchall()
    return [
        Steekproefregel(number, provider, message, line, mark, amount, int(hits))
        for number, (provider, message, line, mark, amount, hits) in enumerate(rows, start=1)
    ]


def _waarvan(controle: Controleregel) -> dict[str, str | int | date]:
    return {
        "gemeente": controle.gemeente,
        "aanbieder": controle.aanbieder,
        "begin": controle.begin,
        "tot": controle.tot,
    }
