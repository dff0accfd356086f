# SPDX-License-Identifier: EUPL-1.2
"""
One batch through the house: from stored files to verdicts, rows, bookings and answers.

The whole batch is one transaction: it happens, or nothing of it happened and the files stand there for the
next try. A batch of one message and a batch of ten thousand take this same road.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import zstandard
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import (
    IN_ORDE,
    Kop,
    Partij,
    Stuk,
    retourbericht,
    stel_samen,
    toets_in_bericht,
    toets_kop,
    zet_klaar,
)
from jeugdregio.berichten.values import Soort
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.core.bsn import BsnZegel, zegel
from jeugdregio.declaraties import actions as declaraties
from jeugdregio.ontvangst import afschermen, doorgeven, retouren
from jeugdregio.ontvangst.values import GEWEIGERD, RETOUREN, SOORTEN, XSLT_VERSIE, Uitkomst
from jeugdregio.toewijzingen import actions as toewijzingen
from jeugdregio.verzoeken import actions as verzoeken

VERSIE = "iJw 3.2 / jeugdregio 0.1"

_INTAKE = {
    Soort.JW301: verzoeken.verwerk_jw301,
    Soort.JW305: toewijzingen.verwerk_jw305,
    Soort.JW307: toewijzingen.verwerk_jw307,
    Soort.JW315: verzoeken.verwerk_jw315,
    Soort.JW317: verzoeken.verwerk_jw317,
    Soort.JW319: verzoeken.verwerk_jw319,
}


_OVER_HULP = {*_INTAKE, *RETOUREN} - {Soort.JW317}
"""What changes how it goes with a referral."""
_HEADER, _CLIENT = ("Header", 0), ("Client", 0)
_UNKNOWN_CHILD, _NOT_JUDGED = "8187", "0233"
"""When the child is not known (TR304), nothing below it is judged (IV028)."""


def verwerk_stukken(stukken: Sequence[Stuk], *, peildatum: date, moment: datetime) -> list[Uitkomst]:
    """
    Take in these messages, in this order, in the transaction that is open.

    `peildatum` is the date on which they are judged, `moment` the moment written on what is made. Gives the
    outcome of every message, in the order in which they came.
    """
    seal = zegel(settings.BSN_KEY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, regio FROM regio_gemeente WHERE deelname @> %s::date", [peildatum])
        partij = stel_samen(
            stukken,
            soorten=(*SOORTEN, *RETOUREN),
            gemeenten=dict(cursor.fetchall()),
            cbs_gemeenten=codelijst("gemeente").codes,
            al_ontvangen=partial(_received_before, cursor),
            gaat_door=doorgeven.wie_zelf(cursor),
        )
        outcomes = _process(cursor, partij, peildatum=peildatum, moment=moment, seal=seal) if partij.koppen else []
        _store_refusals(cursor, partij)
        outcomes += doorgeven.geef_door(cursor, partij.door_te_geven, peildatum=peildatum, moment=moment, versie=VERSIE)
        afschermen.merk(cursor, (*partij.koppen, *partij.door_te_geven))
    outcomes += [geweigerd(g.stuk.bestand_id, g.stuk.nr, g.uitleg, niveau=1) for g in partij.geweigerd]
    outcomes += [_repeated(kop) for kop in partij.herhalingen]
    place = {(stuk.bestand_id, stuk.nr): place for place, stuk in enumerate(stukken)}
    return sorted(outcomes, key=lambda u: place[u.bestand_id, u.nr])


def _process(
    cursor: CursorWrapper, partij: Partij, *, peildatum: date, moment: datetime, seal: BsnZegel
) -> list[Uitkomst]:
    cursor.execute("SELECT nextval('berichten_volgnummer') FROM generate_series(1, %s)", [len(partij.koppen)])
    for kop, (number,) in zip(partij.koppen, cursor.fetchall(), strict=True):
        kop.id = number
    with_declarations = Soort.JW323 in partij.tabellen
    returned = {soort for soort in partij.tabellen if soort.is_retour}
    more = {**(declaraties.TABELLEN if with_declarations else {}), **(retouren.TABEL if returned else {})}
    zet_klaar(cursor, partij, seal, more)
    toets_in_bericht(cursor, [soort for soort in partij.tabellen if soort not in returned])
    claims = declaraties.Declaraties(cursor, partij, peildatum, seal, XSLT_VERSIE) if with_declarations else None
    kinds_per_wave: dict[int, set[Soort]] = defaultdict(set)
    for kop in partij.koppen:
        kinds_per_wave[kop.golf].add(kop.soort)
    outcomes: list[Uitkomst] = []
    for golf in range(1, partij.golven + 1):
        answers: list[tuple[int, bytes]] = []
        for soort in SOORTEN:
            if soort in kinds_per_wave[golf]:
                toets_kop(cursor, soort, golf=golf, peildatum=peildatum)
                if soort is Soort.JW323:
                    assert claims is not None
                    answers += claims.verwerk(golf)
                else:
                    answers += _about_care(cursor, partij, soort, golf, peildatum=peildatum)
        outcomes += _turn_away(cursor, partij, retouren.beoordeel(cursor, kinds_per_wave[golf], golf))
        outcomes += _store_messages(cursor, partij, golf, dict(answers), peildatum=peildatum, moment=moment)
        retouren.leg_vast(cursor, kinds_per_wave[golf], golf, moment)
    verzoeken.werk_bij(cursor, {(kop.gemeente, kop.aanbieder) for kop in partij.koppen if kop.soort in _OVER_HULP})
    return outcomes


def _turn_away(cursor: CursorWrapper, partij: Partij, refused: Iterator[tuple[int, str]]) -> Iterator[Uitkomst]:
    """Retourberichten that answer nothing, or wrongly: told as at the door, for they get no answer."""
    for bericht, code in list(refused):
        stuk, why = partij.koppen[bericht].stuk, retouren.BEZWAREN[code]
        store_refusal(cursor, stuk.bestand_id, stuk.nr, code, why)
        yield geweigerd(stuk.bestand_id, stuk.nr, why)


def _about_care(
    cursor: CursorWrapper, partij: Partij, soort: Soort, golf: int, *, peildatum: date
) -> Iterator[tuple[int, bytes]]:
    """Everything but declaraties, of one kind in one wave; gives (place in the batch, answer)."""
    other_measure = _INTAKE[soort](cursor, golf, peildatum)
    if other_measure:
        declaraties.tel_verbruik_opnieuw(cursor, other_measure)
    codes = _class_codes(cursor, soort, golf)
    cursor.execute(
        "SELECT bericht, kopcode FROM partij_bericht WHERE soort = %s AND golf = %s ORDER BY bericht",
        [soort.value, golf],
    )
    for bericht, kopcode in cursor.fetchall():
        kop = partij.koppen[bericht]
        whole = codes[bericht].get(_HEADER, (kopcode,)) if kopcode not in (None, "0200") else ()
        yield (
            bericht,
            retourbericht(
                kop.stuk.data,
                identificatie=str(kop.id),
                dagtekening=peildatum,
                header_codes=whole,
                klasse_codes=codes[bericht] if kopcode == "0200" else None,
                andere_klassen=_NOT_JUDGED if _UNKNOWN_CHILD in codes[bericht].get(_CLIENT, ()) else IN_ORDE,
                xslt_versie=XSLT_VERSIE if kopcode == "0001" else None,
            ),
        )


def _class_codes(cursor: CursorWrapper, soort: Soort, golf: int) -> dict[int, dict[tuple[str, int], tuple[str, ...]]]:
    cursor.execute(
        """
        SELECT f.bericht, f.klasse, f.nr, array_agg(f.retourcode ORDER BY f.regel)
        FROM partij_bevinding f JOIN partij_bericht b ON b.bericht = f.bericht
        WHERE b.soort = %s AND b.golf = %s AND b.niveau > 2
        GROUP BY f.bericht, f.klasse, f.nr
        """,
        [soort.value, golf],
    )
    codes: dict[int, dict[tuple[str, int], tuple[str, ...]]] = defaultdict(dict)
    for bericht, klasse, nr, found in cursor.fetchall():
        codes[bericht][klasse, nr] = tuple(found)
    return codes


_STORE_MESSAGES = """
    INSERT INTO berichten_bericht (gemeente, id, bestand_id, nr, soort, aanbieder, afzender, identificatie,
        dagtekening, sha256, ontvangen_op, uitkomst, niveau, regels, peildatum, versie)
    SELECT gemeente, id, bestand_id, nr, soort, aanbieder, afzender, identificatie, dagtekening, sha256,
        ontvangen_op, uitkomst, niveau, regels, %(peildatum)s, %(versie)s
    FROM partij_bericht WHERE golf = %(golf)s AND uitkomst <> 'geweigerd'
