# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What a count found, and a stop."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stop:
    """Payments are stopped since `begonnen_op`; `fouten` is what the count that began it found."""

    begonnen_op: datetime
    fouten: dict[str, int]

    def __str__(self) -> str:
        return (
            f"Betalen en afsluiten staan stil sinds {self.begonnen_op:%d-%m-%Y %H:%M} UTC: "
            "een controle vond iets dat niet klopt. Kijk bij Controle wat er is en wat u kunt doen."
        )


@dataclass(frozen=True)
class Telling:
    """One count: when, how long it took (ms), how many invariants, and what broke them."""

    gedaan_op: datetime
    duur_ms: int
    geteld: int
    fouten: dict[str, int]

    @property
    def goed(self) -> bool:
        """Whether nothing was broken."""
        return not self.fouten
