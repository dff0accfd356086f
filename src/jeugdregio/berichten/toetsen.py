# SPDX-License-Identifier: EUPL-1.2
"""
Judge the messages of a batch on themselves (level 2) and on their header (levels 3 and 4).

Level 2 needs no other message, so the whole batch goes at once. The header is judged per wave, because the
identification of an earlier message in the same batch counts (TR056).
"""

from collections.abc import Collection
from datetime import date
from functools import cache

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.regels.ijw_3_2 import IN_BERICHT, KOP
from jeugdregio.berichten.values import Soort
from jeugdregio.regels.toetsing import bevindingen, ineens, op, schendingen

KLASSEN = {
    Soort.JW301: {
        "Client": "client",
        "Relatie": "relatie",
        "Contact": "contact",
        "ToegewezenProduct": "toegewezen_product",
    },
    Soort.JW305: {"Client": "client", "StartProduct": "start_product"},
    Soort.JW307: {"Client": "client", "StopProduct": "stop_product"},
    Soort.JW315: {"Client": "client", "AangevraagdProduct": "aangevraagd_product"},
    Soort.JW317: {
        "Client": "client",
        "Verzoek": "verzoek",
        "OngewijzigdProduct": "ongewijzigd_product",
        "TeWijzigenProduct": "te_wijzigen_product",
        "NieuwProduct": "nieuw_product",
    },
    Soort.JW319: {"Antwoord": "antwoord", "Woonplaatsbeginsel": "woonplaatsbeginsel"},
    Soort.JW323: {"Declaratie": "declaratie", "Client": "client", "Prestatie": "prestatie"},
}


IN_DEZE_GOLF = "b.golf = %(golf)s AND b.niveau IS NULL"
"""SQL: message `b` belongs to the wave that is judged, and no rule was broken so far."""


def bron(soort: Soort, klasse: str) -> str:
    """
    The FROM clause of a class: `k` is the row, `b` its message, and for a prestatie `d` its declaratie.

    Example: `partij_jw323_prestatie k JOIN partij_bericht b USING (bericht) …`.
    """
    prefix = f"partij_{soort.lower()}"
    extra = f" JOIN {prefix}_declaratie d ON d.bericht = k.bericht" if klasse == "Prestatie" else ""
    return f"{prefix}_{KLASSEN[soort][klasse]} k JOIN partij_bericht b ON b.bericht = k.bericht{extra}"


@cache
def _in_message(soort: Soort) -> tuple[str, ...]:
    return tuple(
        ineens(
            [
                select
                for klasse in KLASSEN[soort]
                for select in schendingen(op(IN_BERICHT, soort, klasse), klasse, bron(soort, klasse))
            ]
        )
    )


@cache
def _header(soort: Soort) -> tuple[str, ...]:
    table = (
        f"(SELECT * FROM partij_bericht WHERE soort = '{soort}' AND golf = %(golf)s AND niveau IS NULL) b,"
        " LATERAL (SELECT b.bericht, 0 AS nr) k"
    )
    return tuple(bevindingen(op(KOP, soort, "Header"), "Header", table))


def toets_in_bericht(cursor: CursorWrapper, soorten: Collection[Soort]) -> None:
    """Level 2 for the whole batch: one violation refuses the message, with 0001 on its header."""
    found = 0
    for soort in soorten:
        for statement in _in_message(soort):
            cursor.execute(statement)
            found += cursor.rowcount
    if not found:
        return
    cursor.execute("""
        UPDATE partij_bericht b
        SET niveau = 2, uitkomst = 'afgekeurd', kopcode = '0001', regels = f.regels
        FROM (SELECT bericht, array_agg(DISTINCT regel ORDER BY regel) AS regels
              FROM partij_bevinding GROUP BY bericht) f
        WHERE f.bericht = b.bericht
    """)


def keur_af(cursor: CursorWrapper, soort: Soort, klassen: Collection[str], *, golf: int) -> None:
    """Refuse the messages of the wave of which a rule in one of these classes was broken, with 0200 on the header."""
    cursor.execute(
        f"""
        UPDATE partij_bericht b
        SET niveau = f.niveau, uitkomst = 'afgekeurd', kopcode = '0200', regels = f.regels
        FROM (SELECT v.bericht, min(v.niveau) AS niveau, array_agg(DISTINCT v.regel ORDER BY v.regel) AS regels
              FROM partij_bevinding v WHERE v.klasse = ANY (%(klassen)s) GROUP BY v.bericht) f
        WHERE f.bericht = b.bericht AND {IN_DEZE_GOLF} AND b.soort = %(soort)s
        """,
        {"golf": golf, "soort": soort.value, "klassen": list(klassen)},
    )


def neem_aan(cursor: CursorWrapper, soort: Soort, *, golf: int) -> None:
    """Accept the messages of the wave that broke no rule."""
    cursor.execute(
        f"UPDATE partij_bericht b SET uitkomst = 'geaccepteerd' WHERE {IN_DEZE_GOLF} AND soort = %(soort)s",
        {"golf": golf, "soort": soort.value},
    )


def toets_kop(cursor: CursorWrapper, soort: Soort, *, golf: int, peildatum: date) -> None:
    """
    Header rules for one kind in one wave: a violation refuses the message with that code on its header.

    When several rules fire, level and code are those of the rule of the lowest level, then the first by code.
    """
    found = 0
    for statement in _header(soort):
        cursor.execute(statement, {"golf": golf, "peildatum": peildatum})
        found += cursor.rowcount
    if not found:
        return
    cursor.execute(
        """
        UPDATE partij_bericht b
        SET niveau = f.niveau, uitkomst = 'afgekeurd', kopcode = f.retourcode, regels = f.regels
        FROM (SELECT bericht, min(niveau) AS niveau, (array_agg(retourcode ORDER BY niveau, regel))[1] AS retourcode,
                     array_agg(DISTINCT regel ORDER BY regel) AS regels
              FROM partij_bevinding WHERE klasse = 'Header' GROUP BY bericht) f
        WHERE f.bericht = b.bericht AND b.niveau IS NULL AND b.golf = %(golf)s AND b.soort = %(soort)s
        """,
        {"golf": golf, "soort": soort.value},
    )
