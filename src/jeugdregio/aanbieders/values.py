# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What the register holds about a provider."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Inschrijving:
    """A provider (`agb`: eight digits) and, for a subcontractor, the AGB codes of whom it works for."""

    agb: str
    kvk: str
    naam: str
    soort: str
    hoofdaannemers: Sequence[str] = ()


@dataclass(frozen=True)
class Organisatie:
    """A provider as it is shown; those it works for and those that work for it are (AGB code, name)."""

    agb: str
    kvk: str
    naam: str
    soort: str
    hoofdaannemers: tuple[tuple[str, str], ...] = ()
    onderaannemers: tuple[tuple[str, str], ...] = ()
