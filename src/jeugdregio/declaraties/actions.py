# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Judging declaraties: one wave of a batch at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from django.db.backends.utils import CursorWrapper

from jeugdregio.berichten.actions import Partij
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.declaraties.antwoord import jw325
from jeugdregio.declaraties.beoordeling import TABELLEN, beoordeel, zoek_afspraken
from jeugdregio.declaraties.overleg import leg_overleg_vast
from jeugdregio.declaraties.toekenning import ken_toe
from jeugdregio.declaraties.verbruik import tel_verbruik_opnieuw
from jeugdregio.grootboek.actions import houd_open

__all__ = ["TABELLEN", "Declaraties", "leg_overleg_vast", "tel_verbruik_opnieuw"]


@dataclass
class Declaraties:
    """
    The declaraties of one batch, of which the messages stand in the temporary tables, past level 2.

    `verwerk` takes the waves in order, from 1.
    """

    cursor: CursorWrapper
    partij: Partij
    peildatum: date
    zegel: BsnZegel
    xslt_versie: str
    _regels: int = field(default=0, init=False)
    _gekoppeld: bool = field(default=False, init=False)
    _per_golf: list[int] = field(default_factory=list, init=False)
    _berichten_per_golf: Counter[int] = field(default_factory=Counter, init=False)

    def __post_init__(self) -> None:
        houd_open(sorted({kop.gemeente for kop in self.partij.koppen}))
        zoek_afspraken(self.cursor)
        messages = self.partij.tabellen[Soort.JW323]["prestatie"].column("bericht").to_numpy()
        self._berichten_per_golf = Counter(kop.golf for kop in self.partij.koppen if kop.soort is Soort.JW323)
        self._per_golf = np.bincount(np.array([kop.golf for kop in self.partij.koppen])[messages]).tolist()

    def verwerk(self, golf: int) -> Iterator[tuple[int, bytes]]:
        """Judge the declaraties of one wave, store and book them, and give (place in the batch, JW325)."""
        judgement = beoordeel(
            self.cursor,
            golf,
            regels=self._per_golf[golf],
            eerdere_regels=self._regels,
            dubbele_referenties=self.partij.dubbele_referenties,
            koppel=not self._gekoppeld or Soort.JW301 in self.partij.tabellen,
        )
        self._regels, self._gekoppeld = judgement.regels, True
        granted = ken_toe(self.cursor, golf, judgement)
        yield from jw325(
            self.cursor,
            self.partij.koppen,
            golf,
            granted,
            alles=len(granted) == self._berichten_per_golf[golf],
            peildatum=self.peildatum,
            zegel=self.zegel,
            xslt_versie=self.xslt_versie,
        )
