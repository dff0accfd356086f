# SPDX-License-Identifier: EUPL-1.2
"""A file laid beside what is recorded: what is new, what changes, what stays, and how both look together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jeugdregio.components.inlezen import Blad, Gelezen, Rijfout
from jeugdregio.components.werkboek import Regel
from jeugdregio.contracten.bestand.bladen import BLADEN, GELD, PER_NAAM
from jeugdregio.contracten.bestand.stand import Sleutel, Stand, sleutel


@dataclass(frozen=True)
class Wijziging:
    """A row of the file that is new (`oud` is None) or that changes something; `rij` as the spreadsheet shows it."""

    blad: Blad
    rij: int
    nieuw: Regel
    oud: Regel | None

    @property
    def sleutel(self) -> Sleutel:
        """What the row is known by."""
        return sleutel(self.blad, self.nieuw)

    @property
    def velden(self) -> list[str]:
        """The headings of what differs; all of them when the row is new."""
        names = [kolom.naam for kolom in self.blad.kolommen]
        return names if self.oud is None else [name for name in names if self.nieuw[name] != self.oud[name]]

    def fout(self, kolom: str, tekst: str) -> Rijfout:
        """A fault in this row."""
        return Rijfout(self.rij, kolom, tekst, self.blad.naam)


@dataclass(frozen=True)
class Telling:
    """How many rows of a sheet are new, change or stay as they are."""

    blad: str
    nieuw: int
    gewijzigd: int
    gelijk: int


@dataclass(frozen=True)
class Vergelijking:
    """What a file would change. `vast` is what is recorded now."""

    vast: Stand
    wijzigingen: tuple[Wijziging, ...]
    tellingen: tuple[Telling, ...]

    @cached_property
    def samen(self) -> Stand:
        """What would be recorded afterwards: nothing is taken away."""
        found = {name: dict(rows) for name, rows in self.vast.items()}
        for one in self.wijzigingen:
            found[one.blad.naam][one.sleutel] = one.nieuw
        return found

    def van(self, blad: Blad) -> list[Wijziging]:
        """What changes on one sheet."""
        return [one for one in self.wijzigingen if one.blad is blad]

    @cached_property
    def geld(self) -> tuple[tuple[str, int, int], ...]:
        """(sheet and column, sum of the rows that change before, and after), in cents; only where something moves."""
        found = []
        for name, columns in GELD.items():
            rows = self.van(PER_NAAM[name])
            for column in columns:
                before = sum((one.oud or {}).get(column) or 0 for one in rows)
                after = sum(one.nieuw[column] or 0 for one in rows)
                if before or after:
                    found.append((f"{name}, {column}", before, after))
        return tuple(found)


def vergelijk(gelezen: Mapping[str, Gelezen], vast: Stand) -> Vergelijking:
    """Lay what was read beside what is recorded. A row that is not in the file stays as it is."""
    changes: list[Wijziging] = []
    counts = []
    for blad in BLADEN:
        rows = gelezen[blad.naam].rijen if blad.naam in gelezen else ()
        here = list(_wijzigingen(blad, rows, vast[blad.naam]))
        new = sum(one.oud is None for one in here)
        counts.append(Telling(blad.naam, new, len(here) - new, len(rows) - len(here)))
        changes += here
    return Vergelijking(vast, tuple(changes), tuple(counts))


def _wijzigingen(
    blad: Blad, rows: tuple[tuple[int, Mapping[str, object]], ...], known: Mapping[Sleutel, Regel]
) -> Iterator[Wijziging]:
    for number, row in rows:
        before = known.get(sleutel(blad, row))
        if before != row:
            yield Wijziging(blad, number, row, before)
