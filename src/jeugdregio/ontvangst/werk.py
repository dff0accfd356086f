# SPDX-License-Identifier: EUPL-1.2
"""
Work with a term: what a message asks of someone, with its last day (the terms of iJw 3.2).

- T10 … T13 a request waits for an answer of the municipality (OP274, OP346); see `verzoeken.termijn`.
- T06, T07 an allocation waits for the start that the provider reports (OP271). Care may begin later than
  allocated, and only the provider knows; so the term counts from the first day of the allocation, or from the
  day it came when that is later.
- T08, T09 an allocation is over and its care was not stopped for good (OP272, OP288).
- T01 a delivered file waits for its answer (OP090); T04 gives a declaratie more, and who waits does not know yet.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import connection
from django.utils import timezone

from jeugdregio.core.termijnen import werkdagen_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken import queries as verzoeken

START_WERKDAGEN = STOP_WERKDAGEN = 5
ANTWOORD_WERKDAGEN = 3

Soort = Literal["verzoek", "start", "stop", "bestand"]


@dataclass(frozen=True)
class Werk:
    """
    One thing that somebody has to do, at the latest on `uiterlijk`.

    `aan_zet` is gemeente, aanbieder or regio. `nummer` is that of the allocation or the file, and for a request
    that of its message, with `nr`; `kenmerk` is what people call it. `sinds` is the day the term counts from.
    """

    soort: Soort
    termijn: str
    aan_zet: str
    gemeente: str
    aanbieder: str
    nummer: int
    nr: int
    kenmerk: str
    sinds: date
    uiterlijk: date

    def is_te_laat(self, peildatum: date) -> bool:
        """Whether the last day lies behind `peildatum`."""
        return self.uiterlijk < peildatum


_NOT_STARTED = """
    SELECT t.gemeente, t.aanbieder, t.nummer, lower(t.geldig), o.ontvangen_op
    FROM toewijzingen_v_product t
    JOIN (SELECT v.gemeente, v.nummer, min(b.ontvangen_op) AS ontvangen_op
        FROM toewijzingen_v_versie v JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
        GROUP BY v.gemeente, v.nummer) o ON o.gemeente = t.gemeente AND o.nummer = t.nummer
    WHERE NOT t.verwijderd AND t.geldig @> %(peildatum)s::date AND NOT EXISTS (
        SELECT FROM toewijzingen_v_levering l
        WHERE l.gemeente = t.gemeente AND l.client_id = t.client_id AND l.toewijzing_nummer = t.nummer)
"""
_NOT_STOPPED = """
    SELECT t.gemeente, t.aanbieder, t.nummer, upper(t.geldig) - 1
    FROM toewijzingen_v_product t
    JOIN toewijzingen_v_levering l ON l.gemeente = t.gemeente AND l.client_id = t.client_id
        AND l.toewijzing_nummer = t.nummer
    WHERE NOT t.verwijderd AND upper(t.geldig) <= %(peildatum)s AND l.definitief IS NOT TRUE
"""
_NOT_ANSWERED = """
    SELECT b.gemeente, b.aanbieder, b.id, b.ontvangen_op FROM berichten_bestand b
    WHERE b.status IN ('ontvangen', 'apart')
"""


def werk_met_een_termijn(*, peildatum: date, on_behalf_of: Machtiging) -> list[Werk]:
    """All work that exists for the asker, what is due first on top."""
    found = [
        Werk(
            soort="verzoek",
            termijn="OP274" if one.soort == "JW315" else "OP346",
            aan_zet="gemeente",
            gemeente=one.gemeente,
            aanbieder=one.aanbieder,
            nummer=one.bericht_id,
            nr=one.nr,
            kenmerk=one.referentie,
            sinds=one.ontvangen_op,
            uiterlijk=one.uiterlijk,
        )
        for one in verzoeken.open_verzoeken(on_behalf_of=on_behalf_of)
    ]
    facts = {"peildatum": peildatum}
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_NOT_STARTED, facts)
        found += [_start(*row) for row in cursor.fetchall()]
        cursor.execute(_NOT_STOPPED, facts)
        found += [_stop(*row) for row in cursor.fetchall()]
        cursor.execute(_NOT_ANSWERED)
        found += [_file(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda one: (one.uiterlijk, one.soort, one.gemeente, one.nummer, one.nr))


def _start(gemeente: str, aanbieder: str, nummer: int, begin: date, ontvangen: datetime) -> Werk:
    since = max(begin, timezone.localdate(ontvangen))
    due = werkdagen_na(since, START_WERKDAGEN)
    return Werk("start", "OP271", "aanbieder", gemeente, aanbieder, nummer, 0, str(nummer), since, due)


def _stop(gemeente: str, aanbieder: str, nummer: int, einde: date) -> Werk:
    due = werkdagen_na(einde, STOP_WERKDAGEN)
    return Werk("stop", "OP272", "aanbieder", gemeente, aanbieder, nummer, 0, str(nummer), einde, due)


def _file(gemeente: str, aanbieder: str, nummer: int, ontvangen: datetime) -> Werk:
    since = timezone.localdate(ontvangen)
    due = werkdagen_na(since, ANTWOORD_WERKDAGEN)
    return Werk("bestand", "OP090", "regio", gemeente, aanbieder, nummer, 0, str(nummer), since, due)
