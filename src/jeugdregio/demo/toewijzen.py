# SPDX-License-Identifier: EUPL-1.2
"""
What the municipality allocates to a trajectory: products, amounts, dates, renewals per year.

Choices of this demo that keep correct traffic beyond dispute where the standard leaves something
open: monthly output runs from the first to the last day of a month, weekly output for at least two
weeks, and one provider declares hours either in hours or in minutes, never both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from jeugdregio.demo.bevolking import Bevolking, Traject
from jeugdregio.demo.regio import Regio
from jeugdregio.demo.rekenen import (
    Omvang,
    laatste_van_maand,
    maand_maximum,
    totaal_maximum,
)

VERBLIJF_CODES = ("44A01", "44A08", "43A01", "46A02", "44A27", "43A03", "43A02")
BIJ: Mapping[str, Mapping[str, float]] = {
    "45A05": {"45A50": 0.5}, "45A51": {"45A50": 0.5, "45A05": 0.4}, "46A01": {"45A05": 0.5},
    "44A01": {"45A51": 0.8, "45A05": 0.4}, "44A08": {"45A51": 0.6, "45A50": 0.4},
    "43A01": {"45A50": 0.7, "45A51": 0.5}, "46A02": {"45A51": 0.8},
    "45A04": {"45A49": 0.6, "42A03": 0.5, "41A00": 0.3}, "45A48": {"45A49": 0.6, "42A03": 0.4, "40A01": 0.2},
    "45A49": {"45A48": 0.8, "42A03": 0.5}, "41A00": {"42A03": 0.9, "45A48": 0.6},
    "41A03": {"42A03": 0.5, "42A04": 0.5, "45A48": 0.5}, "44A27": {"45A48": 0.8, "41A03": 0.5, "42A04": 0.5},
    "40A01": {"45A48": 0.8, "44A02": 0.5}, "54001": {"54002": 0.75, "53A01": 0.1, "54003": 0.2},
    "54002": {"54001": 0.8, "53A01": 0.1}, "54003": {"54002": 0.8, "53A01": 0.1}, "53A01": {"54001": 0.9},
    "43A03": {"54003": 0.9, "54001": 0.6}, "43A02": {"45A53": 0.7}, "48A01": {"49A01": 0.4},
    "48A02": {"49A01": 0.3}, "48A03": {"49A01": 0.4}, "47A01": {"49A01": 0.6},
}  # fmt: skip
BIJ_PROFIEL: Mapping[str, float] = {"45A50": 0.5, "45A51": 0.5, "45A05": 0.3}
GGZ_VRIJ = ("54001", "54002", "54003")
JENO_VRIJ = ("45A50", "45A51", "46A01")
KANS_ASPECIFIEK, KANS_GENERIEK, KANS_OPEN = 0.25, 0.06, 0.25
REDENEN: Mapping[str, int] = {"31": 70, "32": 7, "33": 4, "34": 10, "35": 4, "38": 3, "39": 2}


@dataclass(slots=True, eq=False)
class Toewijzing:
    """
    One allocation with what has been granted on it so far; dates are inclusive.

    Generic: no categorie and no code. Aspecific: categorie only. Both have `budget_cent` and list the
    `codes` the provider will declare. `groep` binds allocations that go out in one JW301.
    """

    nummer: int
    traject: Traject
    gemeente: str
    agb: str
    categorie: str
    code: str
    codes: tuple[str, ...]
    ingang: date
    einde: date | None
    omvang: Omvang | None
    budget_cent: int | None
    groep: tuple[int, int]
    toegewezen_op: datetime | None = None
    verzonden_op: datetime | None = None
    begin: date | None = None
    verwijderd: bool = False
    gebruikt: int = 0
    gebruikt_cent: int = 0
    reden: str = ""
    gestopt: date | None = None
    totaal: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Compute the maximum over the run once."""
        self.totaal = totaal_maximum(self.omvang) if self.omvang else None

    def levert_in(self, van: date, tot: date) -> int:
        """Days of actual help in a period: the allocation cut to the trajectory."""
        eerste = max(van, self.ingang, self.traject.begin)
        laatste = min(tot, self.einde or date.max, self.traject.einde or date.max)
        return max(0, (laatste - eerste).days + 1)

    def maximum(self, van: date, tot: date) -> int | None:
        """Most volume for one prestatie in a period; None without Omvang."""
        return maand_maximum(self.omvang, van, tot) if self.omvang else None

    def ruimte(self) -> int | None:
        """Volume left over the run; None when nothing bounds it."""
        return None if self.totaal is None else self.totaal - self.gebruikt


