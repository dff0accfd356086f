# SPDX-License-Identifier: EUPL-1.2
"""Which piece of a list is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Greep:
    """
    A piece of a list: skip `vanaf` rows and take `aantal` (None: all that is left), in the order of `op`.

    `op` names a column of the list, empty is the order the list has by itself; `aflopend` turns it round. Whoever
    gives the rows ends the order with a key that is unique, so that no row stands on two pages.
    """

    vanaf: int = 0
    aantal: int | None = None
    op: str = ""
    aflopend: bool = False

    @property
    def tot(self) -> int | None:
        """The row before which it ends, for a slice; None is the end of the list."""
        return None if self.aantal is None else self.vanaf + self.aantal
