# SPDX-License-Identifier: EUPL-1.2
"""
Test kit: what a provider answers to a drawn JW301 or JW319 (`tests/wereld.py`), and what became of it.

`Antwoorden.op(label)` makes the retourbericht: without codes it agrees, `kop` puts codes on the header, `klassen` on
what is below it: `{("ToegewezenProduct", 0): ("9332",)}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import count

from django.db import connection
from django.utils import timezone

from jeugdregio.berichten.actions import retourbericht
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering, Uitkomst
from tests.wereld import AANBIEDERS, PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO, Verzonden

Klassen = Mapping[tuple[str, int], Sequence[str]]
NOON = timezone.make_aware(datetime.combine(PEILDATUM, time(13)))


@dataclass
class Antwoorden:
    """A world of which the messages of a municipality are answered."""

    wereld: Wereld
    gestuurd: dict[str, Verzonden] = field(default_factory=dict)
    _tellers: count[int] = field(default_factory=lambda: count(1))

    def gegeven(self, drawing: str) -> None:
        """Messages that were sent and accepted, so that they can be answered."""
        messages = self.wereld.teken(drawing)
        assert self.wereld.verwerk(messages) == {}
        self.gestuurd |= {message.naam: message for message in messages}

    def op(self, label: str, *, kop: Sequence[str] = (), klassen: Klassen | None = None) -> bytes:
        """The retourbericht to this message."""
        return retourbericht(
            self.gestuurd[label].data,
            identificatie=f"A{next(self._tellers)}",
            dagtekening=PEILDATUM,
            header_codes=kop,
            klasse_codes=klassen,
        )

    def lever(self, *data: bytes, van: str = "A1") -> list[Uitkomst]:
        """Deliver these as files of one provider, in one batch."""
        files = [Aanlevering("retour.xml", one, AANBIEDERS[van], "test") for one in data]
        leg_vast(files, moment=NOON, on_behalf_of=verwerking(REGIO))
        return list(verwerk(regio=REGIO, peildatum=PEILDATUM, moment=NOON).uitkomsten)


def rijen(statement: str, *values: object) -> list[tuple[object, ...]]:
    """What the database holds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        found: list[tuple[object, ...]] = cursor.fetchall()
        return found
