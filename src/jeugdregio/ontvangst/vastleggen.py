# SPDX-License-Identifier: EUPL-1.2
"""Store files byte for byte, with hash, sender and moment, before anything is parsed."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import zstandard
from django.db import connection

from jeugdregio.ontvangst.bel import bel
from jeugdregio.ontvangst.values import Aanlevering, Ontvangst

_INGEPAKT = (b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
_LANG_NUMMER = re.compile(r"\d{6,}")

STORE = """
    WITH nieuw AS (
        INSERT INTO berichten_bestand (afzender, aanbieder, gemeente, naam, kanaal, sha256, omvang_bytes, codering,
            inhoud, ontvangen_op, status)
        SELECT afzender, CASE WHEN length(afzender) = 8 THEN afzender ELSE '' END,
            CASE WHEN length(afzender) = 4 THEN afzender ELSE '' END, naam, kanaal, hash, omvang, codering, inhoud,
            %(moment)s, 'ontvangen'
        FROM unnest(%(afzender)s::text[], %(naam)s::text[], %(kanaal)s::text[], %(hash)b::bytea[],
            %(omvang)s::bigint[], %(codering)s::text[], %(inhoud)b::bytea[])
            WITH ORDINALITY f (afzender, naam, kanaal, hash, omvang, codering, inhoud, plaats)
        ORDER BY plaats
        ON CONFLICT (afzender, sha256) DO NOTHING
        RETURNING id, afzender, sha256
    )
    SELECT id, afzender, sha256 FROM nieuw
"""
KNOWN = """
    SELECT b.id, b.afzender, b.sha256
    FROM unnest(%(afzender)s::text[], %(hash)b::bytea[]) f (afzender, hash)
    JOIN berichten_bestand b ON b.afzender = f.afzender AND b.sha256 = f.hash
"""
"""A statement of its own: it also sees what another stored while `STORE` waited for it."""


def sla_op(aanleveringen: Sequence[Aanlevering], moment: datetime) -> list[Ontvangst]:
    """
    Store each file once, in the transaction that is open; gives a receipt per file, in the same order.

    A file that was here before, from the same sender and with the same bytes, is recognised and kept once.
    What came packed is kept as it came; the rest is compressed. Long numbers in a file name are masked, for
    a sender may have put a burgerservicenummer in it.
    """
    compress = zstandard.ZstdCompressor(level=3).compress
    packed = [f.data.startswith(_INGEPAKT) for f in aanleveringen]
    hashes = [sha256(f.data).digest() for f in aanleveringen]
    values: dict[str, Any] = {
        "moment": moment,
        "afzender": [f.afzender for f in aanleveringen],
        "naam": [_LANG_NUMMER.sub("…", f.naam)[:200] for f in aanleveringen],
        "kanaal": [f.kanaal for f in aanleveringen],
        "hash": hashes,
        "omvang": [len(f.data) for f in aanleveringen],
        "codering": ["plat" if p else "zstd" for p in packed],
        "inhoud": [f.data if p else compress(f.data) for f, p in zip(aanleveringen, packed, strict=True)],
    }
    with connection.cursor() as cursor:
        found: dict[tuple[str, bytes], tuple[int, bool]] = {}
        for statement, before in ((STORE, False), (KNOWN, True)):
            cursor.execute(statement, values)
            for number, sender, digest in cursor.fetchall():
                found.setdefault((sender, bytes(digest)), (number, before))
        bel(cursor)
    receipts, seen = [], set()
    for f, digest in zip(aanleveringen, hashes, strict=True):
        number, before = found[f.afzender, digest]
        receipts.append(Ontvangst(number, f.naam, herhaling=before or number in seen))
        seen.add(number)
    return receipts


def lees_op(inhoud: bytes, codering: str) -> bytes:
    """The bytes as they were received."""
    return zstandard.ZstdDecompressor().decompress(bytes(inhoud)) if codering == "zstd" else bytes(inhoud)
