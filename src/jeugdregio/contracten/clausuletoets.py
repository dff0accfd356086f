# SPDX-License-Identifier: EUPL-1.2
"""
What may not stand in a contract: a promise of budget, turnover or volume (S29; 001 §4.5).

A clause is refused for its kind, and for its words: a promise in an ordinary clause is a promise. From 2017 on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jeugdregio.contracten.models.contract import GEEN_GARANTIES_VANAF, Clausule

_WAT = r"(?:budget|omzet|afname|volume|productie|aantal|bezetting|inkomsten|minimum|plaatsen|bedden)"
_BELOFTE = r"(?:garand\w+|gegarand\w+|garantie\w*|verzeker\w+|zeg\w*\s+toe|toegezegd\w*)"
BELOFTEN = (
    re.compile(rf"\b{_WAT}\w*garanties?\b"),
    re.compile(rf"\b{_BELOFTE}\b[^.]*\b{_WAT}\w*"),
    re.compile(rf"\b{_WAT}\w*\b[^.]*\b(?:{_BELOFTE})\b"),
    re.compile(
        r"\b(?:afnameverplichting|minimale?\s+(?:afname|omzet|bezetting|inzet)|minimum(?:afname|omzet|budget))\b"
    ),
    re.compile(r"\bneemt\s+(?:ten minste|minstens|minimaal)\b[^.]*\baf\b"),
)
_ONTKENNING = re.compile(r"\b(?:geen|niet|zonder|nooit|noch)\b")


@dataclass(frozen=True)
class Clausulefout:
    """A clause that is refused, and why."""

    titel: str
    uitleg: str


def toets(clausules: Iterable[tuple[str, str, str]], *, van: date) -> list[Clausulefout]:
    """The clauses (kind, title, text) that may not stand in a contract that begins on `van`."""
    if van < GEEN_GARANTIES_VANAF:
        return []
    found = []
    for soort, titel, tekst in clausules:
        if soort == Clausule.Soort.GARANTIE:
            found.append(Clausulefout(titel, "Een garantie van budget of afname staat niet meer in een contract."))
        elif promise := belofte(f"{titel}. {tekst}"):
            found.append(Clausulefout(titel, f"Dit is een garantie van budget of afname: ‘{promise}’."))
    return found


def belofte(tekst: str) -> str:
    """The sentence that promises a budget, a turnover or a volume; empty when there is none."""
    for sentence in re.split(r"(?<=[.;\n])\s+", tekst):
        low = sentence.casefold()
        if not _ONTKENNING.search(low) and any(promise.search(low) for promise in BELOFTEN):
            return sentence.strip()
    return ""
