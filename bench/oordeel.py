# SPDX-License-Identifier: EUPL-1.2
"""
What the verdict on every line must be: the truth that a corpus carries along.

Planted mistakes know their own rule; what depends on history (TR321, TR322, TR369, TR389, a refused client)
is worked out here, one message at a time in order of arrival, without a database and without the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import md5

from wereld import Toewijzing, maat, periodemaximum

MODULO = 1 << 60
Sleutel = tuple[int, date, date, str, str]


@dataclass(slots=True, eq=False)
class Regel:
    """One line of a JW323 as it is sent; `codes` are the rules that must fire, `t` what it is judged on."""

    bsn: str
    referentie: str
    t: Toewijzing | None
    nummer: int
    categorie: str
    code: str
    begin: date
    einde: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    vorige: Regel | None = None
    codes: tuple[str, ...] = ()
    gecrediteerd: bool = False

    @property
    def sleutel(self) -> Sleutel:
        """What may live only once (TR389)."""
        assert self.t is not None
        return (self.t.id, self.begin, self.einde, self.categorie, self.code)


@dataclass
class Telling:
    """
    What a corpus must come to; `regels` counts per rule, `oordeel` and `bericht` are order-free
    sums of hashes.
    """

    aantal: Counter[str] = field(default_factory=Counter)
    regels: Counter[str] = field(default_factory=Counter)
    uitkomsten: Counter[str] = field(default_factory=Counter)
    oordeel: int = 0
    bericht: int = 0

    def erbij(self, ander: Telling) -> None:
        """Add another one."""
        self.aantal.update(ander.aantal)
        self.regels.update(ander.regels)
        self.uitkomsten.update(ander.uitkomsten)
        self.oordeel = (self.oordeel + ander.oordeel) % MODULO
        self.bericht = (self.bericht + ander.bericht) % MODULO


def vingerafdruk(*delen: object) -> int:
    """Sixty bits of a text; SQL makes the same (`keten.OORDEEL_HASH`)."""
    return int(md5("|".join(map(str, delen)).encode(), usedforsecurity=False).hexdigest()[:15], 16)


def past(t: Toewijzing | None, eenheid: str) -> bool:
    """Whether a line in this unit counts against the allocation."""
    return t is not None and (t.eenheid is None or eenheid == t.eenheid or (t.eenheid, eenheid) == ("04", "01"))


def beoordeel(regels: list[Regel], levend: dict[Sleutel, Regel]) -> None:
    """Give every line of one message its final `codes`, and keep up the running totals."""
    refused = {r.bsn for r in regels if "TR304" in r.codes}
    for r in regels:
        if r.bsn in refused:
            r.codes = ("TR304",)
    for r in regels:
        if r.vorige is not None and not r.codes:
            r.vorige.gecrediteerd = True
            if levend.get(r.sleutel) is r.vorige:
                del levend[r.sleutel]
            if r.t is not None and past(r.t, r.eenheid):
                r.t.gebruikt -= _hoeveelheid(r)
    granted = []
    for r in regels:
        if r.vorige is None and r.codes != ("TR304",):
            if r.t is not None:
                _beoordeel_debet(r, r.t, levend)
            if not r.codes:
                granted.append(r)
    for r in granted:
        levend[r.sleutel] = r


def _hoeveelheid(r: Regel) -> int:
    assert r.t is not None
    return r.bedrag if r.t.maat == "bedrag" else maat(r.volume, r.eenheid)


def _beoordeel_debet(r: Regel, t: Toewijzing, levend: dict[Sleutel, Regel]) -> None:
    codes = list(r.codes)
    if r.sleutel in levend:
        codes.append("TR389")
    if past(t, r.eenheid):
        amount = _hoeveelheid(r)
        if t.volume is not None and amount > periodemaximum(t, r.begin, r.einde):
            codes.append("TR321")
        if t.maximaal is not None and t.gebruikt + amount > t.maximaal:
            codes.append("TR322" if t.maat == "volume" else "TR369")
        if not codes:
            t.gebruikt += amount
    r.codes = tuple(codes)


def tel_bericht(
    telling: Telling,
    gemeente: str,
    aanbieder: str,
    identificatie: str,
    regels: Iterable[Regel],
    als_geheel: str,
) -> None:
    """Count one message: refused whole by the rule `als_geheel`, or with the verdicts on its lines."""
    telling.aantal["berichten"] += 1
    fired: set[str] = set()
    refused = total = 0
    if als_geheel:
        fired.add(als_geheel)
        telling.regels[als_geheel] += 1
    else:
        for nr, r in enumerate(regels):
            total += 1
            if r.codes:
                refused += 1
                fired.update(r.codes)
                telling.regels.update(r.codes)
            else:
                telling.aantal["toegekend_cent"] += r.bedrag if r.vorige is None else -r.bedrag
            telling.aantal["credits"] += r.vorige is not None
            code = ",".join(sorted(r.codes))
            telling.oordeel += vingerafdruk(gemeente, aanbieder, identificatie, nr, code)
    outcome = "geaccepteerd"
    if als_geheel:
        outcome = "afgekeurd"
    elif refused:
        outcome = "alles_afgewezen" if refused == total else "deels_afgewezen"
    telling.aantal["regels"] += total
    telling.aantal["afgewezen"] += refused
    telling.uitkomsten[outcome] += 1
    telling.oordeel %= MODULO
    code = ",".join(sorted(fired))
    telling.bericht = (telling.bericht + vingerafdruk(gemeente, aanbieder, identificatie, outcome, code)) % MODULO
