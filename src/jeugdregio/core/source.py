# SPDX-License-Identifier: EUPL-1.2
"""Where a rule or a value comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A place in a document: `Source("iJw 3.2", "TR307")`."""

    document: str
    plaats: str

    def __str__(self) -> str:
        return f"{self.document}, {self.plaats}"
