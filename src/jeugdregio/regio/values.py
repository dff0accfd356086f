# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What the region knows about a municipality."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Deelnemer:
    """A municipality (`code`: four digits of CBS) that takes part in [van, tot); `tot` None is open."""

    code: str
    naam: str
    inwoners: int
    jeugdigen: int
    van: date
    tot: date | None