"""
_STORE_ANSWERS = """
    INSERT INTO berichten_uitgaand (gemeente, id, bericht_id, aanbieder, soort, inhoud, gemaakt_op)
    SELECT b.gemeente, b.id, b.id, b.aanbieder, a.soort, a.inhoud, %(moment)s
    FROM unnest(%(bericht)s::integer[], %(soort)s::text[], %(inhoud)b::bytea[]) a (bericht, soort, inhoud)
    JOIN partij_bericht b ON b.bericht = a.bericht
"""
_HELD = "uitkomst = 'geaccepteerd' AND afspraken IS NOT NULL"
_HOLD = f"""
    INSERT INTO berichten_vasthouding (gemeente, bericht_id, aanbieder, regels, gehouden_op)
    SELECT gemeente, id, aanbieder, afspraken, %(moment)s FROM partij_bericht WHERE golf = %(golf)s AND {_HELD}
"""
_QUEUE = f"""
    INSERT INTO berichten_verzending (gemeente, bericht_id, stuk, aanbieder, ontvanger, soort, gemaakt_op, volgende_op,
        stand)
    SELECT b.gemeente, b.id, 'antwoord', b.aanbieder, b.afzender, a.soort, %(moment)s, %(moment)s, 'vrij'
    FROM unnest(%(bericht)s::integer[], %(soort)s::text[]) a (bericht, soort)
    JOIN partij_bericht b ON b.bericht = a.bericht
    UNION ALL
    SELECT gemeente, id, 'bericht', aanbieder, aanbieder, soort, %(moment)s,
        CASE WHEN {_HELD} THEN NULL ELSE %(moment)s END, CASE WHEN {_HELD} THEN 'vastgehouden' ELSE 'vrij' END
    FROM partij_bericht
    WHERE golf = %(golf)s AND uitkomst = 'geaccepteerd' AND soort = ANY (%(van_gemeente)s::text[])
