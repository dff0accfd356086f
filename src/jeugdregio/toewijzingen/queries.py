# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What is known about allocations."""

from jeugdregio.regels.values import Regel
from jeugdregio.toewijzingen.regels.ijw_3_2 import REGELS


def regels() -> tuple[Regel, ...]:
    """The rules of the standard that judge allocations, starts and stops."""
    return REGELS
