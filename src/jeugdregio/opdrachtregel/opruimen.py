# SPDX-License-Identifier: EUPL-1.2
"""Removing what ended by itself, on a schedule. A failure that lasts is seen by `doctor`: it counts what should go."""

from typing import ClassVar

from jeugdregio.opdrachtregel.geregeld import Geregeld


class Opruimer(Geregeld):
    """Removes sessions, tokens and counts that ended."""

    MISLUKT: ClassVar[str] = (
        "Verlopen sessies en toegangsbewijzen konden niet weg ({fout}). Over vijf minuten weer. Blijft dit zo? "
        "`jeugdregio doctor` telt wat er nog staat."
    )

    def gedaan(self, aantal: int) -> str:
        """How many went."""
        return f"Opgeruimd wat was verlopen: {aantal} sessies, toegangsbewijzen en tellers."
