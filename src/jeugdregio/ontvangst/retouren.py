# SPDX-License-Identifier: EUPL-1.2
"""
Take in what providers answer to messages of a municipality: JW302 to a JW301, JW320 to a JW319.

A retourbericht gets no retourbericht. What is wrong with it is therefore told as at the door (OP090x2): it answers
nothing that this provider was sent, answers it a second time, contradicts itself (IV028), or names what the message
does not hold. A refusal of the provider counts as not sent (OP286): requests that the message ended open again.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.values import Soort
from jeugdregio.ontvangst.values import GEWEIGERD, RETOUREN
from jeugdregio.verzoeken import actions as verzoeken

BEZWAREN = {
    "retour-onbekend": (
        "Dit retourbericht hoort bij geen bericht dat deze gemeente aan u stuurde. Neem de kop van het bericht dat u "
        "beantwoordt ongewijzigd over: afzender, ontvanger, identificatie en dagtekening."
    ),
    "retour-dubbel": (
        "Op dit bericht is al een retourbericht ontvangen. Dat blijft gelden; stuur geen tweede. Is er iets mis met "
        "het bericht van de gemeente, neem dan contact met haar op."
    ),
    "retour-opbouw": (
        "De retourcodes passen niet bij elkaar. Goed: alleen de kop, zonder code. Fout in de kop of in het bericht "
        "zelf: alleen de kop, met die code. Fout daaronder: 0200 in de kop en alle klassen met hun code."
    ),
    "retour-inhoud": (
        "Dit retourbericht noemt een toewijzing of referentie die niet staat in het bericht dat u beantwoordt. "
        "Neem de klassen van dat bericht ongewijzigd over."
    ),
}
"""Why a retourbericht is turned away, by code; the first that applies counts."""

TABEL = {
    "partij_retour": "bericht integer, heen_id bigint, kop text, onder boolean, fout boolean, bezwaar text",
}
IN_ORDE = ("0200", "0233")

_FIND = """
    INSERT INTO partij_retour (bericht, heen_id, kop, onder, fout, bezwaar)
    SELECT b.bericht, h.id, c.kop, c.onder, c.fout, CASE
        WHEN h.id IS NULL THEN 'retour-onbekend'
        WHEN EXISTS (SELECT FROM berichten_retour r WHERE r.gemeente = b.gemeente AND r.bericht_id = h.id)
            THEN 'retour-dubbel'
        WHEN NOT CASE WHEN c.kop = '' THEN NOT c.onder WHEN c.kop = '0200' THEN c.onder AND c.fout
            ELSE NOT c.onder AND NOT string_to_array(c.kop, ' ') && %(in_orde)s END THEN 'retour-opbouw'
        WHEN EXISTS (SELECT FROM {codes} k WHERE k.bericht = b.bericht AND k.kenmerk <> '' AND NOT EXISTS ({holds}))
            THEN 'retour-inhoud'
        END
    FROM partij_bericht b
    LEFT JOIN berichten_bericht h ON h.gemeente = b.gemeente AND h.afzender = b.gemeente AND h.soort = %(heen)s
        AND h.identificatie = b.identificatie AND h.dagtekening = b.dagtekening AND h.aanbieder = b.aanbieder
        AND h.uitkomst = 'geaccepteerd' AND EXISTS (SELECT FROM berichten_verzending v
            WHERE v.gemeente = h.gemeente AND v.bericht_id = h.id AND v.stuk = 'bericht'
            AND v.stand = 'vrij'),
    LATERAL (
        SELECT coalesce(string_agg(k.code, ' ' ORDER BY k.code) FILTER (WHERE k.klasse = 'Header'), '') AS kop,
            coalesce(bool_or(k.klasse <> 'Header'), false) AS onder,
            coalesce(bool_or(k.klasse <> 'Header' AND k.code <> ALL (%(in_orde)s)), false) AS fout
        FROM {codes} k WHERE k.bericht = b.bericht
    ) c
    WHERE b.soort = %(soort)s AND b.golf = %(golf)s
