# SPDX-License-Identifier: EUPL-1.2
"""
Work that follows from answers that came, or did not come (OP090, OP090x4, OP286).

- T01 a provider answers a message of a municipality within three working days;
- T02 a municipality sees which of its messages were not answered by then. The days count from when the message
  lay ready to be fetched, or arrived where we bring it;
- T05 a provider sees which of its declaraties have no answer after ten working days: the answer was made and he does
  not have it, or the file waits here. Nobody has read that yet, so every file that waits so long is there;
- what a provider refused counts as not sent, so the municipality has to send again. The standard names no term; it
  gets as long as the provider had.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.queries import Afkeuring, Onderweg
from jeugdregio.berichten.values import Soort
from jeugdregio.core.termijnen import werkdagen_na
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.values import RETOUR_WERKDAGEN, Taak, Werk, Wie

DECLARATIE_WERKDAGEN = 10

# A message for the child with which a refused one was sent again: the standard lets it hold all of the child (OP087).
_TO_SEND_AGAIN = """
    SELECT r.gemeente, r.bericht_id FROM berichten_retour r
    WHERE NOT r.akkoord AND CASE r.soort WHEN 'JW302' THEN NOT EXISTS (
        SELECT FROM toewijzingen_v_versie v
        JOIN toewijzingen_v_product t ON t.gemeente = v.gemeente AND t.nummer = v.nummer
        JOIN toewijzingen_v_product o ON o.gemeente = t.gemeente AND o.client_id = t.client_id
        JOIN toewijzingen_v_versie n ON n.gemeente = o.gemeente AND n.nummer = o.nummer AND n.bericht_id > r.retour_id
        WHERE v.gemeente = r.gemeente AND v.bericht_id = r.bericht_id)
    ELSE EXISTS (
        SELECT FROM verzoeken_v_antwoord a WHERE a.gemeente = r.gemeente AND a.bericht_id = r.bericht_id AND a.open
        AND NOT EXISTS (SELECT FROM verzoeken_v_antwoord n WHERE n.gemeente = a.gemeente
            AND n.aanbieder = a.aanbieder AND n.referentie = a.referentie AND n.bericht_id > r.retour_id))
    END
"""
_WAITING = """
    SELECT id, ontvangen_op FROM berichten_bestand
    WHERE status IN ('ontvangen', 'apart') AND aanbieder = %s AND ontvangen_op < %s ORDER BY id
"""


def retourwerk(*, peildatum: date, on_behalf_of: Machtiging) -> Iterator[Werk]:
    """All work of this kind that exists for the asker; what is of nobody yet is left out."""
    yield from _refused(on_behalf_of)
    if on_behalf_of.aanbieder:
        every = berichten.onbeantwoord(on_behalf_of=on_behalf_of)
        yield from (_unanswered(one, "retour", "aanbieder") for one in every)
        yield from _without_answer(peildatum, on_behalf_of)
    else:
        before = _end_of(peildatum - timedelta(days=RETOUR_WERKDAGEN + 1))
        for one in berichten.onbeantwoord(voor=before, on_behalf_of=on_behalf_of):
            work = _unanswered(one, "geen_retour", "gemeente")
            if work.is_te_laat(peildatum):
                yield work


def nog_te_herstellen(*, on_behalf_of: Machtiging) -> set[tuple[str, int]]:
    """The refused messages (gemeente, id) that were not sent again."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_TO_SEND_AGAIN)
        return set(cursor.fetchall())


def _refused(wie: Machtiging) -> Iterator[Werk]:
    waiting = nog_te_herstellen(on_behalf_of=wie)
    for one in berichten.afkeuringen(on_behalf_of=wie) if waiting else ():
        if (one.gemeente, one.bericht_id) in waiting:
            yield _about(one, "afkeuring", "OP286", "gemeente", one.ontvangen_op)


def _unanswered(one: Onderweg, soort: Taak, aan_zet: Wie) -> Werk:
    return _about(one, soort, "OP090", aan_zet, one.sinds)


def _about(one: Onderweg | Afkeuring, soort: Taak, termijn: str, aan_zet: Wie, vanaf: datetime) -> Werk:
    """Work about a message of a municipality, due as many days later as its receiver has to answer."""
    since = timezone.localdate(vanaf)
    return Werk(
        soort=soort,
        termijn=termijn,
        aan_zet=aan_zet,
        gemeente=one.gemeente,
        aanbieder=one.aanbieder,
        nummer=one.bericht_id,
        nr=0,
        kenmerk=f"{one.soort} {one.identificatie}",
        sinds=since,
        uiterlijk=werkdagen_na(since, RETOUR_WERKDAGEN),
    )


def _without_answer(peildatum: date, wie: Machtiging) -> Iterator[Werk]:
    """The declaraties of a provider of which the term for an answer is over (T05)."""
    before = _end_of(peildatum - timedelta(days=DECLARATIE_WERKDAGEN + 1))
    for one in berichten.niet_opgehaald(Soort.JW325.value, voor=before, on_behalf_of=wie):
        yield from _late(one.sinds, peildatum, wie, one.gemeente, one.bericht_id, f"JW323 {one.identificatie}")
    with namens(wie), connection.cursor() as cursor:
        cursor.execute(_WAITING, [wie.aanbieder, before])
        waiting = cursor.fetchall()
    for number, received in waiting:
        yield from _late(received, peildatum, wie, "", number, f"bestand {number}")


def _late(
    received: datetime, peildatum: date, wie: Machtiging, gemeente: str, number: int, mark: str
) -> Iterator[Werk]:
    since = timezone.localdate(received)
    due = werkdagen_na(since, DECLARATIE_WERKDAGEN)
    work = Werk("declaratie", "OP090x4", "aanbieder", gemeente, wie.aanbieder, number, 0, mark, since, due)
    if work.is_te_laat(peildatum):
        yield work


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
