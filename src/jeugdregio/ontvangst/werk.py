# SPDX-License-Identifier: EUPL-1.2
"""
Work with a term: what a message asks of someone, with its last day (the terms of iJw 3.2).

Which term is held where, and which are not and why, stands in docs/termijnen.md. Care may begin later than allocated,
and only the provider knows; so T06 counts from the first day of the allocation, or from the day it came when that is
later. Where the standard names no term (T03, a message that is held) the choice stands beside the number.
"""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from jeugdregio.core.periode import Maand
from jeugdregio.core.termijnen import werkdagen_na
from jeugdregio.gebruikers.isolatie import lezend
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.retourwerk import retourwerk
from jeugdregio.ontvangst.values import Taak, Werk, Wie
from jeugdregio.ontvangst.vasthouden import wachtende
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.verzoeken.queries import Bijwerk
from jeugdregio.verzoeken.values import OpenVerzoek

START_WERKDAGEN = STOP_WERKDAGEN = 5
ANTWOORD_WERKDAGEN = 3
HERSTEL_WERKDAGEN = 3
"""OP090x2 names no term to mend what was turned away; we take that of an answer."""
GEWEIGERD_DAGEN = 28
"""So long what was turned away stays on the list when nobody ticks it off."""
GEWEIGERD = "OP090x2"
DOOR_EEN_GI = ("47", "48")
"""Youth probation and youth protection: only a certified institution does that (Jeugdwet article 3.2)."""
MAANDEN_TERUG = 6

_NOT_STARTED = """
    SELECT t.gemeente, t.aanbieder, t.nummer, lower(t.geldig), o.ontvangen_op
    FROM toewijzingen_v_product t
    JOIN (SELECT v.gemeente, v.nummer, min(b.ontvangen_op) AS ontvangen_op
        FROM toewijzingen_v_versie v JOIN berichten_bericht b ON b.gemeente = v.gemeente AND b.id = v.bericht_id
        WHERE NOT EXISTS (SELECT FROM berichten_verzending w WHERE w.gemeente = b.gemeente AND w.bericht_id = b.id
            AND w.stuk = 'bericht' AND w.stand <> 'vrij')
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
_TURNED_AWAY = """
    SELECT DISTINCT b.gemeente, b.aanbieder, b.id, b.verwerkt_op
    FROM berichten_weigering w JOIN berichten_bestand b ON b.id = w.bestand_id
    WHERE b.verwerkt_op::date BETWEEN %(vanaf)s AND %(peildatum)s AND (b.gemeente <> '' OR b.aanbieder <> '')
"""
# One row per municipality and provider and month in which care ran and of which nothing was declared.
_NOT_DECLARED = """
    SELECT DISTINCT t.gemeente, t.aanbieder, m.maand::date
    FROM toewijzingen_v_product t
    JOIN toewijzingen_v_levering l ON l.gemeente = t.gemeente AND l.client_id = t.client_id
        AND l.toewijzing_nummer = t.nummer
    JOIN generate_series(%(laatste)s::timestamp - make_interval(months => %(maanden)s), %(laatste)s, '1 month')
        m (maand)
        ON daterange(l.begin, l.einde, '[]') * t.geldig && daterange(m.maand::date, (m.maand + '1 month')::date)
    WHERE t.categorie = ANY (%(categorieen)s) AND NOT t.verwijderd AND NOT EXISTS (
        SELECT FROM declaraties_declaratie d WHERE d.gemeente = t.gemeente AND d.aanbieder = t.aanbieder
            AND d.maand = m.maand AND d.verwerkt)
"""


def werk_met_een_termijn(*, peildatum: date, on_behalf_of: Machtiging) -> list[Werk]:
    """All work that exists for the asker, what is due first on top."""
    requests = verzoeken.open_verzoeken(on_behalf_of=on_behalf_of)
    found = [_request(one) for one in requests]
    found += [_beside(one) for one in verzoeken.bijwerk(requests, on_behalf_of=on_behalf_of)]
    found += _held(on_behalf_of)
    done = verzoeken.gezien([GEWEIGERD], on_behalf_of=on_behalf_of)
    last_month = Maand.van(peildatum).vorige
    facts: dict[str, Any] = {
        "peildatum": peildatum,
        "vanaf": peildatum - timedelta(days=GEWEIGERD_DAGEN),
        "laatste": last_month.begin,
        "maanden": MAANDEN_TERUG - 1,
        "categorieen": list(DOOR_EEN_GI),
    }
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_NOT_STARTED, facts)
        found += [_start(*row) for row in cursor.fetchall()]
        cursor.execute(_NOT_STOPPED, facts)
        found += [_stop(*row) for row in cursor.fetchall()]
        cursor.execute(_NOT_ANSWERED)
        found += [_file(*row) for row in cursor.fetchall()]
        cursor.execute(_TURNED_AWAY, facts)
        refused = [_refused(*row) for row in cursor.fetchall()]
        found += [one for one in refused if (one.gemeente or one.aanbieder, GEWEIGERD, one.feit) not in done]
        cursor.execute(_NOT_DECLARED, facts)
        found += [_declare(*row) for row in cursor.fetchall()]
    found += retourwerk(peildatum=peildatum, on_behalf_of=on_behalf_of)
    return sorted(found, key=lambda one: (one.uiterlijk, one.soort, one.gemeente, one.nummer, one.nr))


def _request(one: OpenVerzoek) -> Werk:
    rule = "OP274" if one.soort == "JW315" else "OP346"
    return _about_request("verzoek", rule, one, one.ontvangen_op, one.uiterlijk)


def _beside(one: Bijwerk) -> Werk:
    return _about_request(one.soort, one.regel, one.verzoek, one.sinds, one.uiterlijk)


def _about_request(soort: Taak, regel: str, one: OpenVerzoek, sinds: date, uiterlijk: date) -> Werk:
    return Werk(
        soort, regel, "gemeente", one.gemeente, one.aanbieder, one.bericht_id, one.nr, one.referentie, sinds, uiterlijk
    )


def _held(on_behalf_of: Machtiging) -> list[Werk]:
    found = []
    for waiting in wachtende(on_behalf_of=on_behalf_of):
        one = waiting.bericht
        since = timezone.localdate(one.gehouden_op)
        rules = " ".join(one.regels)
        found.append(
            Werk(
                "vastgehouden",
                rules,
                "gemeente",
                one.gemeente,
                one.aanbieder,
                one.bericht_id,
                0,
                one.identificatie,
                since,
                waiting.uiterlijk,
            )
        )
    return found


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


def _refused(gemeente: str, aanbieder: str, nummer: int, geweigerd: datetime) -> Werk:
    since = timezone.localdate(geweigerd)
    due = werkdagen_na(since, HERSTEL_WERKDAGEN)
    whose: Wie = "gemeente" if gemeente else "aanbieder"
    fact = hashlib.md5(str(nummer).encode(), usedforsecurity=False).hexdigest()
    return Werk("geweigerd", GEWEIGERD, whose, gemeente, aanbieder, nummer, 0, str(nummer), since, due, fact)


def _declare(gemeente: str, aanbieder: str, maand: date) -> Werk:
    month = Maand.van(maand)
    due = month.volgende.laatste_dag
    return Werk("declareren", "SAP GI 1.3", "aanbieder", gemeente, aanbieder, 0, 0, str(month), month.laatste_dag, due)
