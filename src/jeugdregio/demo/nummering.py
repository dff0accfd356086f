# SPDX-License-Identifier: EUPL-1.2
"""Numbers the simulator hands out; each is used once over all senders."""

from __future__ import annotations

from zoneinfo import ZoneInfo

TIJDZONE = ZoneInfo("Europe/Amsterdam")


class Nummering:
    """Counters for message ids (at most 12 characters), declarations and lines (at most 20)."""

    def __init__(self) -> None:
        """Start at one."""
        self._bericht = self._declaratie = self._prestatie = self._bestand = 0

    def identificatie(self) -> str:
        """A new BerichtIdentificatie."""
        self._bericht += 1
        return f"B{self._bericht:09}"

    def declaratie(self) -> str:
        """A new DeclaratieNummer, letters and digits only (CS319)."""
        self._declaratie += 1
        return f"D{self._declaratie:08}"

    def prestatie(self) -> str:
        """A new ReferentieNummer for a line."""
        self._prestatie += 1
        return f"P{self._prestatie:09}"

    def bestand(self, soort: str, afzender: str, ontvanger: str) -> str:
        """A file name without any personal data."""
        self._bestand += 1
        return f"{soort}_{afzender}_{ontvanger}_{self._bestand:07}.xml"
