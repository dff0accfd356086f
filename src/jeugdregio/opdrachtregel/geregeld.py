# SPDX-License-Identifier: EUPL-1.2
"""What the worker does on a schedule, beside the messages; it never keeps messages waiting."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

ELKE = 3600.0
OPNIEUW_NA = 300.0
"""Seconds from one time to the next, and after one that failed."""


class Geregeld(ABC):
    """
    Does its work when the last time is long enough ago; a failure is told, and tried again.

    A kind of work says in Dutch what it did (`gedaan`) and what to do when it fails (`MISLUKT`, with `{fout}`).
    """

    MISLUKT: ClassVar[str]
    EERST: ClassVar[float] = 0.0
    """Seconds before the first time: what came in first goes first."""

    def __init__(self, *, klok: Callable[[], float] = time.monotonic) -> None:
        self._clock = klok
        self._due = klok() + self.EERST

    @abstractmethod
    def gedaan(self, aantal: int) -> str:
        """What there is to tell of so many, in Dutch."""

    def kijk(self, doe: Callable[[], int]) -> str:
        """
        Look whether it is time, and do it; gives what there is to tell, in Dutch, or nothing.

        Any failure is told with its kind only: an error of the database can name what it was about.
        """
        if self._clock() < self._due:
            return ""
        try:
            many = doe()
        except Exception as failure:  # noqa: BLE001 - reading messages goes on, whatever this was
            self._due = self._clock() + OPNIEUW_NA
            return self.MISLUKT.format(fout=type(failure).__name__)
        self._due = self._clock() + ELKE
        return self.gedaan(many) if many else ""
