# SPDX-License-Identifier: EUPL-1.2
"""
The ledger in the syntax of beancount, a program of others that counts all of it again (ADR 0048).

Only text is made here. Every amount is written from whole cents; a `balance` after each month is exact (`~ 0.00`), for
by itself beancount lets a cent pass.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TextIO

from jeugdregio.boekhouding.values import Post
from jeugdregio.core.periode import Maand
from jeugdregio.grootboek.values import REKENINGEN

SOORTEN = {"1": "Activa", "16": "Passiva", "4": "Lasten", "8": "Baten"}
"""What an account is, by the beginning of its number; the longest that fits counts."""
KOP = """; Grootboek van {wat}, geboekt tot en met {tot}.
; Gemaakt op {moment:%Y-%m-%d %H:%M}Z. Vorm: {vorm}. Een boeking staat op de eerste dag van haar boekmaand.
; Narekenen: bean-check BESTAND (beancount 3). Wie iets in dit bestand verandert, krijgt daar een fout.
option "title" "Grootboek van {wat}"
option "name_assets" "Activa"
option "name_liabilities" "Passiva"
option "name_expenses" "Lasten"
option "name_income" "Baten"
option "name_equity" "Vermogen"
option "operating_currency" "EUR"
"""


def rekeningnaam(code: str, gemeente: str) -> str:
    """The account of a municipality as beancount names it, such as `Activa:1000-Bank:G0193`."""
    kind = next(SOORTEN[code[:many]] for many in (2, 1) if code[:many] in SOORTEN)
    words = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in REKENINGEN[code])
    return f"{kind}:{code}-{words}:G{gemeente}"


def bedrag(cents: int) -> str:
    """An amount in euros with two decimals and a point."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


class Schrijver:
    """
    Writes transactions as they come and remembers only sums: per municipality, account and month.

    `sluit` writes the accounts and balances; beancount puts everything in order of day by itself.
    """

    def __init__(self, uit: TextIO, *, wat: str, tot_en_met: Maand, vorm: str, moment: datetime) -> None:
        self._out = uit
        self._sums: defaultdict[tuple[str, str], defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
        uit.write(KOP.format(wat=_plain(wat), tot=tot_en_met, vorm=vorm, moment=moment))

    def schrijf(self, posten: Iterable[Post], *, feiten: Mapping[str, str] | None = None) -> None:
        """One transaction; its entries have the same municipality, booking month and cause. `feiten` are metadata."""
        first, lines = None, []
        for post in posten:
            first = first or post
            for code, cents in ((post.debet, post.bedrag_cent), (post.credit, -post.bedrag_cent)):
                self._sums[post.gemeente, code][post.boekmaand] += cents
                lines.append(f"  {rekeningnaam(code, post.gemeente)}  {bedrag(cents)} EUR\n")
        if first is None:
            return
        self._out.write(f'\n{first.boekmaand} * "{_plain(first.gemeente)}" "{_plain(first.oorzaak)}"\n')
        self._out.write(f'  oorzaak: "{_plain(first.oorzaak)}"\n')
        self._out.writelines(f'  {name}: "{_plain(value)}"\n' for name, value in (feiten or {}).items() if value)
        self._out.writelines(lines)

    def sluit(self) -> None:
        """The accounts that were used, and what is on each at the end of every month in which something moved."""
        months = sorted({month for sums in self._sums.values() for month in sums})
        self._out.write("\n")
        for (town, code), _ in sorted(self._sums.items()):
            self._out.write(f"{months[0]} open {rekeningnaam(code, town)} EUR\n")
        self._out.write("\n")
        left: defaultdict[tuple[str, str], int] = defaultdict(int)
        for month in months:
            after = Maand.van(month).einde
            for (town, code), sums in sorted(self._sums.items()):
                left[town, code] += sums.get(month, 0)
                name = rekeningnaam(code, town)
                self._out.write(f"{after} balance {name}  {bedrag(left[town, code])} ~ 0.00 EUR\n")


def _plain(text: str) -> str:
    """Text that can stand between quotes, on one line."""
    return " ".join(text.replace("\\", " ").replace('"', "'").split())
