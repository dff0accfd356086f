# SPDX-License-Identifier: EUPL-1.2
"""Removing what ended by itself, on a schedule; it never keeps messages waiting."""

import time
from collections.abc import Callable

ELKE = 3600.0
OPNIEUW_NA = 300.0
"""Seconds from one removal to the next, and after one that failed."""


class Opruimer:
    """Removes when the last time is long enough ago; a failure is told, and tried again."""

    def __init__(self, *, klok: Callable[[], float] = time.monotonic) -> None:
        self._clock = klok
        self._due: float | None = None

    def kijk(self, ruim_op: Callable[[], int]) -> str:
        """
        Look whether it is time, and remove; gives what there is to tell, in Dutch, or nothing.

        Any failure is told with its kind only: an error of the database can name what it was about. One that lasts is
        seen by `doctor`, which counts what should be gone.
        """
        if self._due is not None and self._clock() < self._due:
            return ""
        try:
            many = ruim_op()
        except Exception as failure:  # noqa: BLE001 - reading messages goes on, whatever this was
            self._due = self._clock() + OPNIEUW_NA
            return (
                f"Verlopen sessies en toegangsbewijzen konden niet weg ({type(failure).__name__}). Over vijf minuten "
                "weer. Blijft dit zo? `jeugdregio doctor` telt wat er nog staat."
            )
        self._due = self._clock() + ELKE
        return f"Opgeruimd wat was verlopen: {many} sessies, toegangsbewijzen en tellers." if many else ""
