# SPDX-License-Identifier: EUPL-1.2
"""
The world of the corpora: municipalities, providers, products, tariffs and allocations, all invented.

Only the codes of municipalities and their regions are real (CBS list). Numbers of children come from the
test range 9999nnnnn. Everything follows from the seed and the name of the region, so regions can be made
apart
and in any order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.core.periode import Maand
from jeugdregio.demo.bsn import reeks

JAAR = 2026
MAANDEN = [Maand(JAAR, nr) for nr in range(1, 13)]
NA_AFLOOP = Maand(JAAR + 1, 1)
ZAAD = 20_260_101

# (category, unit, paid per hour, how many codes, base price in cents)
ASSORTIMENT = (
    ("45", "01", True, 8, 9_600),
    ("45", "01", False, 2, 158),
    ("45", "04", False, 3, 9_900),
    ("45", "84", False, 3, 9_450),
    ("54", "01", True, 7, 12_300),
    ("54", "04", False, 2, 12_900),
    ("54", "82", False, 2, 61_000),
    ("41", "16", False, 3, 11_200),
    ("44", "14", False, 4, 5_840),
    ("43", "14", False, 4, 31_500),
    ("46", "14", False, 2, 41_000),
    ("48", "82", False, 3, 81_700),
    ("42", "82", False, 2, 1_900),
    ("50", "83", False, 3, 0),
)
# What is allocated per unit: (frequency, least, most) per unit of the allocation.
OMVANG = {
    "01": (("2", 60, 300), ("4", 240, 1_200), ("2", 90, 240)),
    "04": (("4", 4, 20), ("2", 1, 5)),
    "14": (("2", 2, 7), ("4", 8, 30)),
    "16": (("2", 2, 8), ("4", 8, 32)),
    "82": (("4", 1, 6),),
    "84": (("4", 1, 8), ("2", 1, 3)),
    "83": (("4", 50_000, 400_000),),
}


@dataclass(frozen=True)
class Product:
    """One product code; `per_uur`: the tariff is per hour and minutes may be declared."""

    categorie: str
    code: str
    eenheid: str
    per_uur: bool
    prijs: int

    @property
    def uurtarief(self) -> bool:
        """Whether an amount in minutes is a sixtieth part."""
        return self.per_uur or self.eenheid == "04"


@dataclass(slots=True, eq=False)
class Toewijzing:
    """One allocation; `einde` is the last day, None when open. `gebruikt` is the truth so far."""

    id: int
    nummer: int
    bsn: str
    client_id: int
    categorie: str | None
    code: str | None
    begin: date
    einde: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    verwijderd: bool
    producten: list[Product]
    aandeel: float
    zwaar: bool = False
    gebruikt: int = 0
    maximaal: int | None = None

    @property
    def maat(self) -> str:
        """In what the running total counts."""
        return "bedrag" if self.volume is None else "volume"


@dataclass(slots=True, eq=False)
class Aanbieder:
    """A provider in its region, with what a unit of each product costs before and after 1 July."""

    agb: str
    producten: list[Product]
    prijzen: dict[str, tuple[int, int]]

    def prijs(self, code: str, dag: date) -> int:
        """The contracted price in cents on a day."""
        return self.prijzen[code][dag >= date(JAAR, 7, 1)]


@dataclass
class Gemeente:
    """A municipality with its allocations per provider."""

    code: str
    naam: str
    toewijzingen: dict[str, list[Toewijzing]] = field(default_factory=lambda: defaultdict(list))
    clienten: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass
class Regio:
    """A region: who buys together, from whom."""

    code: str
    gemeenten: list[Gemeente]
    aanbieders: dict[str, Aanbieder]


def producten() -> list[Product]:
    """The product list, equal in every region."""
    result: list[Product] = []
    count: dict[str, int] = defaultdict(int)
    for categorie, eenheid, per_uur, aantal, prijs in ASSORTIMENT:
        for _ in range(aantal):
            count[categorie] += 1
            code = f"{categorie}P{count[categorie]:02}"
            result.append(Product(categorie, code, eenheid, per_uur, prijs + 13 * count[categorie]))
    return result


def regiocode(naam: str) -> str:
    """The code of a region, as in the other corpora and the demo."""
    return naam.upper().replace(" ", "-")[:20]


def indeling() -> dict[str, list[tuple[str, str]]]:
    """Every region with its municipalities (code, name), in a fixed order."""
    regions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code in codelijst("gemeente").codes.values():
        regions[code.kenmerken["jeugdregio"]].append((code.code, code.omschrijving))
    return dict(sorted(regions.items()))


def weken(begin: date, einde: date) -> int:
    """ISO weeks touched."""
    return (einde.toordinal() - 1) // 7 - (begin.toordinal() - 1) // 7 + 1


def maat(volume: int, eenheid: str) -> int:
    """Hours count in minutes."""
    return volume * 60 if eenheid == "04" else volume


def maximaal(t: Toewijzing) -> int | None:
    """The most over the whole period of an allocation, None without a limit (TR322, TR369)."""
    if t.budget is not None or t.volume is None or t.eenheid is None:
        return t.budget
    once = maat(t.volume, t.eenheid)
    if t.frequentie == "6":
        return once
    if t.einde is None:
        return None
    if t.frequentie == "4":
        return once * (12 * (t.einde.year - t.begin.year) + t.einde.month - t.begin.month + 1)
    return once * weken(t.begin, t.einde)


def periodemaximum(t: Toewijzing, begin: date, einde: date) -> int:
    """The most for one product period (TR321); the allocation has a volume."""
    assert t.volume is not None
    assert t.eenheid is not None
    once = maat(t.volume, t.eenheid)
    return once * weken(begin, einde) if t.frequentie == "2" else once


def maak_regio(naam: str, nr: int, gemeenten: dict[tuple[str, str], int], aanbieders: int) -> Regio:
    """Make a region: `gemeenten` gives the number of allocations per municipality."""
    rng = Random(f"{ZAAD} {naam}")  # noqa: S311 a seeded corpus, nothing secret
    providers = {}
    for i in range(aanbieders):
        offer = sorted(rng.sample(producten(), 23), key=lambda p: p.code)
        prices = {}
        for p in offer:
            before = round(p.prijs * rng.uniform(0.9, 1.1))
            prices[p.code] = (before, before if rng.random() < 0.75 else before + max(1, before // 50))
        agb = f"{42_000_000 + nr * 1_000 + i}"
        providers[agb] = Aanbieder(agb, offer, prices)
    region = Regio(regiocode(naam), [], providers)
    for (code, name), count in gemeenten.items():
        region.gemeenten.append(_maak_gemeente(code, name, count, list(providers.values())))
    return region


def _maak_gemeente(code: str, naam: str, aantal: int, providers: list[Aanbieder]) -> Gemeente:
    rng = Random(f"{ZAAD} {code}")  # noqa: S311 a seeded corpus, nothing secret
    gemeente = Gemeente(code, naam)
    chosen = rng.sample(providers, max(3, len(providers) // 3))
    weights = [rng.lognormvariate(0, 1.3) for _ in chosen]
    kinderen = rng.sample(reeks(), max(20, min(aantal * 10 // 22, 8_600)))
    for i, aanbieder in enumerate(rng.choices(chosen, weights, k=aantal)):
        bsn = rng.choice(kinderen)
        client = gemeente.clienten.setdefault((aanbieder.agb, bsn), len(gemeente.clienten) + 1)
        t = _maak_toewijzing(rng, i + 1, bsn, client, aanbieder)
        t.maximaal = maximaal(t)
        gemeente.toewijzingen[aanbieder.agb].append(t)
    return gemeente


def _maak_toewijzing(rng: Random, nr: int, bsn: str, client: int, aanbieder: Aanbieder) -> Toewijzing:
    begin, einde = _looptijd(rng)
    verwijderd = rng.random() < 0.006
    product = rng.choice(aanbieder.producten)
    items = [product]
    kind = rng.random()
    eenheid = "04" if product.per_uur and product.eenheid == "01" and rng.random() < 0.25 else product.eenheid
    if kind > 0.75:  # by category, or generic: more than one product may be declared
        items += [p for p in aanbieder.producten if _past_naast(p, product)][:1]
    t = Toewijzing(
        id=nr,
        nummer=1_000_000 + nr,
        bsn=bsn,
        client_id=client,
        categorie=None if kind > 0.96 else product.categorie,
        code=None if kind > 0.75 else product.code,
        begin=begin,
        einde=begin if verwijderd else einde,
        volume=None,
        eenheid=None,
        frequentie=None,
        budget=None,
        verwijderd=verwijderd,
        producten=items,
        aandeel=rng.uniform(0.3, 0.9) / len(items),
    )
    if not verwijderd:
        _geef_omvang(rng, t, eenheid, aanbieder)
    return t


def _past_naast(p: Product, product: Product) -> bool:
    return p != product and (p.categorie, p.eenheid, p.per_uur) == (
        product.categorie,
        product.eenheid,
        product.per_uur,
    )


def _looptijd(rng: Random) -> tuple[date, date | None]:
    before = rng.random() < 0.62
    begin = date(JAAR - 1, rng.randint(1, 12), 1) if before else date(JAAR, rng.randint(1, 11), 1)
    if rng.random() < 0.3:
        begin += timedelta(days=rng.randint(1, 27))
    if rng.random() < 0.3:
        return begin, None
    first = max(begin, date(JAAR, 1, 1))
    einde = first + timedelta(days=int(rng.triangular(20, 420, 380)))
    if rng.random() < 0.7:
        einde = Maand.van(einde).laatste_dag
    return begin, einde


def _geef_omvang(rng: Random, t: Toewijzing, eenheid: str, aanbieder: Aanbieder) -> None:
    kind = rng.random()
    if kind < 0.07:  # neither volume nor budget
        return
    frequentie, least, most = rng.choice(OMVANG[eenheid])
    volume = rng.randint(least, most)
    heavy = t.zwaar = rng.random() < 0.036
    months = 12 if t.einde is None else min(12, max(1, (t.einde - max(t.begin, date(JAAR, 1, 1))).days // 30))
    per_month = volume * (4 if frequentie == "2" else 1)
    expected = max(2, round(per_month * months * t.aandeel * len(t.producten)))
    room = rng.uniform(0.5, 0.85) if heavy else rng.uniform(1.6, 2.5)
    if kind < 0.16 and eenheid != "83":
        price = aanbieder.prijzen[t.producten[0].code][1]
        by_hour = t.producten[0].per_uur and eenheid == "01"
        t.budget = max(100, round(room * expected * price / (60 if by_hour else 1)))
        return
    t.eenheid, t.volume, t.frequentie = eenheid, volume, frequentie
    if heavy or kind < 0.24:
        t.volume, t.frequentie = max(1, round(room * expected)), "6"
