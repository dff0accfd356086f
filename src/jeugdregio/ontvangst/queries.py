# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What became of the files that were received."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import zstandard
from django.db import connection

from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.ontvangst.invarianten import GELD, INVARIANTEN, Invariant, Meting, meet
from jeugdregio.ontvangst.values import GEWEIGERD, Apartgezet, Werk
from jeugdregio.ontvangst.vasthouden import Wachtend, wachtende
from jeugdregio.ontvangst.werk import werk_met_een_termijn

__all__ = [
    "GELD",
    "INVARIANTEN",
    "Afloop",
    "Invariant",
    "Meting",
    "Wachtend",
    "Werk",
    "afloop",
    "apartgezet",
    "meet",
    "wachtend",
    "wachtende",
    "werk_met_een_termijn",
]


@dataclass(frozen=True)
class Afloop:
    """
    What became of one message of a file; `nr` counts within the file, from 0.

    `antwoord` is the answer as XML, empty when there is none; `geboekt_cent` what was added to the costs,
    credits subtracted; `uitleg` says why a message was turned away.
    """

    bestand_id: int
    nr: int
    soort: str
    uitkomst: str
    uitleg: str
    antwoord_soort: str
    antwoord: bytes = field(repr=False)
    geboekt_cent: int


_MESSAGES = """
    SELECT b.bestand_id, b.nr, b.soort, b.uitkomst, '', coalesce(u.soort, ''), u.inhoud,
        coalesce(g.kosten_cent, 0)
    FROM berichten_bericht b
    LEFT JOIN berichten_uitgaand u ON u.gemeente = b.gemeente AND u.bericht_id = b.id
    LEFT JOIN LATERAL (
        SELECT sum(v.kosten_cent)::bigint AS kosten_cent FROM grootboek_v_boeking v
        WHERE v.gemeente = b.gemeente AND v.oorzaak = 'prestatie' AND v.oorzaak_id = b.id
    ) g ON true
    WHERE b.bestand_id = ANY (%(bestanden)s::bigint[])
    UNION ALL
    SELECT w.bestand_id, w.nr, '', %(geweigerd)s, w.uitleg, '', NULL, 0
    FROM berichten_weigering w WHERE w.bestand_id = ANY (%(bestanden)s::bigint[])
    ORDER BY 1, 2
"""
_WAITING = "SELECT id FROM berichten_bestand WHERE id = ANY (%s::bigint[]) AND status = 'ontvangen'"


def afloop(bestanden: Sequence[int], *, on_behalf_of: Machtiging) -> list[Afloop]:
    """What became of every message in these files; a message that was here before is left out."""
    unpack = zstandard.ZstdDecompressor().decompress
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_MESSAGES, {"bestanden": list(bestanden), "geweigerd": GEWEIGERD})
        return [
            Afloop(file, nr, kind, outcome, why, answer_kind, unpack(bytes(answer)) if answer else b"", cents)
            for file, nr, kind, outcome, why, answer_kind, answer, cents in cursor.fetchall()
        ]


def wachtend(bestanden: Sequence[int], *, on_behalf_of: Machtiging) -> set[int]:
    """Which of these files were not processed yet."""
    with lezend(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(bestanden)])
        return {number for (number,) in cursor.fetchall()}


_ASIDE = """
    SELECT a.bestand_id, b.naam, b.afzender, b.ontvangen_op, a.gezet_op, a.pogingen, a.fout
    FROM berichten_apart a JOIN berichten_bestand b ON b.id = a.bestand_id
    WHERE a.vrijgegeven_op IS NULL ORDER BY a.bestand_id
"""


def apartgezet(*, on_behalf_of: Machtiging) -> list[Apartgezet]:
    """The files that are set aside now, oldest first; only the region sees any, and nothing of what is in them."""
    if not on_behalf_of.regio:
        return []
    with namens(verwerking(on_behalf_of.regio)), connection.cursor() as cursor:
        cursor.execute(_ASIDE)
        return [Apartgezet(*row) for row in cursor.fetchall()]
