# SPDX-License-Identifier: EUPL-1.2
"""
Everything about one person, as far as the organisation that asks has it (AVG article 15, Jeugdwet 7.3.10).

The rows come from the map (`kaart`), so nothing is left out that a table holds. Numbers of the BSN are left out: the
person knows his own. Of a message only the part about this person is given.
"""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.template.loader import render_to_string
from lxml import etree

from jeugdregio.berichten import queries as berichten
from jeugdregio.bewaren.kaart import BERICHTEN, KAART, PERSOONSREGELS, vergeet, zoek
from jeugdregio.bewaren.values import Onderdeel, Persoonsgegevens
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio

ZONDER = ("bsn",)
"""Columns that are left out."""


def gegevens_over(bsn: str, *, on_behalf_of: Machtiging) -> Persoonsgegevens:
    """Everything about this person (nine digits) that the asker may see; empty when there is nothing."""
    sealed = zegel(settings.BSN_KEY).verzegel(bsn)
    who = persoon(sealed)
    with namens(on_behalf_of), connection.cursor() as cursor:
        towns = list(regio.namen())
        zoek(cursor, towns, [sealed] * len(towns))
        parts = [Onderdeel(table, one.wat, _rows(cursor, table, one.welke)) for table, one in KAART.items()]
        parts += [
            Onderdeel(table, one.wat, _rows(cursor, table, "r.persoon = %(persoon)s", {"persoon": who}))
            for table, one in PERSOONSREGELS.items()
        ]
        cursor.execute(BERICHTEN)
        numbers = [(str(town), int(number)) for town, number in cursor.fetchall()]
        vergeet(cursor)
    found = berichten.originelen(numbers, on_behalf_of=on_behalf_of)
    texts = {
        f"bericht-{town}-{number}.xml": berichten.leesbaar(_only(data, bsn))
        for (town, number), data in sorted(found.items())
    }
    return Persoonsgegevens(who, [part for part in parts if part.rijen], texts)


def pak_in(gegevens: Persoonsgegevens, *, organisatie: str, moment: datetime) -> bytes:
    """A zip with the same in two forms: `overzicht.html` to read, `gegevens.json` for a program; and the messages."""
    about = {"gemaakt_op": moment.isoformat(timespec="seconds"), "organisatie": organisatie}
    tables = {part.tabel: [dict(row) for row in part.rijen] for part in gegevens.onderdelen}
    page = render_to_string(
        "bewaren/overzicht.html",
        {
            "onderdelen": gegevens.onderdelen,
            "organisatie": organisatie,
            "moment": moment,
            "berichten": gegevens.berichten,
        },
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("overzicht.html", page)
        archive.writestr("gegevens.json", json.dumps({**about, "tabellen": tables}, ensure_ascii=False, indent=1))
        for name, text in gegevens.berichten.items():
            archive.writestr(f"berichten/{name}", text)
    return out.getvalue()


def _rows(
    cursor: CursorWrapper, table: str, condition: str, facts: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    cursor.execute(
        f'SELECT to_jsonb(r) - %(zonder)s::text[] FROM "{table}" r WHERE {condition}',
        {"zonder": list(ZONDER), **(facts or {})},
    )
    return [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]


def _only(data: bytes, bsn: str) -> bytes:
    """A message without the other people in it."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for client in list(root.iter("{*}Client")):
        if client.findtext("{*}Bsn") != bsn:
            client.getparent().remove(client)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
