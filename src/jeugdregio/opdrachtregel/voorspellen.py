# SPDX-License-Identifier: EUPL-1.2
"""Making the forecast of this month, by the worker when nothing is waiting."""

import time
from collections.abc import Callable

ELKE = 3600.0
OPNIEUW_NA = 300.0
"""Seconds from one look to the next, and after one that failed."""


class Voorspeller:
    """Looks when the last time is long enough ago; a failure is told, and tried again."""

    def __init__(self, *, klok: Callable[[], float] = time.monotonic) -> None:
        self._clock = klok
        self._due = klok() + OPNIEUW_NA
        """Not at once: what came in first goes first."""

    def kijk(self, maak: Callable[[], bool]) -> str:
        """
        Look whether it is time, and make what is not there; gives what there is to tell, in Dutch, or nothing.

        Any failure is told with its kind only: an error of the database can name what it was about.
        """
        if self._clock() < self._due:
            return ""
        try:
            made = maak()
        except Exception as failure:  # noqa: BLE001 - reading messages goes on, whatever this was
            self._due = self._clock() + OPNIEUW_NA
            return (
                f"De prognose van deze maand is niet gemaakt ({type(failure).__name__}). Over vijf minuten weer. "
                "Blijft dit zo? Probeer `jeugdregio prognose` en lees wat er staat."
            )
        self._due = self._clock() + ELKE
        return "De prognose van deze maand is gemaakt." if made else ""
