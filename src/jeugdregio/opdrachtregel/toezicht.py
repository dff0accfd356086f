# SPDX-License-Identifier: EUPL-1.2
"""
The parent of the worker: starts the process that does the batches, keeps it within bounds, and outlives it.

It reads nothing that was sent and has no database (ADR 0016). When the child dies by itself or goes out of bounds,
the board tells which files it had in hand; the next child works on those apart, and counts the one that was alone.
"""

import json
import os
import select
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeugdregio.inrichting.bord import Bord, InHanden

TIK = 0.1
WAND_KEER = 10
"""A batch that waits, using no processor, gets this many times its seconds: the database may be slow or gone."""
STOP_SECONDEN = 10
"""A child that is told to stop finishes its batch; one that has nothing in hand gets this long."""
EERSTE_PAUZE, LANGSTE_PAUZE = 0.25, 30.0
HOOGSTENS_VERGEEFS = 25
"""So many files that bring it down while none goes through: the machine or program is broken, not the files."""
MIB = 1024 * 1024
_PAGINA, _TIKKEN = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")

Opdracht = dict[str, Any]
"""What the next child does first: `tel` a file with its `fout`, or `doe` these files together."""


@dataclass(frozen=True)
class Einde:
    """How a child ended: exit code, why it was stopped (or nothing), what it had in hand, how much it finished."""

    code: int
    reden: str
    in_handen: InHanden | None
    gedaan: int
    telt: bool = True


class Toezicht:
    """Keeps one child at work."""

    def __init__(self, opdracht: Sequence[str], *, geheugen_mib: int, meld: Callable[[str], None]) -> None:
        self._command, self._memory, self._tell = opdracht, geheugen_mib, meld
        self.in_te_halen: list[Opdracht] = []
        self._in_vain = 0

    def houd_gaande(self, stop: threading.Event) -> int:
        """Until `stop` is set; gives the exit code, which is not 0 when the first child could not begin."""
        idle, first = 0, True
        while True:
            end = self._leven(stop)
            if stop.is_set():
                return 0
            if end.code > 0 and end.in_handen is None and first and not end.gedaan:
                return end.code
            first = False
            self.na(end)
            idle = 0 if end.gedaan or end.in_handen else idle + 1
            if self._in_vain >= HOOGSTENS_VERGEEFS:
                self._tell("Geen enkel bestand gaat nog goed. De worker rust en probeert het straks opnieuw.")
                self._in_vain, self.in_te_halen = 0, []
                stop.wait(LANGSTE_PAUZE)
            elif idle:
                stop.wait(min(EERSTE_PAUZE * 2**idle, LANGSTE_PAUZE))

    def _leven(self, stop: threading.Event) -> Einde:
        """One child, from start to end."""
        board = Bord.nieuw()
        with tempfile.TemporaryFile() as work:
            work.write(json.dumps(self.in_te_halen).encode())
            work.seek(0)
            command = [*self._command, "--bord", str(board.handvat)]
            child = subprocess.Popen(command, stdin=work, pass_fds=[board.handvat])
        watch = _Wacht(child.pid, board, self._memory)
        ended = os.pidfd_open(child.pid)
        try:
            told, reason, counts = 0.0, "", True
            while not select.select([ended], [], [], TIK)[0]:
                if stop.is_set() and not told:
                    child.terminate()
                    told = time.monotonic()
                if told and board.kijk() is None and time.monotonic() - told > STOP_SECONDEN:
                    child.kill()  # it waits for someone else's batch, or for the database
                if not reason:
                    reason, counts = watch.te_veel()
                    if reason:
                        child.kill()
            return Einde(child.wait(), reason, board.kijk(), board.gedaan, counts)
        finally:
            os.close(ended)
            board.sluit()

    def na(self, einde: Einde) -> None:
        """Decide what the next child does first."""
        counted = sum(1 for one in self.in_te_halen if "tel" in one)
        self._in_vain = 0 if einde.gedaan > counted else self._in_vain
        self.in_te_halen = self.in_te_halen[einde.gedaan :]
        hand = einde.in_handen
        why = einde.reden or _oorzaak(einde.code)
        if hand is None:
            self._tell(f"De verwerking stopte ({why}) en begint opnieuw.")
            return
        what = f"bestand {hand.leest}" if hand.leest else f"een partij van {len(hand.bestanden)} bestanden"
        self._tell(f"De verwerking stopte ({why}) bij {what} en begint opnieuw.")
        if not einde.telt:
            return
        rest: list[Opdracht] = self.in_te_halen
        before: list[int] = []
        after: list[int] = []
        if rest and "doe" in rest[0]:
            others, rest = [number for number in rest[0]["doe"] if number not in set(hand.bestanden)], rest[1:]
            first = min(hand.bestanden)
            before, after = [n for n in others if n < first], [n for n in others if n > first]
        self.in_te_halen = [*_samen(before), *self._verdeel(hand, why), *_samen(after), *rest]

    def _verdeel(self, hand: InHanden, why: str) -> list[Opdracht]:
        """A file that was alone is counted; what was being read is tried alone; else they are halved."""
        files = list(hand.bestanden)
        if len(files) == 1:
            self._in_vain += 1
            return [{"tel": files[0], "fout": f"Proces gestopt: {why}"}]
        if hand.leest in files:
            place = files.index(hand.leest)
            return [*_samen(files[:place]), *_samen([hand.leest]), *_samen(files[place + 1 :])]
        middle = len(files) // 2
        return [*_samen(files[:middle]), *_samen(files[middle:])]


def _samen(files: list[int]) -> list[Opdracht]:
    return [{"doe": files}] if files else []


def _oorzaak(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"


class _Wacht:
    """Looks at what a child uses."""

    def __init__(self, pid: int, board: Bord, memory_mib: int) -> None:
        self._proc, self._board, self._memory = Path(f"/proc/{pid}"), board, memory_mib
        self._batch, self._since = 0, time.monotonic()

    def te_veel(self) -> tuple[str, bool]:
        """Why the child has to stop, or nothing; and whether that is held against the files in hand."""
        try:
            resident = int((self._proc / "statm").read_text().split()[1]) * _PAGINA
            stat = (self._proc / "stat").read_text().rpartition(")")[2].split()
        except (OSError, IndexError):  # it ended just now
            return "", True
        if resident > self._memory * MIB:
            return f"meer dan {self._memory} MB geheugen", True
        hand = self._board.kijk()
        number = hand.partij if hand else 0
        if number != self._batch:
            self._batch, self._since = number, time.monotonic()
        if hand is None:
            return "", True
        used = (int(stat[11]) + int(stat[12])) / _TIKKEN - hand.begin_ms / 1_000
        if used > hand.seconden:
            return f"meer dan {hand.seconden} seconden rekentijd", True
        if time.monotonic() - self._since > hand.seconden * WAND_KEER:
            return "het wachten op de database duurde te lang", False
        return "", True
