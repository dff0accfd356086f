# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Judging declaraties: one wave of a batch at a time."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.partij import Kop
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.declaraties.antwoord import jw325
from jeugdregio.declaraties.beoordeling import beoordeel, maak_tabellen, zoek_afspraken
from jeugdregio.declaraties.toekenning import ken_toe


def bereid_voor(cursor: CursorWrapper) -> None:
    """Get ready for a batch of which the messages stand in the temporary tables, past level 2."""
    maak_tabellen(cursor)
    zoek_afspraken(cursor)


def verwerk_jw323(
    cursor: CursorWrapper, koppen: Sequence[Kop], golf: int, *, peildatum: date, zegel: BsnZegel, xslt_versie: str
) -> Iterator[tuple[int, bytes]]:
    """Judge the declaraties of one wave, store and book them, and give their answers."""
    beoordeel(cursor, golf)
    ken_toe(cursor, golf)
    yield from jw325(cursor, koppen, golf, peildatum=peildatum, zegel=zegel, xslt_versie=xslt_versie)