def declareert_minuten(agb: str) -> bool:
    """Whether this provider declares allocated hours in minutes: one in three does."""
    return int(agb) % 3 == 0


def _vensters(t: Traject, rng: Random) -> list[tuple[date, date]]:
    """Runs of at most a year from the start of a trajectory; the last may outlast the help."""
    einde = t.einde or date(t.begin.year + 12, 1, 1)
    exact = t.einde is not None and rng.random() < 0.6
    uit = []
    van = t.begin
    while van <= einde:
        tot = van + timedelta(days=364)
        uit.append((van, min(tot, einde) if exact else tot))
        van = tot + timedelta(days=1)
    return uit


def _omvang(code: str, eenheid: str, weken: int, rng: Random) -> tuple[int, str]:
    """Volume and frequency for a product over a run of this many weeks."""
    maanden = max(1, weken // 4)
    if code in VERBLIJF_CODES:
        return rng.choice(((7, "2"), (31, "4")))
    if code == "44A02":
        return rng.choice(((2, "2"), (8, "4")))
    if code == "42A03":
        return rng.randint(3, 5), "2"
    if code == "40A01":
        return rng.choice(((30, "1"), (45, "1")))
    if eenheid == "82":
        return (1, "4") if code[:2] in ("47", "48") or _per_maand(code) else (1, "6")
    if code[:2] in ("53", "54"):
        return rng.choice(((1, "2"), (rng.randint(2, 6), "4"), (maanden * rng.randint(2, 4), "6")))
    keuzes = {
        "01": (((rng.randrange(60, 241, 30), "2"), (rng.randrange(240, 901, 30), "4"))),
        "04": (
            (rng.randint(1, 4), "2"), (rng.randint(1, 4), "2"),
            (rng.randint(4, 14), "4"), (maanden * rng.randint(4, 8), "6"),
        ),
        "16": ((rng.randint(2, 8), "2"), (rng.randint(8, 24), "4")),
        "84": ((rng.randint(2, 5), "4"), (maanden * rng.randint(2, 4), "6")),
        "83": ((rng.randrange(2500, 9001, 250), "2"), (maanden * rng.randrange(8000, 20001, 500), "6")),
    }  # fmt: skip
    return rng.choice(keuzes[eenheid])


def _per_maand(code: str) -> bool:
    return code.startswith("50") and (code[4] == "5" or int(code[2:4]) > 6)


def _codes(t: Traject, regio: Regio, rng: Random) -> list[str]:
    bij = BIJ_PROFIEL if t.product.startswith("50") else BIJ.get(t.product, {})
    mag = regio.producten_van[t.agb]
    uit = [t.product, *(c for c, kans in bij.items() if rng.random() < kans and c in mag)]
    if t.categorie == "50" and not _per_maand(t.product):
        uit.append(t.product[:4] + "4")
    return uit


def _eenmalig_in(regio: Regio, code: str, *, eerste: bool, laatste: bool) -> bool:
    """Whether a product is allocated in this run: a start part only first, a closing part only last."""
    if regio.product[code].eenheid != "82" or code[:2] in ("47", "48") or _per_maand(code):
        return True
    return laatste if code[4] == "4" else eerste


class Toewijzer:
    """Makes the allocations of a population that matter between two dates."""

    def __init__(self, bevolking: Bevolking, regio: Regio, van: date, tot: date, rng: Random) -> None:
        """Dates are the first and last simulated day, inclusive."""
        self.bevolking, self.regio, self.van, self.tot, self.rng = bevolking, regio, van, tot, rng
        self._nummers = {g.code: 100_000 for g in regio.gemeenten}

    def alles(self) -> list[Toewijzing]:
        """All allocations that run in the window, in order of trajectory."""
        uit: list[Toewijzing] = []
        for t in self.bevolking.trajecten:
            if t.agb and t.begin <= self.tot and (t.einde is None or t.einde >= self.van):
                uit += self._van_traject(t)
        return uit

    def nieuw(self, t: Traject, groep: tuple[int, int], code: str, ingang: date, einde: date) -> Toewijzing:
        """One specific allocation outside the plan (used for an allocation that is withdrawn again)."""
        return self._maak(t, groep, ingang, einde, code=code)

    def _van_traject(self, t: Traject) -> list[Toewijzing]:
        rng = self.rng
        vensters = _vensters(t, rng)
        reden = rng.choices(list(REDENEN), list(REDENEN.values()))[0]
        vrij: tuple[str, ...] = ()
        categorie = ""
        if t.product in GGZ_VRIJ and rng.random() < KANS_ASPECIFIEK:
            vrij, categorie = tuple(rng.sample(GGZ_VRIJ, rng.randint(1, 3))), "54"
        elif t.product in ("45A05", "45A51") and rng.random() < KANS_GENERIEK:
            vrij = tuple(rng.sample(JENO_VRIJ, rng.randint(1, 3)))
        codes = [] if vrij else _codes(t, self.regio, rng)
        uit = []
        for k, (van, tot) in enumerate(vensters):
            if tot < self.van or van > self.tot:
                continue
            if vrij:
                uit.append(self._vrij(t, k, van, tot, categorie, vrij))
            laatste = k == len(vensters) - 1
            uit.extend(
                self._maak(t, (t.nummer, k), van, tot, code=code, laatste=laatste)
                for code in codes
                if _eenmalig_in(self.regio, code, eerste=k == 0, laatste=laatste)
            )
        for w in uit:
            w.reden = reden
        return [w for w in uit if w.einde is None or w.einde >= max(self.van, w.ingang)]

    def _nummer(self, gemeente: str) -> int:
        self._nummers[gemeente] += 1
        return self._nummers[gemeente]

    def _maak(
        self,
        t: Traject,
        groep: tuple[int, int],
        van: date,
        tot: date,
        *,
        code: str,
        laatste: bool = False,
    ) -> Toewijzing:
        product = self.regio.product[code]
        volume, frequentie = _omvang(code, product.eenheid, max(1, (tot - van).days // 7), self.rng)
        einde: date | None = tot
        if product.eenheid == "82" and frequentie == "4":
            van, einde = van.replace(day=1), laatste_van_maand(tot)
            if not laatste:  # the next run starts on the first of the month in which this one ends
                einde = (tot + timedelta(days=1)).replace(day=1) - timedelta(days=1)
        elif product.eenheid == "83" and frequentie == "2":
            einde = max(tot, van + timedelta(days=20))
        elif laatste and frequentie in ("1", "4") and self.rng.random() < KANS_OPEN:
            einde = None
        factor = 60 if product.eenheid == "04" and declareert_minuten(t.agb) else 1
        gemeente = self.bevolking.kinderen[t.kind].gemeente
        return Toewijzing(
            nummer=self._nummer(gemeente),
            traject=t,
            gemeente=gemeente,
            agb=t.agb,
            categorie=product.categorie,
            code=code,
            codes=(code,),
            ingang=van,
            einde=einde,
            omvang=Omvang(volume, product.eenheid, frequentie, van, einde, factor),
            budget_cent=None,
            groep=groep,
        )

    def _vrij(self, t: Traject, k: int, van: date, tot: date, categorie: str, codes: tuple[str, ...]) -> Toewijzing:
        maanden = max(1.0, (tot - van).days / 30)
        prijs = sum(self.regio.tarief_cent(t.agb, c, date(2026, 1, 1)) for c in codes)
        budget = min(99_000_000, int(prijs * 5 * maanden * self.rng.uniform(0.8, 1.6)))
        gemeente = self.bevolking.kinderen[t.kind].gemeente
        return Toewijzing(
            nummer=self._nummer(gemeente),
            traject=t,
            gemeente=gemeente,
            agb=t.agb,
            categorie=categorie,
            code="",
            codes=codes,
            ingang=van,
            einde=tot,
            omvang=None,
            budget_cent=budget,
            groep=(t.nummer, k),
        )
