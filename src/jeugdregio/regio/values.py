# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What the region knows about a municipality."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Deelnemer:
    """A municipality (`code`: four digits of CBS) that takes part in [van, tot); `tot` None is open."""

    code: str
    naam: str
    inwoners: int
    jeugdigen: int
    van: date
    tot: date | None


@dataclass(frozen=True)
class Besluit:
    """From `vanaf` on the municipality takes the task (`neemt_af`) or does it itself, by the decision `besluit`."""

    gemeente: str
    taak: str
    vanaf: date
    neemt_af: bool
    besluit: str
    door: str
    gezet_op: datetime
