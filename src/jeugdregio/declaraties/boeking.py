# SPDX-License-Identifier: EUPL-1.2
"""Granted lines become bookings: a debit is a cost that is to be paid, a granted credit the same the other way."""

from django.db.backends.utils import CursorWrapper

from jeugdregio.declaraties.values import OORZAAK
from jeugdregio.grootboek.actions import KOSTEN, TE_BETALEN, boek_selectie


def boek_prestaties(cursor: CursorWrapper, regels: str) -> int:
    """
    Store the lines of a wave and book those that are granted, one row each, with the line as its cause.

    `regels` is the INSERT of the lines, which returns them: storing and booking are one statement. Gives the
    number of bookings.
    """
    return boek_selectie(
        cursor,
        f"""
        SELECT p.gemeente, '{OORZAAK}' AS oorzaak, p.bericht_id AS oorzaak_id, p.nr AS oorzaak_nr,
            CASE WHEN p.dc = 'D' THEN '{KOSTEN}' ELSE '{TE_BETALEN}' END AS debet,
            CASE WHEN p.dc = 'D' THEN '{TE_BETALEN}' ELSE '{KOSTEN}' END AS credit,
            p.bedrag_cent, p.aanbieder, p.categorie, p.code,
            p.begin - extract(day FROM p.begin)::integer + 1 AS dienstmaand
        FROM regel p WHERE p.toegekend
        """,
        vooraf=f"WITH regel AS ({regels})",
    )
