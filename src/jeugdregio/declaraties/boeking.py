# SPDX-License-Identifier: EUPL-1.2
"""Granted lines become bookings: a debit is a cost that is to be paid, a granted credit the same the other way."""

from django.db.backends.utils import CursorWrapper

from jeugdregio.grootboek.bulk import KOSTEN, TE_BETALEN, boek_selectie

OORZAAK = "prestatie"


def boek_prestaties(cursor: CursorWrapper) -> int:
    """Book every granted line of the wave, one row each, with the line as its cause. Gives their number."""
    return boek_selectie(
        cursor,
        f"""
        SELECT b.gemeente, '{OORZAAK}' AS oorzaak, b.id AS oorzaak_id, k.nr AS oorzaak_nr,
            CASE WHEN z.dc = 'D' THEN '{KOSTEN}' ELSE '{TE_BETALEN}' END AS debet,
            CASE WHEN z.dc = 'D' THEN '{TE_BETALEN}' ELSE '{KOSTEN}' END AS credit,
            k.ingediend_bedrag_bedrag AS bedrag_cent, b.aanbieder, k.product_categorie AS categorie,
            k.product_code AS code,
            k.product_periode_begindatum - extract(day FROM k.product_periode_begindatum)::integer + 1 AS dienstmaand
        FROM partij_oordeel z
        JOIN partij_jw323_prestatie k ON k.bericht = z.bericht AND k.nr = z.nr
        JOIN partij_bericht b ON b.bericht = z.bericht
        WHERE z.oordeel = 0
        """,  # noqa: S608
    )
