# SPDX-License-Identifier: EUPL-1.2
"""
Lists of rules that are valid side by side: which one judges a message depends on its own date, not on today.

A room keeps one list of rules per release of the standard, and joins them with `samen`. A message that was dated
before the change and comes after it is judged by the list of its day, in the same batch as newer ones.
A release with another form of the messages has another namespace; the door says which it takes (`berichten.deur`).
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from jeugdregio.regels.values import Geldigheid, Regel


@dataclass(frozen=True)
class Release:
    """The rules of one release, for messages dated from `van` until (not including) `tot`; empty has no limit."""

    naam: str
    regels: tuple[Regel, ...]
    van: date | None = None
    tot: date | None = None


def samen(*releases: Release) -> tuple[Regel, ...]:
    """
    One list of all rules, oldest release first, each on the days that it is valid.

    A rule that stays the same in releases that follow each other is in it once. A rule with the same code that
    changed is in it twice, for different days. A rule about what is used up of an allocation (`Verbruik`) says by its
    days whether a line has to fit; what fits is for the ledger, the same in every release. Raises AssertionError when
    two releases share a day or leave a gap.
    """
    for before, after in pairwise(releases):
        assert before.tot is not None, f"{before.naam} heeft geen einde"
        assert before.tot == after.van, f"{before.naam} en {after.naam} sluiten niet aan"
    return tuple(_joined(releases))


def _joined(releases: tuple[Release, ...]) -> list[Regel]:
    found: list[Regel] = []
    going_on: list[int] = []
    for release in releases:
        places = []
        for rule in release.regels:
            place = next((one for one in going_on if found[one] == rule), len(found))
            begin = found[place].geldig.van if place < len(found) else release.van
            found[place : place + 1] = [replace(rule, geldig=Geldigheid(begin, release.tot))]
            places.append(place)
        going_on = places
    return found
