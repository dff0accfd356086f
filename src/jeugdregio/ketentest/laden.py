# SPDX-License-Identifier: EUPL-1.2
"""
Put a neutral state in an empty database, in the tables that the intake fills.

Not by way of JW301 messages: a state may hold what their rules refuse, such as a code of another category or
an allocation that is longer than allowed. The allocations of one municipality to one provider belong to one
message that stands for them, in a file that holds the state itself, so every reference leads somewhere.
"""

from collections.abc import Iterable
from datetime import datetime, time
from hashlib import sha256
from typing import Any

import zstandard
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from jeugdregio.core.bsn import zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import REGIO, Context, zet_neer
from jeugdregio.ketentest.toestand_lezen import Toegewezen, Toestand

INGETROKKEN = "13"


def laad(toestand: Toestand, bron: bytes) -> None:
    """Write `toestand` in a database without any; `bron` is the file that it was read from."""
    codes = {(row.code, row.categorie) for row in toestand.tarieven}
    codes |= {(row.code, row.categorie) for row in toestand.toewijzingen if row.code and row.categorie}
    with namens(verwerking(REGIO)), connection.cursor() as cursor:
        zet_neer(Context(toestand.gemeenten, toestand.aanbieders, toestand.tarieven, sorted(codes)))
        messages = _store_messages(cursor, toestand, bron)
        clients = _store_clients(cursor, toestand.toewijzingen)
        _store_allocations(cursor, toestand, messages, clients)


def middag(toestand: Toestand) -> datetime:
    """Twelve o'clock on the day of the state."""
    return timezone.make_aware(datetime.combine(toestand.vandaag, time(12)))


def _numbers(cursor: CursorWrapper, sequence: str, many: int) -> Iterable[int]:
    cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, many])
    return [number for (number,) in cursor.fetchall()]


def _store_messages(cursor: CursorWrapper, toestand: Toestand, bron: bytes) -> dict[tuple[str, str], int]:
    noon = middag(toestand)
    content = zstandard.ZstdCompressor(level=3).compress(bron)
    cursor.execute(
        """
        INSERT INTO berichten_bestand (afzender, aanbieder, gemeente, naam, kanaal, sha256, omvang_bytes,
            codering, inhoud, ontvangen_op, status, verwerkt_op)
        VALUES ('', '', '', 'toestand.json', 'ketentest', %s, %s, 'zstd', %s, %s, 'verwerkt', %s) RETURNING id
        """,
        [sha256(bron).digest(), len(bron), content, noon, noon],
    )
    (file_number,) = cursor.fetchone()
    pairs = sorted({(a.gemeente, a.aanbieder) for a in toestand.toewijzingen})
    messages = dict(zip(pairs, _numbers(cursor, "berichten_volgnummer", len(pairs)), strict=True))
    cursor.executemany(
        """
        INSERT INTO berichten_bericht (gemeente, id, bestand_id, nr, soort, aanbieder, afzender,
            identificatie, dagtekening, sha256, ontvangen_op, uitkomst, niveau, regels, peildatum, versie)
        VALUES (%s, %s, %s, %s, 'JW301', %s, %s, %s, %s, %s, %s, 'geaccepteerd', NULL, '{}', %s, 'toestand')
        """,
        [
            (
                *(town, number, file_number, nr, provider, town, f"TOESTAND{nr}", toestand.vandaag),
                *(sha256(f"{town} {provider}".encode() + bron).digest(), noon, toestand.vandaag),
            )
            for nr, ((town, provider), number) in enumerate(messages.items())
        ],
    )
    return messages


def _store_clients(cursor: CursorWrapper, allocations: Iterable[Toegewezen]) -> dict[tuple[str, str, str], int]:
    seal = zegel(settings.BSN_KEY)
    keys = sorted({(a.gemeente, a.aanbieder, a.bsn) for a in allocations})
    clients = dict(zip(keys, _numbers(cursor, "toewijzingen_volgnummer", len(keys)), strict=True))
    cursor.executemany(
        "INSERT INTO toewijzingen_client"
        " (gemeente, id, aanbieder, bsn, geslacht, achternaam, voorvoegsel, voornamen)"
        " VALUES (%s, %s, %s, %s, '', '', '', '')",
        [(town, number, provider, seal.verzegel(bsn)) for (town, provider, bsn), number in clients.items()],
    )
    return clients


_ALLOCATION = """
    INSERT INTO toewijzingen_toewijzing (gemeente, id, nummer, aanbieder, client_id, categorie, code, geldig,
        vastgesteld_op, volume, eenheid, frequentie, budget_cent, reden_wijziging, referentie_aanbieder,
        verwijderd, maat, bericht_id)
    VALUES (%(gemeente)s, %(id)s, %(nummer)s, %(aanbieder)s, %(client)s, %(categorie)s, %(code)s,
        daterange(%(begin)s::date, %(einde)s::date, '[]'), %(moment)s, %(volume)s, %(eenheid)s,
        %(frequentie)s, %(budget)s, %(reden)s, '', %(verwijderd)s, %(maat)s, %(bericht)s)
"""
_MAXIMUM = """
    UPDATE toewijzingen_toewijzing SET maximaal = toewijzingen_maximaal(volume, eenheid, frequentie,
        budget_cent, lower(geldig), upper(geldig) - 1)
"""
_VERSION = """
    INSERT INTO toewijzingen_toewijzingversie (gemeente, bericht_id, nummer, aanbieder, vastgesteld_op,
        geldig, volume, eenheid, frequentie, budget_cent, reden_wijziging)
    VALUES (%(gemeente)s, %(bericht)s, %(nummer)s, %(aanbieder)s, %(moment)s,
        daterange(%(begin)s::date, %(einde)s::date, '[]'), %(volume)s, %(eenheid)s, %(frequentie)s,
        %(budget)s, %(reden)s)
"""
_STAND = """
    INSERT INTO toewijzingen_stand (gemeente, toewijzing_id, gebruikt, prestaties, maximaal, drempel)
    SELECT gemeente, id, 0, 0, maximaal, maximaal FROM toewijzingen_toewijzing
"""


def _store_allocations(
    cursor: CursorWrapper,
    toestand: Toestand,
    messages: dict[tuple[str, str], int],
    clients: dict[tuple[str, str, str], int],
) -> None:
    numbers = _numbers(cursor, "toewijzingen_volgnummer", len(toestand.toewijzingen))
    rows: list[dict[str, Any]] = [
        {
            "gemeente": a.gemeente,
            "id": number,
            "nummer": a.nummer,
            "aanbieder": a.aanbieder,
            "client": clients[a.gemeente, a.aanbieder, a.bsn],
            "categorie": a.categorie,
            "code": a.code,
            "begin": a.begin,
            "einde": a.einde,
            "moment": timezone.make_aware(datetime.combine(min(a.begin, toestand.vandaag), time(9))),
            "volume": a.volume,
            "eenheid": a.eenheid,
            "frequentie": a.frequentie,
            "budget": a.budget_cent,
            "reden": INGETROKKEN if a.ingetrokken else "",
            "verwijderd": a.ingetrokken,
            "maat": "bedrag" if a.volume is None else "volume",
            "bericht": messages[a.gemeente, a.aanbieder],
        }
        for a, number in zip(toestand.toewijzingen, numbers, strict=True)
    ]
    cursor.executemany(_ALLOCATION, rows)
    cursor.execute(_MAXIMUM)
    cursor.executemany(_VERSION, rows)
    cursor.execute(_STAND)