"""
_HOLDS = {
    Soort.JW302: """SELECT FROM toewijzingen_v_versie v
        WHERE v.gemeente = b.gemeente AND v.bericht_id = h.id AND v.nummer::text = k.kenmerk""",
    Soort.JW320: """SELECT FROM verzoeken_v_antwoord a
        WHERE a.gemeente = b.gemeente AND a.bericht_id = h.id AND a.referentie = k.kenmerk""",
}
_VERDICT = f"""
    UPDATE partij_bericht b SET uitkomst = CASE WHEN r.bezwaar IS NULL THEN 'geen_retourbericht' ELSE '{GEWEIGERD}' END
    FROM partij_retour r WHERE r.bericht = b.bericht AND b.golf = %(golf)s
"""
_REFUSED = f"""
    SELECT b.bericht, r.bezwaar FROM partij_bericht b JOIN partij_retour r ON r.bericht = b.bericht
    WHERE b.golf = %(golf)s AND b.uitkomst = '{GEWEIGERD}' ORDER BY b.bericht
"""
_ACCEPTED = """
    FROM partij_bericht b JOIN partij_retour r ON r.bericht = b.bericht AND r.bezwaar IS NULL WHERE b.golf = %(golf)s
"""
_STORE = f"""
    INSERT INTO berichten_retour (gemeente, bericht_id, retour_id, aanbieder, soort, akkoord, ontvangen_op)
    SELECT b.gemeente, r.heen_id, b.id, b.aanbieder, b.soort, r.kop = '', b.ontvangen_op {_ACCEPTED}
"""
_STORE_CODES = """
    INSERT INTO berichten_retourcode (gemeente, retour_id, aanbieder, klasse, nr, code, kenmerk)
    SELECT DISTINCT b.gemeente, b.id, b.aanbieder, k.klasse, k.nr, k.code, k.kenmerk
    FROM {codes} k JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s
    JOIN partij_retour r ON r.bericht = b.bericht AND r.bezwaar IS NULL
"""
# Who answers a message has it: it is not offered again, whether he confirmed it or not.
_ANSWERED = f"""
    UPDATE berichten_verzending v
    SET beantwoord_op = a.ontvangen_op, verzonden_op = coalesce(v.verzonden_op, %(moment)s), volgende_op = NULL,
        fout = ''
    FROM (SELECT b.gemeente, r.heen_id, b.ontvangen_op {_ACCEPTED}) a
    WHERE v.gemeente = a.gemeente AND v.bericht_id = a.heen_id AND v.stuk = 'bericht'
"""
_NOT_AGREED = f"SELECT b.gemeente, r.heen_id {_ACCEPTED} AND r.kop <> ''"


def _codes(soort: Soort) -> str:
    return f"partij_{soort.lower()}_retourcode"


def beoordeel(cursor: CursorWrapper, soorten: set[Soort], golf: int) -> Iterator[tuple[int, str]]:
    """Judge the retourberichten of a wave; gives (place in the batch, code of `BEZWAREN`) of what is turned away."""
    kinds = [soort for soort in RETOUREN if soort in soorten]
    for soort in kinds:
        facts = {"golf": golf, "soort": soort.value, "heen": soort.heen.value, "in_orde": list(IN_ORDE)}
        cursor.execute(_FIND.format(codes=_codes(soort), holds=_HOLDS[soort]), facts)
    if kinds:
        cursor.execute(_VERDICT, {"golf": golf})
        cursor.execute(_REFUSED, {"golf": golf})
        yield from cursor.fetchall()


def leg_vast(cursor: CursorWrapper, soorten: set[Soort], golf: int, moment: datetime) -> None:
    """Tie the retourberichten of a wave, which are stored, to what they answer."""
    kinds = [soort for soort in RETOUREN if soort in soorten]
    if not kinds:
        return
    cursor.execute(_STORE, {"golf": golf})
    for soort in kinds:
        cursor.execute(_STORE_CODES.format(codes=_codes(soort)), {"golf": golf})
    cursor.execute(_ANSWERED, {"golf": golf, "moment": moment})
    cursor.execute(_NOT_AGREED, {"golf": golf})
    if refused := cursor.fetchall():
        verzoeken.heropen_na_weigering(cursor, refused)
