# SPDX-License-Identifier: EUPL-1.2
"""What municipalities owe each other, taken together per municipality, and the fingerprint of it; no database."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.values import TE_BETALEN_AAN_GEMEENTEN, TE_VORDEREN_VAN_GEMEENTEN
from jeugdregio.woonplaats.values import TeVerrekenen

KENMERK = {"solidariteit": "Verevening", "vier-o": "Vier O's"}


@dataclass(frozen=True, order=True)
class Post:
    """One side of what is settled: what `gemeente` receives (above zero) or pays, in cents."""

    gemeente: str
    soort: str
    bron: int
    kenmerk: str
    tegen: str
    rekening: str
    bedrag_cent: int


@dataclass(frozen=True)
class Stand:
    """What a municipality has to receive and to pay, and what is left of both together."""

    te_vorderen_cent: int
    te_betalen_cent: int

    @property
    def saldo_cent(self) -> int:
        """Above zero it receives, below zero it pays."""
        return self.te_vorderen_cent - self.te_betalen_cent

    @property
    def weg_te_strepen_cent(self) -> int:
        """What goes from both accounts, so that only the balance is left on one of them; can be below zero."""
        return self.te_betalen_cent if self.saldo_cent >= 0 else self.te_vorderen_cent


def van_vordering(one: TeVerrekenen) -> tuple[Post, Post]:
    """Both sides of a claim, or of what its creditor pays back."""
    kind = "correctie" if one.terug else "vordering"
    claim, debt = TE_VORDEREN_VAN_GEMEENTEN, TE_BETALEN_AAN_GEMEENTEN
    cents = int(one.bedrag_cent)
    return (
        Post(one.schuldeiser, kind, one.vordering, one.kenmerk, one.schuldenaar, claim, cents),
        Post(one.schuldenaar, kind, one.vordering, one.kenmerk, one.schuldeiser, debt, -cents),
    )


def van_verevening(soort: str, jaar: int, gemeente: str, bedrag_cent: int) -> Post:
    """The side of one municipality in a settlement by solidarity: with all the others."""
    account = TE_VORDEREN_VAN_GEMEENTEN if bedrag_cent >= 0 else TE_BETALEN_AAN_GEMEENTEN
    return Post(gemeente, soort, jaar, f"{KENMERK[soort]} {jaar}", "", account, bedrag_cent)


def salderen(posten: Iterable[Post]) -> dict[str, Stand]:
    """Per municipality, in order of code; the balances sum to what the entries sum to."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for post in posten:
        if post.rekening == TE_VORDEREN_VAN_GEMEENTEN:
            sums[post.gemeente][0] += post.bedrag_cent
        else:
            sums[post.gemeente][1] -= post.bedrag_cent
    return {town: Stand(*amounts) for town, amounts in sorted(sums.items())}


def vingerafdruk(maand: Maand, posten: Iterable[Post]) -> str:
    """The SHA-256 of the entries, in whatever order they are given."""
    rows = [
        [one.gemeente, one.soort, one.bron, one.kenmerk, one.tegen, one.rekening, one.bedrag_cent]
        for one in sorted(posten)
    ]
    return sha256(json.dumps([str(maand), rows], separators=(",", ":")).encode()).hexdigest()
