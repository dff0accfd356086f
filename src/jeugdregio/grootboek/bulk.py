# SPDX-License-Identifier: EUPL-1.2
"""Booking many movements at once. Part of the door `grootboek.actions` for rooms that work set-based."""

from django.db.backends.utils import CursorWrapper

KOSTEN = "4100"
TE_BETALEN = "1600"


def boek_selectie(cursor: CursorWrapper, selectie: str) -> int:
    """
    Book every row of a SELECT; gives their number.

    The SELECT gives (gemeente, oorzaak, oorzaak_id, oorzaak_nr, debet, credit, bedrag_cent, aanbieder,
    categorie, code, dienstmaand): `bedrag_cent` is not negative, `dienstmaand` is the first day of the month in
    which care was given. A row is booked in that month, or in the first open month after it when that month is
    closed. Raises `django.db.IntegrityError` when a cause was booked before.
    """
    cursor.execute(f"""
        INSERT INTO grootboek_boeking (gemeente, oorzaak, oorzaak_id, oorzaak_nr, debet, credit, bedrag_cent,
            aanbieder, categorie, code, dienstmaand, boekmaand)
        SELECT r.gemeente, r.oorzaak, r.oorzaak_id, r.oorzaak_nr, r.debet, r.credit, r.bedrag_cent, r.aanbieder,
            r.categorie, r.code, r.dienstmaand, greatest(r.dienstmaand, g.eerste_open)
        FROM ({selectie}) r
        LEFT JOIN (
            SELECT gemeente, (max(maand) + interval '1 month')::date AS eerste_open
            FROM grootboek_v_gesloten GROUP BY gemeente
        ) g ON g.gemeente = r.gemeente
        ORDER BY r.oorzaak_id, r.oorzaak_nr
    """)
    return int(cursor.rowcount)
