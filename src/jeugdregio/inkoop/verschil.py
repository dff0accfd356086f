# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions of a text, line by line and within a line by word."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

Soort = Literal["gelijk", "weg", "erbij"]
OMGEVING = 1
"""So many lines that stayed are shown around what changed."""


@dataclass(frozen=True)
class Regel:
    """One line: what happened to it, and its pieces as (text, whether this piece is what changed)."""

    soort: Soort
    stukken: tuple[tuple[str, bool], ...]


def verschil(oud: str, nieuw: str) -> tuple[Regel, ...]:
    """The lines that went and came, with some of what stayed around them; empty when nothing changed."""
    before, after = oud.splitlines(), nieuw.splitlines()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    lines: list[Regel] = []
    for group in matcher.get_grouped_opcodes(OMGEVING):
        for kind, a, b, c, d in group:
            if kind == "equal":
                lines += [Regel("gelijk", ((text, False),)) for text in before[a:b]]
            elif kind == "replace" and b - a == d - c:
                for old, new in zip(before[a:b], after[c:d], strict=True):
                    lines += _woorden(old, new)
            else:
                lines += [Regel("weg", ((text, True),)) for text in before[a:b]]
                lines += [Regel("erbij", ((text, True),)) for text in after[c:d]]
    return tuple(lines)


def _woorden(old: str, new: str) -> list[Regel]:
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    gone: list[tuple[str, bool]] = []
    come: list[tuple[str, bool]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if b > a:
            gone.append(("".join(before[a:b]), kind != "equal"))
        if d > c:
            come.append(("".join(after[c:d]), kind != "equal"))
    return [Regel("weg", tuple(gone)), Regel("erbij", tuple(come))]
