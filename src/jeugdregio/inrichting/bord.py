# SPDX-License-Identifier: EUPL-1.2
"""
The board: what the processing has in hand, told to whoever watches over it (ADR 0016).

A page of memory that two processes share. Writing on it costs no system call, and what was written stays readable
when the writer dies in the middle of its work.
"""

import mmap
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass

MEESTE = 10_000
"""So many files fit on the board; a batch has no more."""

_GETAL = struct.Struct("=q")
_KOP = struct.Struct("=qqqqqq")
_PARTIJ, _SECONDEN, _BEGIN_MS, _LEEST, _AANTAL, _KLAAR = range(6)
_OMVANG = _KOP.size + MEESTE * _GETAL.size


@dataclass(frozen=True)
class InHanden:
    """
    The batch that is being worked on.

    `leest` is the file that is being read at this moment, 0 when they are worked on together. `seconden` is the
    processor time that the batch may take; `begin_ms` what the process had used when it began.
    """

    partij: int
    bestanden: tuple[int, ...]
    leest: int
    seconden: int
    begin_ms: int


class Bord:
    """One board; `handvat` is the open file that both processes share."""

    def __init__(self, handvat: int) -> None:
        self.handvat = handvat
        self._page = mmap.mmap(handvat, _OMVANG)
        self._partij = 0

    @classmethod
    def nieuw(cls) -> "Bord":
        """An empty board, for the process that watches."""
        handle = os.memfd_create("jeugdregio-bord")
        os.ftruncate(handle, _OMVANG)
        return cls(handle)

    def sluit(self) -> None:
        """Take it down."""
        self._page.close()
        os.close(self.handvat)

    def neem(self, bestanden: Sequence[int], seconden: int, begin_ms: int) -> None:
        """These files are in hand from now on; the number of the batch is written last."""
        known = bestanden[:MEESTE]
        struct.pack_into(f"={len(known)}q", self._page, _KOP.size, *known)
        self._partij += 1
        done = self._lees(_KLAAR)
        _KOP.pack_into(self._page, 0, 0, seconden, begin_ms, 0, len(known), done)
        self._schrijf(_PARTIJ, self._partij)

    def leest(self, bestand: int) -> None:
        """This one file of the batch is being read; 0: no longer one by one."""
        self._schrijf(_LEEST, bestand)

    def leg_neer(self) -> None:
        """Nothing is in hand any more."""
        self._schrijf(_PARTIJ, 0)

    def klaar(self) -> None:
        """One more piece of work was done and is safe."""
        self._schrijf(_KLAAR, self._lees(_KLAAR) + 1)

    @property
    def gedaan(self) -> int:
        """How many pieces of work were done by the process that writes on this board."""
        return self._lees(_KLAAR)

    def kijk(self) -> InHanden | None:
        """What is in hand, or None."""
        number, seconds, began, reading, many, _ = _KOP.unpack_from(self._page, 0)
        if not number:
            return None
        files = struct.unpack_from(f"={many}q", self._page, _KOP.size)
        return InHanden(number, files, reading, seconds, began)

    def _lees(self, place: int) -> int:
        return int(_GETAL.unpack_from(self._page, place * _GETAL.size)[0])

    def _schrijf(self, place: int, value: int) -> None:
        _GETAL.pack_into(self._page, place * _GETAL.size, value)


_hangt: list[Bord] = []


def hang_op(bord: Bord) -> None:
    """From now on this process writes on this board."""
    _hangt[:] = [bord]


def neem(bestanden: Sequence[int], seconden: int, begin_ms: int) -> None:
    """As `Bord.neem`; nothing happens in a process without a board."""
    for board in _hangt:
        board.neem(bestanden, seconden, begin_ms)


def leest(bestand: int) -> None:
    """As `Bord.leest`; nothing happens in a process without a board."""
    for board in _hangt:
        board.leest(bestand)


def leg_neer() -> None:
    """As `Bord.leg_neer`; nothing happens in a process without a board."""
    for board in _hangt:
        board.leg_neer()
