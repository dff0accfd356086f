# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What month end gives back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from jeugdregio.begroting.values import MaandRapport
from jeugdregio.core.periode import Maand

MAANDRAPPORT = "maandrapport"


@dataclass(frozen=True)
class Afsluiting:
    """What closing did: the municipalities that were closed now, and those that already were."""

    maand: Maand
    gesloten: tuple[str, ...]
    was_al_gesloten: tuple[str, ...]


@dataclass(frozen=True)
class Editie:
    """A report with its standing: `vastgesteld_op` is when it was frozen, None when it may change."""

    rapport: MaandRapport
    vastgesteld_op: datetime | None
    sha256: str

    @property
    def definitief(self) -> bool:
        """Whether these figures will be the same for ever."""
        return self.vastgesteld_op is not None


@dataclass(frozen=True)
class RegioEditie:
    """The reports of the municipalities, in order of name, and their total; `zonder` names who is not counted."""

    totaal: MaandRapport
    gemeenten: tuple[Editie, ...]
    zonder: tuple[str, ...] = ()

    @property
    def definitief(self) -> bool:
        """Whether every municipality is closed, so that the total stays the same too."""
        return bool(self.gemeenten) and all(editie.definitief for editie in self.gemeenten)


def vingerafdruk(inhoud: Mapping[str, Any]) -> bytes:
    """The SHA-256 of a report in its one canonical form: keys in order, no spaces, UTF-8."""
    canonical = json.dumps(inhoud, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).digest()
