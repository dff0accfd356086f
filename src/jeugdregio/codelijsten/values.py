# SPDX-License-Identifier: EUPL-1.2
"""DOOR. A code list and the codes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Code:
    """One code, with its description and whatever else the publisher says about it (`kenmerken`)."""

    code: str
    omschrijving: str
    kenmerken: Mapping[str, str]


@dataclass(frozen=True)
class Codelijst:
    """
    An official list of codes as it stood on `geldig_op`.

    `nummer` is the number of the list at its publisher. Codes are text: leading zeros count.
    """

    naam: str
    titel: str
    nummer: str
    bron: str
    geldig_op: date
    codes: Mapping[str, Code]

    def __contains__(self, code: str) -> bool:
        return code in self.codes

    def omschrijving(self, code: str) -> str:
        """The description of a code; a code that is not in the list stands for itself."""
        gevonden = self.codes.get(code)
        return gevonden.omschrijving if gevonden else code