"""
_VAN_GEMEENTE = [soort.value for soort in SOORTEN if soort.kop_van_gemeente]
"""What a municipality sends to a provider: it leaves once it broke no rule, and no agreement that it guards."""


def _store_messages(
    cursor: CursorWrapper,
    partij: Partij,
    golf: int,
    answers: dict[int, bytes],
    *,
    peildatum: date,
    moment: datetime,
) -> Iterator[Uitkomst]:
    cursor.execute(_STORE_MESSAGES, {"peildatum": peildatum, "versie": VERSIE, "golf": golf})
    compress = zstandard.ZstdCompressor(level=3).compress
    kinds = [str(partij.koppen[place].soort.antwoord) for place in answers]
    made: dict[str, Any] = {"moment": moment, "bericht": list(answers), "soort": kinds}
    cursor.execute(_STORE_ANSWERS, {**made, "inhoud": [compress(answer) for answer in answers.values()]})
    if Soort.JW301 in partij.tabellen:
        cursor.execute(_HOLD, {"moment": moment, "golf": golf})
    cursor.execute(_QUEUE, {**made, "golf": golf, "van_gemeente": _VAN_GEMEENTE})
    cursor.execute(
        "SELECT bericht, uitkomst, niveau, regels, kopcode FROM partij_bericht"
        " WHERE golf = %s AND uitkomst <> 'geweigerd' ORDER BY bericht",
        [golf],
    )
    for bericht, uitkomst, niveau, regels, kopcode in cursor.fetchall():
        kop = partij.koppen[bericht]
        yield Uitkomst(
            bestand_id=kop.stuk.bestand_id,
            nr=kop.stuk.nr,
            gemeente=kop.gemeente,
            aanbieder=kop.aanbieder,
            soort=kop.soort,
            bericht_id=kop.id,
            identificatie=kop.identificatie,
            uitkomst=uitkomst,
            niveau=niveau,
            regels=tuple(regels),
            antwoord=answers.get(bericht, b""),
            kopcode=kopcode or "",
        )


def _received_before(cursor: CursorWrapper, koppen: Sequence[Kop]) -> set[int]:
    cursor.execute(
        """
        SELECT f.plaats - 1
        FROM unnest(%s::text[], %s::text[], %s::bytea[]) WITH ORDINALITY f (gemeente, afzender, sha256, plaats)
        JOIN berichten_bericht b USING (gemeente, afzender, sha256)
        """,
        [[k.gemeente for k in koppen], [k.afzender for k in koppen], [k.sha256 for k in koppen]],
    )
    return {place for (place,) in cursor.fetchall()}


def _store_refusals(cursor: CursorWrapper, partij: Partij) -> None:
    for refusal in partij.geweigerd:
        store_refusal(cursor, refusal.stuk.bestand_id, refusal.stuk.nr, refusal.code, refusal.uitleg)


def store_refusal(cursor: CursorWrapper, bestand_id: int, nr: int, code: str, uitleg: str) -> None:
    """Remember that a file, or one message of it, was turned away, and why."""
    cursor.execute(
        """
        INSERT INTO berichten_weigering (bestand_id, aanbieder, gemeente, nr, code, uitleg)
        SELECT id, aanbieder, gemeente, %s, %s, %s FROM berichten_bestand WHERE id = %s
        """,
        [nr, code, uitleg, bestand_id],
    )


def geweigerd(bestand_id: int, nr: int, uitleg: str, *, niveau: int | None = None) -> Uitkomst:
    """The outcome of a message that was turned away, at the door or (`niveau` 1) for its form."""
    return Uitkomst(
        bestand_id=bestand_id,
        nr=nr,
        gemeente="",
        aanbieder="",
        soort=None,
        bericht_id=None,
        identificatie="",
        uitkomst=GEWEIGERD,
        niveau=niveau,
        uitleg=uitleg,
    )


def _repeated(kop: Kop) -> Uitkomst:
    return Uitkomst(
        bestand_id=kop.stuk.bestand_id,
        nr=kop.stuk.nr,
        gemeente=kop.gemeente,
        aanbieder=kop.aanbieder,
        soort=kop.soort,
        bericht_id=None,
        identificatie=kop.identificatie,
        uitkomst="herhaling",
        uitleg="Dit bericht is al eerder ontvangen en heeft geen nieuw gevolg.",
    )
