# SPDX-License-Identifier: EUPL-1.2
"""Counting what must always be true, on a schedule, in a process of its own so that messages do not wait for it."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

OPDRACHT = (sys.executable, "-m", "jeugdregio.opdrachtregel", "doctor", "invarianten", "--json")
KIJK_ELKE = 60.0
"""Seconds between two looks at whether it is time."""


class Bewaker:
    """Starts a count when the last one is long enough ago; one at a time."""

    def __init__(
        self, elke: timedelta, *, opdracht: tuple[str, ...] = OPDRACHT, klok: Callable[[], float] = time.monotonic
    ) -> None:
        self._every, self._command, self._clock = elke, opdracht, klok
        self._running: subprocess.Popen[bytes] | None = None
        self._looked: float | None = None

    def kijk(self, moment: datetime, aan_de_beurt: Callable[..., bool]) -> str:
        """Look whether a count has ended or has to begin; gives what there is to tell, in Dutch, or nothing."""
        if self._running is not None:
            return self._ended()
        if not self._every or (self._looked is not None and self._clock() - self._looked < KIJK_ELKE):
            return ""
        self._looked = self._clock()
        if aan_de_beurt(moment=moment, elke=self._every):
            self._running = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        return ""

    def stop(self) -> None:
        """End a count that is going on; the next worker begins it again."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None

    def _ended(self) -> str:
        assert self._running is not None
        code = self._running.poll()
        if code is None:
            return ""
        self._running = None
        if code == 0:
            return "De controle van geld en berichten vond niets dat niet klopt."
        return "De controle van geld en berichten is rood of mislukt. Kijk in de site bij Controle."
