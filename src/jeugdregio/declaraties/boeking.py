# SPDX-License-Identifier: EUPL-1.2
"""Granted lines become bookings: a debit is a cost that is to be paid, a granted credit the same the other way."""

from django.db.backends.utils import CursorWrapper

from jeugdregio.declaraties.values import OORZAAK
from jeugdregio.grootboek.actions import KOSTEN, TE_BETALEN, boek_selectie

_GRANTED = f"""
    SELECT z.gemeente, '{OORZAAK}' AS oorzaak, b.id AS oorzaak_id, z.nr AS oorzaak_nr,
        CASE WHEN z.dc = 'D' THEN '{KOSTEN}' ELSE '{TE_BETALEN}' END AS debet,
        CASE WHEN z.dc = 'D' THEN '{TE_BETALEN}' ELSE '{KOSTEN}' END AS credit,
        z.bedrag AS bedrag_cent, b.aanbieder, z.categorie, z.code, z.maand AS dienstmaand
    FROM partij_oordeel z JOIN partij_bericht b ON b.bericht = z.bericht
    WHERE z.oordeel = 0
"""


def boek_prestaties(cursor: CursorWrapper) -> int:
    """Book the granted lines of a wave, one row each, with the line as its cause; gives the number of bookings."""
    return boek_selectie(cursor, _GRANTED)
