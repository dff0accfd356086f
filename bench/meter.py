# SPDX-License-Identifier: EUPL-1.2
"""
Where the time goes, without a line about it in the house: functions are wrapped from outside, statements
timed.

Every figure is CPU time: of this process, and of the database process that serves it
(`/proc/<pid>/schedstat`,
nanoseconds). Each stage counts its own time, without that of the stages inside it.
"""

from __future__ import annotations

import inspect
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

# Functions of the house that are a stage; those that no longer exist are named in the report.
ETAPPES = (
    ("leg_vast", "jeugdregio.ontvangst.vastleggen", "sla_op"),
    ("open_deur", "jeugdregio.berichten.deur", "open_deur"),
    ("stel_samen", "jeugdregio.berichten.partij", "stel_samen"),
    ("keur", "jeugdregio.berichten.lezen", "keur"),
    ("lees", "jeugdregio.berichten.lezen", "lees"),
    ("golven", "jeugdregio.berichten.samenhang", "geef_golven"),
    ("zet_klaar", "jeugdregio.berichten.klaarzetten", "zet_klaar"),
    ("copy", "jeugdregio.berichten.klaarzetten", "_copy"),
    ("toets_in_bericht", "jeugdregio.berichten.toetsen", "toets_in_bericht"),
    ("toets_kop", "jeugdregio.berichten.toetsen", "toets_kop"),
    ("beoordeel", "jeugdregio.declaraties.beoordeling", "beoordeel"),
    ("boek_verbruik", "jeugdregio.toewijzingen.verbruik", "boek_verbruik"),
    ("ken_toe", "jeugdregio.declaraties.toekenning", "ken_toe"),
    ("boek_prestaties", "jeugdregio.declaraties.boeking", "boek_prestaties"),
    ("jw325", "jeugdregio.declaraties.antwoord", "jw325"),
    ("store_messages", "jeugdregio.ontvangst.verwerking", "_store_messages"),
    ("verwerk_stukken", "jeugdregio.ontvangst.verwerking", "verwerk_stukken"),
    ("verwerk", "jeugdregio.ontvangst.actions", "verwerk"),
)
Paar = list[float]


@dataclass
class Meter:
    """Collects CPU nanoseconds per stage and per statement: [calls, python, postgres]."""

    etappes: dict[str, Paar] = field(default_factory=dict)
    opdrachten: dict[tuple[str, str], Paar] = field(default_factory=dict)
    ontbreekt: list[str] = field(default_factory=list)
    pid: int = 0
    per_opdracht: bool = False
    _stapel: list[list[Any]] = field(default_factory=list)

    def databasetijd(self) -> int:
        """CPU nanoseconds of the database process that serves this one."""
        if not self.pid:
            return 0
        with open(f"/proc/{self.pid}/schedstat", "rb") as source:  # noqa: PTH123 called thousands of times
            return int(source.read().split()[0])

    @contextmanager
    def etappe(self, naam: str) -> Iterator[None]:
        """Time the block as one stage."""
        frame: list[Any] = [naam, time.process_time_ns(), self.databasetijd(), 0, 0]
        self._stapel.append(frame)
        try:
            yield
        finally:
            self._stapel.pop()
            python, database = time.process_time_ns() - frame[1], self.databasetijd() - frame[2]
            total = self.etappes.setdefault(naam, [0, 0, 0])
            total[0] += 1
            total[1] += python - frame[3]
            total[2] += database - frame[4]
            if self._stapel:
                self._stapel[-1][3] += python
                self._stapel[-1][4] += database

    def opdracht(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """For `connection.execute_wrapper`."""
        before, clock = self.databasetijd(), time.process_time_ns()
        try:
            return execute(sql, params, many, context)
        finally:
            stage = self._stapel[-1][0] if self._stapel else ""
            key = (stage, " ".join(str(sql).split())[:150])
            total = self.opdrachten.setdefault(key, [0, 0, 0])
            total[0] += 1
            total[1] += time.process_time_ns() - clock
            total[2] += self.databasetijd() - before

    def hang_aan(self) -> None:
        """Wrap the stages in every module of the house that uses them."""
        for naam, module, functie in ETAPPES:
            original = getattr(sys.modules.get(module), functie, None)
            if original is None:
                self.ontbreekt.append(f"{module}.{functie}")
                continue
            wrapped = self._omhuld(naam, original)
            for other in [m for n, m in sys.modules.items() if n.startswith("jeugdregio")]:
                for key, value in list(vars(other).items()):
                    if value is original:
                        setattr(other, key, wrapped)

    def _omhuld(self, naam: str, original: Callable[..., Any]) -> Callable[..., Any]:
        if inspect.isgeneratorfunction(original):

            @wraps(original)
            def stream(*args: Any, **kwargs: Any) -> Iterator[Any]:
                source = original(*args, **kwargs)
                while True:
                    with self.etappe(naam):
                        try:
                            item = next(source)
                        except StopIteration:
                            return
                    yield item

            return stream

        @wraps(original)
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.etappe(naam):
                return original(*args, **kwargs)

        return call


def postgres_kerntijd(postmaster: int) -> float:
    """CPU seconds of a PostgreSQL server so far, processes that ended included."""
    tick = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for pid, parent, own, of_children in _processen():
        if pid == postmaster:
            total += own + of_children
        elif parent == postmaster:
            total += own
    return total / tick


def _processen() -> Iterator[tuple[int, int, int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            yield (
                int(entry.name),
                int(fields[1]),
                int(fields[11]) + int(fields[12]),
                int(fields[13]) + int(fields[14]),
            )


def piekgeheugen(pid: int) -> int:
    """Peak resident bytes of a process, shared memory it touched included."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0
